"""Workbooks of every kind become sheets of text cells; what they are is told by their bytes.

Runs in a process of its own (see `reader`), so it imports nothing heavy and returns plain lists.
"""

import io
import re
import zipfile

from etl.extract import limits
from etl.extract.ods import read_ods
from etl.extract.refusal import UnreadableError
from etl.extract.xls import read_xls
from etl.extract.xlsx import read_xlsx

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")  # some programs write <x:f>
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(data: bytes) -> list[dict]:
    """Each sheet as {name, rows: [[row number, [text or None …]] …], faults, notes}.

    A fault is [row, column index, formula]: a formula without a saved value, which must not pass
    for a blank. Error cells come as their text, like `#REF!`.
    A note is [rule, message].
    """
    if data.startswith(b"PK"):
        return _read_packed(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableError(
                "password", "The workbook is locked with a password.", "Send it without a password."
            )
        return read_xls(data)
    if data.lstrip()[:1] == b"<":
        raise UnreadableError("not_a_workbook", "This is a web page, not a workbook.")
    raise UnreadableError("not_a_workbook", "This is not a workbook.")


def _read_packed(data: bytes) -> list[dict]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            _refuse_bombs(members)
            formulas = any(_holds_formulas(packed, member) for member in members)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError):
        raise UnreadableError("damaged", "The workbook is damaged or incomplete.") from None
    if "xl/workbook.xml" in names:
        return read_xlsx(data, formulas)
    if "content.xml" in names:
        return read_ods(data)
    raise UnreadableError("not_a_workbook", "This is a packed file, but not a workbook.")


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.PACKED_MEMBERS or unpacked > limits.UNPACKED_BYTES:
        raise UnreadableError(
            "too_large",
            f"The workbook unpacks to {unpacked / 1024**2:,.0f} MB in {len(members):,} parts.",
            "Send only the sheets of the return, as a new workbook.",
        )


def _holds_formulas(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if not member.filename.startswith("xl/worksheets/"):
        return False
    with packed.open(member) as part:
        rest = b""
        while chunk := part.read(1 << 20):
            if _FORMULA.search(rest + chunk):
                return True
            rest = chunk[-20:]
    return False
