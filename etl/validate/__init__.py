"""Validation: rows of text become typed rows, or problems that a sender understands."""
