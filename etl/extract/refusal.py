"""Refusals: why a workbook cannot be read, and what a file is that its name does not say."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from etl.extract import limits

NEW_COPY = "Save it again as an Excel workbook (.xlsx) or CSV and send that."


class UnreadableError(Exception):
    """The bytes are no workbook that can be read; says why and what to do."""

    def __init__(self, rule: str, message: str, remedy: str = NEW_COPY):
        super().__init__(message)
        self.reason = (rule, message, remedy)


def cannot_open() -> UnreadableError:
    """Whatever the reading library complained of."""
    return UnreadableError("damaged", "The workbook cannot be opened: it is damaged.")


def attempt(read: Callable[[], Any]) -> Any:
    """What a library makes of a workbook; None where it stumbles, even over itself."""
    try:
        return read()
    except (MemoryError, UnreadableError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # an accident inside calamine is no Exception
        return None


def damaged() -> UnreadableError:
    """A package whose parts do not hold what they say."""
    return UnreadableError("damaged", "The workbook is damaged or incomplete.")


def locked() -> UnreadableError:
    """A workbook whose cells cannot be read without a password, perhaps its program's own."""
    return UnreadableError(
        "password",
        "The workbook is locked: it is encrypted with a password, which may be one that its "
        "program set by itself when the workbook was protected.",
        "If you type a password to open it, take that off (in Excel: File › Info › Protect "
        "Workbook › Encrypt with Password). If you type none, take off Review › Protect Workbook "
        "and Save As › Tools › General Options. Or send its sheets as CSV files.",
    )


def too_much(what: str) -> UnreadableError:
    """A workbook that holds more of something than any honest return."""
    return UnreadableError(
        "too_large",
        f"The workbook holds {what}.",
        "Send only the sheets of the return, as a new workbook.",
    )


def refuse_too_many_cells(spans: Iterable[tuple[int, int]]) -> None:
    """Refuse a workbook whose sheets span more cells than any return; spans are (rows, columns)."""
    if (cells := sum(rows * columns for rows, columns in spans)) > limits.CELLS:
        raise UnreadableError(
            "too_large",
            f"The workbook's sheets span {cells:,} cells, blank ones included; at most "
            f"{limits.CELLS:,} are read.",
            "Delete the empty rows and columns between and beyond the data; send a longer table "
            "as CSV.",
        )


