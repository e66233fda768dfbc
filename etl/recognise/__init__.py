"""Recognition: which source a sheet is of, and where its headings and rows stand."""
