#!/usr/bin/env bash
# SheetJS 0.20.3 (@e965/xlsx) and python-calamine 0.9.1: an .ods that SheetJS writes cannot be read by calamine. SheetJS
# puts a line break between the elements of a row, which OpenDocument allows, and calamine wants a cell there and
# nothing else. odfpy 1.4.1 reads the same file, so it is not damaged, as a program that trusts one reader may say.
#
# Seen: calamine CalamineError "Expecting 'table-cell'"; odfpy finds both cells.
# Fails where either changes. Needs Python 3.11 or newer, Node 18 or newer with npm.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 odfpy==1.4.1 2>pip.txt || { cat pip.txt; exit 1; }
npm install --silent --no-audit --no-fund --prefix . @e965/xlsx@0.20.3 >npm.txt 2>&1 || { cat npm.txt; exit 1; }

cat >write.js <<'JS'
const xlsx = require("@e965/xlsx");
const book = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([["Hours", 1.5]]), "Attendance");
xlsx.writeFile(book, "book.ods");
JS
cat >read.py <<'PY'
import python_calamine
from odf import opendocument, table, teletype

try:
    rows = python_calamine.load_workbook("book.ods").get_sheet_by_index(0).to_python()
    by_calamine = str(rows)
except python_calamine.CalamineError as error:
    by_calamine = "CalamineError " + str(error).split(",")[0]
cells = opendocument.load("book.ods").getElementsByType(table.TableCell)
print(by_calamine, *(teletype.extractText(cell) for cell in cells), sep="; ")
PY
node write.js
seen=$(env/bin/python read.py)
echo "SheetJS 0.20.3 and python-calamine 0.9.1: $seen"
[ "$seen" = "CalamineError Expecting 'table-cell'; Hours; 1.5" ]
