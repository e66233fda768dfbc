"""Workbooks that the hub gives to those who send data: one to fill in, and one to correct."""
