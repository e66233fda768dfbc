"""The schema: sources, columns, kinds of cells and problems."""
