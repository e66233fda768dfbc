"""Lead a number back to the cell it was typed in, and a cell on to what became of it."""
