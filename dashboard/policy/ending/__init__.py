"""Endings: how ready an agreement is to end well, as the National Audit Office asks.

Where no end is decided, everything is told as if the agreement ended on its end date.
"""
