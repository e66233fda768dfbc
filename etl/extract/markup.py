"""The XML inside a workbook, walked once without building what a hostile part can swell."""

from collections.abc import Callable
from xml.parsers import expat

from etl.extract.refusal import UnreadableError, damaged, too_much

_STRIDE = 1 << 20


def walk(part: bytes, tags: int, attach: Callable[[expat.XMLParserType], None]) -> None:
    """Read a part of at most `tags` tags; `attach` sets the handlers that are to be called.

    Names come with their namespace and a space before them. A part that defines entities is
    refused: no program writes them, and a few lines of them swell to any size. So is one with
    a megabyte between two tags.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_definitions
    attach(parser)
    if part.count(b"<") > tags:
        raise too_much("far more than any return")
    try:
        for start in range(0, len(part), _STRIDE):
            stretch = part[start : start + _STRIDE]
            if len(stretch) == _STRIDE and b"<" not in stretch:
                raise too_much("a text longer than any return")
            parser.Parse(stretch)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise damaged() from None


def _refuse_definitions(*_: object) -> None:
    raise UnreadableError(
        "damaged", "The workbook holds definitions that no spreadsheet program writes."
    )
