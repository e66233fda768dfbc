"""Extraction: bytes in, sheets of text cells with their addresses out."""
