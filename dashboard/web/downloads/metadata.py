"""Metadata of a CSV, as CSV on the Web has it: what the table is, and what each column holds.

The vocabulary is W3C's (`tabular-metadata`); a CSV's `Link` names where its own lies.
"""

import json
from typing import Any

import pandas as pd

from dashboard.components.reading_words import ABSENT
from dashboard.components.tables.table import Column, Table
from dashboard.web.downloads.cells import WRITTEN, frame_of
from dashboard.web.downloads.csv_file import headings
from dashboard.web.downloads.notes import Notes

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
NULLS = ["", *(mark for mark, _ in ABSENT.values())]
_DATATYPES = {"text": "string", "day": "date", "pence": {"base": "decimal", "format": "0.00"}}


def as_metadata(table: Table, notes: Notes, address: str) -> bytes:
    """JSON of the CSV that lies at an address, which may be relative to that of the JSON."""
    frame = frame_of(table)
    columns = [
        _column(heading, column, frame.iloc[:, at])
        for at, (heading, column) in enumerate(zip(headings(table), table.columns, strict=True))
    ]
    described = {
        "@context": CONTEXT,
        "url": address,
        "dc:title": notes.title,
        "dc:publisher": notes.publisher,
        "dc:description": "\n".join(f"{term}: {words}" for term, words in notes.lines()[2:]),
        "dc:date": notes.today.isoformat(),
        "tableSchema": {"columns": columns},
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode()


def _column(heading: str, column: Column, values: pd.Series) -> dict[str, Any]:
    nulls = {} if column.kind == "text" else {"null": NULLS}
    return {
        "titles": heading,
        "dc:description": WRITTEN[column.kind].words,
        "datatype": _datatype(column, values),
        **nulls,
    }


def _datatype(column: Column, values: pd.Series) -> str | dict[str, str]:
    """Counts are whole but for hours and noise."""
    is_whole = column.kind == "count" and not any(isinstance(value, float) for value in values)
    return "integer" if is_whole else _DATATYPES.get(column.kind, "decimal")
