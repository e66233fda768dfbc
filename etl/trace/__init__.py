"""Traces: from a number back to the cell it was typed in, from a cell on to what became of it."""
