"""How large a file may be before it is refused: sizes that no honest return comes near."""

FILE_BYTES = 400 * 1024**2
UNPACKED_BYTES = 250 * 1024**2
PACKED_MEMBERS = 2_000
SHEETS = 100
ROWS = 200_000  # of a workbook's sheet; a CSV may have any number
COLUMNS = 200
CELL_CHARACTERS = 32_767  # as many as a spreadsheet's cell can hold
READER_MEMORY_BYTES = 2 * 1024**3
READER_SECONDS = 60
