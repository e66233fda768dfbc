"""Files whose name says another kind than their bytes: told what they are and what to do."""

import re

from etl.extract.refusal import NEW_COPY, UnreadableError

_SOURCE = "Send the spreadsheet that it was made from."
_UNPACK = "Unpack it and send the files that are in it."
_SIGNS = (
    (b"%PDF", "a PDF", _SOURCE),
    (b"\x89PNG", "a picture", _SOURCE),
    (b"\xff\xd8\xff", "a picture", _SOURCE),
    (b"GIF8", "a picture", _SOURCE),
    (b"{\\rtf", "a text document", _SOURCE),
    (b"\x1f\x8b", "a packed file", _UNPACK),
    (b"Rar!", "a packed file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a packed file", _UNPACK),
)
_PACKED = (
    ("word/", "a Word document", _SOURCE),
    ("ppt/", "a presentation", _SOURCE),
    ("xl/workbook.bin", "a binary workbook (.xlsb)", NEW_COPY),
    ("Index/", "a Numbers document", NEW_COPY),
    ("content.xml", "an open document without sheets", _SOURCE),
)
_OLD = (("WordDocument", "a Word document"), ("PowerPoint Document", "a presentation"))
_WEB = re.compile(rb"<(?:!doctype html|html|head|body|table|meta)\b", re.I)
_HEAD = 4096


def refuse_foreign(data: bytes, wanted: str) -> None:
    """Refuse bytes that are plainly neither a workbook nor a table of text.

    `wanted` is what the file's name says it is: a workbook, a CSV file.
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, what, remedy in _SIGNS:
        if head.startswith(sign):
            raise _other(what, wanted, remedy)
    if not head.startswith(b"<"):
        return
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise _other("an XML spreadsheet of 2003", wanted, "Save it as .xlsx and send that.")
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
            return _other(what, "a workbook", remedy)
    return UnreadableError("not_a_workbook", "This is a packed file, but not a workbook.", _UNPACK)


def refuse_other_compound(data: bytes) -> None:
    """Refuse what old office programs wrote that is no workbook."""
    for stream, what in _OLD:
        if stream.encode("utf-16-le") in data:
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
