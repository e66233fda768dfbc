"""A copy of an .xlsx with nothing in it but cells: all that its readers are given to open.

What could swell in their hands (merged areas, styles, rules, drawings) stays behind, and so does
whatever a reader stumbles over although no cell depends on it.
"""

import io
import zipfile
from html import escape

from etl.extract.package import Package
from etl.extract.xlsx_parts import MAIN, Book, Styles

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def copy_of(package: Package, book: Book, styles: Styles, sheets: list[bytes]) -> bytes:
    """The workbook with these sheets, unpacked."""
    parts = {
        f"worksheets/sheet{number}.xml": ("worksheet", sheet)
        for number, sheet in enumerate(sheets, start=1)
    }
    parts["styles.xml"] = ("styles", _styles(styles))
    if book.strings in package.names:
        parts["sharedStrings.xml"] = ("sharedStrings", package.read(book.strings))
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_STORED) as copy:
        copy.writestr("[Content_Types].xml", _types(parts))
        copy.writestr("_rels/.rels", _links([("officeDocument", "xl/workbook.xml")]))
        copy.writestr("xl/workbook.xml", _workbook(book))
        targets = [(kind, name) for name, (kind, _) in parts.items()]
        copy.writestr("xl/_rels/workbook.xml.rels", _links(targets))
        for name, (_, part) in parts.items():
            copy.writestr(f"xl/{name}", part)
    return told.getvalue()


def _types(parts: dict[str, tuple[str, bytes]]) -> str:
    kinds = {"workbook.xml": "sheet.main"} | {name: kind for name, (kind, _) in parts.items()}
    listed = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    links = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{links}"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{listed}</Types>'


def _links(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for number, (kind, name) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _quoted(text: str) -> str:
    """A text as an attribute's value (the library for that brings half the internet along)."""
    return f'"{escape(text)}"'


def _workbook(book: Book) -> str:
    listed = "".join(
        f'<sheet name={_quoted(sheet.name)} sheetId="{number}" r:id="r{number}"/>'
        for number, sheet in enumerate(book.sheets, start=1)
    )
    dates = f'<workbookPr date1904="{int(book.counts_from_1904)}"/>'
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{dates}<sheets>{listed}</sheets></workbook>'
    )


def _styles(styles: Styles) -> bytes:
    formats = "".join(
        f"<numFmt numFmtId={_quoted(number)} formatCode={_quoted(code)}/>"
        for number, code in styles.formats.items()
    )
    cells = "".join(f"<xf numFmtId={_quoted(number)}/>" for number in styles.cells)
    listed = f"<numFmts>{formats}</numFmts>" if formats else ""
    return (
        f'<styleSheet xmlns="{MAIN}">{listed}<cellXfs>{cells or "<xf/>"}</cellXfs></styleSheet>'
    ).encode()
