#!/usr/bin/env bash
# SheetJS 0.20.3 (@e965/xlsx), python-calamine 0.9.1, openpyxl 3.1.5: a day that SheetJS writes with `cellDates`
# stands in an .xlsx as an ISO text that ends in Z, but is the wall clock of the machine that wrote it, not UTC:
# midnight of 3 June is 2026-06-03T00:00:00.000Z in London, New York and Tokyo alike. Whoever converts it from UTC
# is a day out west of Greenwich. openpyxl drops the Z and gives a day; python-calamine gives the text as it stands,
# so that two readers of one cell do not even agree on its type.
#
# Seen: three times 2026-06-03T00:00:00.000Z; openpyxl datetime, calamine str.
# Fails where any of it changes. Needs Python 3.11 or newer, Node 18 or newer with npm.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5 2>pip.txt || { cat pip.txt; exit 1; }
npm install --silent --no-audit --no-fund --prefix . @e965/xlsx@0.20.3 >npm.txt 2>&1 || { cat npm.txt; exit 1; }

cat >write.js <<'JS'
const xlsx = require("@e965/xlsx");
const book = xlsx.utils.book_new();
const sheet = xlsx.utils.aoa_to_sheet([[new Date(2026, 5, 3)]], { cellDates: true });
xlsx.utils.book_append_sheet(book, sheet, "Days");
xlsx.writeFile(book, process.argv[2], { cellDates: true });
JS
cat >read.py <<'PY'
import re
import zipfile

import openpyxl
import python_calamine

cells = []
for zone in ("London", "New_York", "Tokyo"):
    xml = zipfile.ZipFile(f"{zone}.xlsx").read("xl/worksheets/sheet1.xml").decode()
    cells.append(re.search(r"<v>([^<]*)", xml)[1])
own = openpyxl.load_workbook("Tokyo.xlsx").active["A1"].value
other = python_calamine.load_workbook("Tokyo.xlsx").get_sheet_by_index(0).to_python()[0][0]
print(*cells, f"openpyxl {type(own).__name__}, calamine {type(other).__name__}", sep="; ")
PY
TZ=Europe/London node write.js London.xlsx
TZ=America/New_York node write.js New_York.xlsx
TZ=Asia/Tokyo node write.js Tokyo.xlsx
seen=$(env/bin/python read.py)
echo "SheetJS 0.20.3: $seen"
day=2026-06-03T00:00:00.000Z
[ "$seen" = "$day; $day; $day; openpyxl datetime, calamine str" ]