def refuse_too_far(sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet whose cells reach further than any honest return's."""
    if rows > limits.ROWS or columns > limits.COLUMNS or rows * columns > limits.CELLS:
        raise UnreadableError(
            "too_large",
            f"Sheet {sheet} reaches to row {rows:,}, column {columns:,}.",
            "Delete the empty rows and columns beyond the data, or copy the data to a new sheet.",
        )


def refuse_too_many_sheets(count: int) -> None:
    """Refuse a workbook of more sheets than are read, so that none is left out in silence."""
    if count > limits.SHEETS:
        raise too_much(f"{count:,} sheets; at most {limits.SHEETS} are read")


def refuse_too_many_faults(count: int) -> None:
    """Refuse a workbook with more cells to correct than anybody would be told one by one."""
    if count > limits.FAULTS:
        raise UnreadableError(
            "too_large",
            f"The workbook has {count:,} cells that cannot be read without a question, such as "
            f"percentages, foreign currencies or formulas without a result; at most "
            f"{limits.FAULTS:,} are told.",
            "Set the format of the cells to Number, have the workbook calculated, and save it "
            "again.",
        )


_SOURCE = "Send the spreadsheet that it was made from."
_UNPACK = "Unpack it and send the files that are in it."
_SIGNS = (
    (b"%PDF", "a PDF", _SOURCE),
    (b"\x89PNG", "a picture", _SOURCE),
    (b"\xff\xd8\xff", "a picture", _SOURCE),
    (b"GIF8", "a picture", _SOURCE),
    (b"{\\rtf", "a text document", _SOURCE),
)
_PACKERS = (  # how files begin that gzip, rar, 7-Zip, bzip2, xz, zstd and compress write, and cabs
    b"\x1f\x8b",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"\x1f\x9d",
    b"MSCF\0\0",
)
_BZIP_BLOCK = b"1AY&SY"  # the first letters alone may begin a text
_TAR = (b"ustar\0", b"ustar ")  # stands behind the name and the mode of the first file in it
_PACKED = (
    ("word/", "a Word document", _SOURCE),
    ("ppt/", "a presentation", _SOURCE),
    ("xl/workbook.bin", "a binary workbook (.xlsb)", NEW_COPY),
    ("Index/", "a Numbers document", NEW_COPY),
    ("content.xml", "an open document without sheets", _SOURCE),
)
_OLD = {
    "worddocument": "a Word document",
    "powerpoint document": "a presentation",
    "visiodocument": "a drawing",
    "__properties_version1.0": "an e-mail",
}
_LOCKS = {"encryptedpackage", "\x09drmcontent"}
_WEB = re.compile(rb"<(?:!doctype html|html|head|body|table|meta)(?![:\w])", re.I)
_HEAD = 4096


def refuse_packed(data: bytes) -> None:
    """Refuse what a packing program wrote, whatever its name; zip files may be workbooks."""
    is_packed = data.startswith(_PACKERS) and (data[:3] != b"BZh" or data[4:10] == _BZIP_BLOCK)
    if is_packed or data[257:263] in _TAR:
        raise UnreadableError("not_a_workbook", "This is a packed file.", _UNPACK)


def refuse_foreign(data: bytes, wanted: str) -> None:
    """Refuse bytes that are plainly neither a workbook nor a table of text.

    `wanted` is what the file's name says it is: a workbook, a CSV file.
    """
    refuse_packed(data)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, what, remedy in _SIGNS:
        if head.startswith(sign):
            raise _other(what, wanted, remedy)
    if not head.startswith(b"<"):
        return
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise _other("an XML spreadsheet of 2003", wanted, "Save it as .xlsx and send that.")
    if b"urn:oasis:names:tc:opendocument" in head:
        raise _other(
            "a flat open document (.fods)", wanted, "Save it as .ods or .xlsx and send that."
        )
    if _WEB.search(head):
        raise _other("a web page", wanted, "Open it, save it as .xlsx and send that.")


def refuse_text(data: bytes) -> None:
    """Refuse a CSV with the name of a workbook."""
    head = data[:_HEAD]
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if is_wide or not re.search(rb"[\x00-\x08\x0e-\x1f]", head):
        remedy = "Name it .csv and send it again."
        raise _other("a CSV file" if _looks_like_rows(head) else "plain text", "a workbook", remedy)


def other_package(names: frozenset[str]) -> UnreadableError:
    """What a packed file is that is no workbook."""
    for start, what, remedy in _PACKED:
        if any(name.startswith(start) for name in names):
            return UnreadableError("not_a_workbook", f"This is {what}, not a workbook.", remedy)
    return UnreadableError("not_a_workbook", "This is a packed file, but not a workbook.", _UNPACK)


def refuse_other_compound(names: frozenset[str]) -> None:
    """Refuse what old office programs wrote that is no workbook, by what its root folder holds."""
    if names & {"workbook", "book"}:
        return
    if names & _LOCKS:
        raise locked()
    what = next((_OLD[name] for name in _OLD if name in names), "an old document without sheets")
    raise _other(what, "a workbook", _SOURCE)


def refuse_wrong_suffix(kind: str, suffix: str) -> None:
    """Refuse a workbook of another kind than its name says; kinds are like `.xlsx`."""
    family = ".xlsx" if suffix == ".xlsm" else suffix
    if suffix and family != kind:
        raise UnreadableError(
            "wrong_name",
            f"This is a workbook of the kind {kind} with a name that ends in {suffix}.",
            f"Name it {kind} and send it again.",
        )


def _looks_like_rows(head: bytes) -> bool:
    return any(sign in head for sign in (b",", b";", b"\t", b"|"))


def _other(what: str, wanted: str, remedy: str) -> UnreadableError:
    name = f"the name of {wanted}"
    return UnreadableError("not_a_workbook", f"This is {what} with {name}.", remedy)
