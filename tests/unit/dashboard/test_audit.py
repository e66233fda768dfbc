"""An audit entry is one line of JSON, whatever the file that it tells of is called."""

import json
import logging
from pathlib import Path

import pytest

from dashboard.domain.viewer import Viewer
from dashboard.web import audit

ROOT = Path(__file__).resolve().parents[3]
NAMES = {
    "quotation marks": 'the "last" return.xlsx',
    "ends of lines": "return\n2025\r.xlsx",
    "ends of lines of Unicode": "return\u2028of\u2029autumn\x85.xlsx",
    "control characters": "return\0\x1b[2K\x7f.xlsx",
    "an entry of its own": 'r"}\n{"act": "nothing", "role": "executive"}',
    "a mark that a log fills in": "100%s %(name)s {role}.xlsx",
    "half a character": "return\udc80.xlsx",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_files_name_neither_breaks_a_line_nor_adds_one(name, caplog):
    with caplog.at_level(logging.INFO, "hub.audit"):
        audit.record(Viewer("officer"), "children's cells", file=name)
    (record,) = caplog.records
    line = record.getMessage()
    assert line.isascii() and line.isprintable()
    entry = json.loads(line)
    assert entry.pop("at")
    assert entry == {"act": "children's cells", "role": "officer", "areas": [], "file": name}


def test_nothing_else_writes_to_the_audit_log():
    naming = {
        path.relative_to(ROOT).as_posix()
        for side in ("dashboard", "etl", "data")
        for path in (ROOT / side).rglob("*.py")
        if "hub.audit" in path.read_text()
    }
    assert naming == {"dashboard/web/audit.py"}
