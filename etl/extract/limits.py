"""Limits: how large a file may be before it is refused, far beyond any honest return."""

FILE_BYTES = 400 * 1024**2
WORKBOOK_BYTES = 60 * 1024**2  # pictures and all
OLD_WORKBOOK_BYTES = 20 * 1024**2  # of an .xls, which holds 65,536 rows a sheet
UNPACKED_BYTES = 250 * 1024**2  # pictures and all
READ_BYTES = 64 * 1024**2  # of the parts that hold cells and what belongs to them, unpacked
PACKED_MEMBERS = 2_000
SHEETS = 100
ROWS = 200_000  # of a workbook's sheet; a CSV may have any number
COLUMNS = 200
CELLS = 500_000  # that the sheets of a workbook span, blank ones included
WRITTEN_CELLS = 2_000_000  # of a sheet, those with nothing but a colour included
BLANK_ROWS = 1_048_576  # that a sheet may hold with nothing but a height or colour
MERGED_CELLS = 500_000  # of a sheet
TAGLESS_BYTES = 1024**2  # of a part, between two of its tags
CELL_CHARACTERS = 32_767  # as many as a spreadsheet's cell can hold
TEXT_CHARACTERS = 20_000_000  # of a workbook's cells, a text counted wherever it stands
UNUSED_TEXTS = 50_000  # that a workbook may list beyond those in its cells
STYLES = 66_000  # of cells; a spreadsheet program allows 64,000
SHEET_TAGS = 20_000_000  # of a part that holds cells: a cell has up to eight
OTHER_TAGS = 1_000_000  # of any other part
PLACES_NAMED = 5  # of cells with a comment and the like, in one note
CSV_LINE_BYTES = 4 * 1024**2
CSV_RAGGED_ROWS = 100_000  # with fewer or more fields than most, lines without any included
CSV_CELLS = 2_000_000  # of a file whose cells are mostly blank; of one that is filled, any number
READER_MEMORY_BYTES = 300 * 1024**2
READER_SECONDS = 60
