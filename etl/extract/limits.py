"""Limits: how large a file may be before it is refused, far beyond any honest return."""

FILE_BYTES = 400 * 1024**2
UNPACKED_BYTES = 250 * 1024**2
PACKED_MEMBERS = 2_000
SHEETS = 100
ROWS = 200_000  # of a workbook's sheet; a CSV may have any number
COLUMNS = 200
CELLS = 2_000_000  # of a sheet, blank ones included
BLANK_ROWS = 1_048_576  # that a sheet may hold with nothing but a height or colour
MERGED_CELLS = 500_000  # of a sheet
CELL_CHARACTERS = 32_767  # as many as a spreadsheet's cell can hold
UNUSED_TEXTS = 50_000  # that a workbook may list beyond those in its cells
STYLES = 66_000  # of cells; a spreadsheet program allows 64,000
SHEET_TAGS = 20_000_000  # of a part that holds cells: a cell has up to eight
OTHER_TAGS = 1_000_000  # of any other part
PLACES_NAMED = 5  # of cells with a comment and the like, in one note
READER_MEMORY_BYTES = 2 * 1024**3
READER_SECONDS = 60
