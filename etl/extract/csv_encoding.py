"""Encodings of a CSV with other letters than plain ones: found out, and brought to UTF-8."""

import codecs
import io
import re
from collections.abc import Iterator

from etl.schema.problem import RefusedError

# What Windows would read as a capital after a small letter (CafŽ, JohnÕs) was written on a Mac.
_MAC = re.compile(rb"[a-z][\x8a\x8c-\x90\x9d\x9f\xd0-\xd5]")
# What Windows would read as a quotation mark or nothing after a letter (Caf‚), or as an œ before a
# figure (œ5), was written for MS-DOS: é, ä, ü and £. Excel still offers to.
_DOS = re.compile(rb"[A-Za-z][\x81\x82\x84]|\x9c ?\d")
_STRETCH = 1 << 20


def as_utf8(data: bytes) -> bytes:
    """The text as UTF-8 without a mark at its beginning; RefusedError where none can be read."""
    text = _read(data)
    while text.startswith(codecs.BOM_UTF8):  # some programs write a second one
        text = text[len(codecs.BOM_UTF8) :]
    return text


def _read(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise RefusedError(
            "encoding", "The file is saved as UTF-32, which is not read.", "Save it as CSV UTF-8."
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16")
    data = data.removeprefix(codecs.BOM_UTF8)
    if data[:2000].count(0) > len(data[:2000]) // 4:
        return _decoded(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        for _ in _stretches(data, "utf-8"):
            pass
    except UnicodeDecodeError:
        return _decoded(data, _of_one_byte(data))
    return data


def _of_one_byte(data: bytes) -> str:
    """The encoding of letters of one byte each, by signs that would make no sense in another."""
    if _DOS.search(data):
        return "cp850"
    return "mac_roman" if _MAC.search(data) else "cp1252"


def _decoded(data: bytes, encoding: str) -> bytes:
    utf8 = io.BytesIO()
    try:
        for text in _stretches(data, encoding):
            utf8.write(text.encode("utf-8"))
    except UnicodeDecodeError:
        raise RefusedError(
            "encoding", "The file's characters cannot be read.", "Save it as CSV UTF-8."
        ) from None
    return utf8.getvalue()


def _stretches(data: bytes, encoding: str) -> Iterator[str]:
    """The file's text piece by piece: whole, one rare character makes it four times as large."""
    pieces = (data[start : start + _STRETCH] for start in range(0, len(data), _STRETCH))
    return codecs.iterdecode(pieces, encoding)
