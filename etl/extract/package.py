"""Packages: the parts of a packed workbook, and the XML in them.

Each part is as large as it says, all together as large as is allowed; the XML is walked once,
without building what a hostile part can swell.
"""

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from etl.extract import limits
from etl.extract.refusal import UnreadableError, damaged, locked, other_package, too_much

_BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    zlib.error,
)
_IS_ENCRYPTED = 0x1
_OF_WORKBOOKS = {"xl/workbook.xml", "content.xml", "encrypted-package"}  # one of them is in each


class Package:
    """A zip file whose members were counted and their sizes added up, before any is unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self._packed = zipfile.ZipFile(io.BytesIO(data))
            members = self._packed.infolist()
        except _BROKEN:
            raise damaged() from None
        self._sizes = {member.filename: member.file_size for member in members}
        self.names = frozenset(self._sizes)
        self._opened: set[str] = set()
        if not _OF_WORKBOOKS & self.names:
            raise other_package(self.names)
        if any(member.flag_bits & _IS_ENCRYPTED for member in members):
            raise locked()
        self._refuse_bombs(members)
        if len(self._sizes) < len(members):  # two readers might take two different ones
            raise damaged()

    def _refuse_bombs(self, members: list[zipfile.ZipInfo]) -> None:
        unpacked = sum(member.file_size for member in members)
        if len(members) > limits.PACKED_MEMBERS:
            raise too_much(f"{len(members):,} parts")
        if unpacked > limits.UNPACKED_BYTES:
            raise too_much(f"{unpacked / 1024**2:,.0f} MB once it is unpacked")
        for member in members:  # let each be read beyond the size that it claims
            member.file_size = limits.UNPACKED_BYTES

    def read(self, name: str) -> bytes:
        """A part's bytes; refuses one that is larger or smaller than it claims, or damaged.

        Refuses too, before it is unpacked, one with which all that were read are too large.
        """
        claimed = self._sizes[name]
        read = sum(self._sizes[part] for part in self._opened | {name})
        if read > limits.READ_BYTES:
            raise too_much(f"{read / 1024**2:,.0f} MB of cells and texts once it is unpacked")
        self._opened.add(name)
        try:
            with self._packed.open(name) as part:
                data = part.read(claimed + 1)
        except _BROKEN:
            raise damaged() from None
        if len(data) != claimed:
            raise damaged()
        return data

    def holds_spreadsheet(self) -> bool:
        """Whether it is an open document of sheets, and not of text or drawings."""
        if "content.xml" not in self.names:
            return False
        kind = self.read("mimetype") if "mimetype" in self.names else b"spreadsheet"
        return b"spreadsheet" in kind


def walk(part: bytes, tags: int, attach: Callable[[expat.XMLParserType], None]) -> None:
    """Read a part of at most `tags` tags; `attach` sets the handlers that are to be called.

    Names come with their namespace and a space before them. A part that defines entities is
    refused: no program writes them, and a few lines of them swell to any size. So is one with
    more between two tags than any text needs.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_definitions
    attach(parser)
    if part.count(b"<") > tags:
        raise too_much("far more than any return")
    try:
        for start in range(0, len(part), limits.TAGLESS_BYTES):
            stretch = part[start : start + limits.TAGLESS_BYTES]
            if len(stretch) == limits.TAGLESS_BYTES and b"<" not in stretch:
                raise too_much("a text longer than any return")
            parser.Parse(stretch)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise damaged() from None


def _refuse_definitions(*_: object) -> None:
    raise UnreadableError(
        "damaged", "The workbook holds definitions that no spreadsheet program writes."
    )
