"""Kinds of cells: how a text becomes a code, a date, an amount of money …, or a fault.

One text is read at a time. A column's distinct texts are read once each, so that plain functions
are fast enough for a million rows.
"""
