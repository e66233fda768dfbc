"""Workbooks that no honest program writes, each small and harmless whichever program opens it.

What is refused for holding too much of something is refused here for a little more than LOWERED.
"""

import io
import struct
import zipfile
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DEFINITION = '<!DOCTYPE any [<!ENTITY word "Line">]>'
OUTSIDE = '<!DOCTYPE any [<!ENTITY word SYSTEM "nowhere.txt">]>'
LOWERED = {
    "UNPACKED_BYTES": 60_000,
    "READ_BYTES": 20_000,
    "PACKED_MEMBERS": 20,
    "SHEETS": 2,
    "ROWS": 5,
    "COLUMNS": 6,
    "CELLS": 12,
    "WRITTEN_CELLS": 30,
    "BLANK_ROWS": 30,
    "MERGED_CELLS": 6,
    "TAGLESS_BYTES": 1_000,
    "TEXT_CHARACTERS": 500,
    "UNUSED_TEXTS": 3,
    "STYLES": 5,
}


def packed(parts: dict[str, str | bytes], level: int = 6) -> bytes:
    """A zip file of some parts."""
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return told.getvalue()


def xlsx(sheet: str = "", above: str = "", strings: str = "", styles: str = "", more=None) -> bytes:
    """A workbook of one sheet, its XML as given: inside `worksheet`, and what stands above it."""
    override = '<Override PartName="/xl/{}" ContentType="{}.{}+xml"/>'.format
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + override("workbook.xml", _TYPE, "sheet.main")
        + override("worksheets/sheet1.xml", _TYPE, "worksheet")
        + (override("sharedStrings.xml", _TYPE, "sharedStrings") if strings else "")
        + (override("styles.xml", _TYPE, "styles") if styles else "")
        + "</Types>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Spending" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f'{above}<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    if strings:
        parts["xl/sharedStrings.xml"] = strings
    if styles:
        parts["xl/styles.xml"] = styles
    return packed(parts | (more or {}))


def relations(*targets: tuple[str, str]) -> str:
    """What a part refers to: pairs of kind and path."""
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def rows(cells: str) -> str:
    return f"<sheetData><row>{cells}</row></sheetData>"


_ODS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def ods(table: str, above: str = "", more=None, after: str = "") -> bytes:
    """An open document of one table, its rows as XML."""
    content = (
        f'{above}<office:document-content {_ODS} xmlns:calcext="{_CALC}"><office:body>'
        f'<office:spreadsheet><table:table table:name="Spending">{table}</table:table>{after}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "<manifest/>"
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return packed(parts | (more or {}))


def ods_cell(text: str = "", **attributes: object) -> str:
    """A cell of an open document; `value_type="float"` is `office:value-type`."""
    places = {"formula": "table", "repeated": "table", "spanned": "table", "error": "calcext"}
    written = []
    for name, value in attributes.items():
        space = next((place for key, place in places.items() if key in name), "office")
        word = "value-type" if name == "error" else name.replace("_", "-")
        written.append(f'{space}:{word}="{value}"')
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {' '.join(written)}>{shown}</table:table-cell>"


def ods_row(*cells: str, **attributes: object) -> str:
    written = " ".join(f'table:{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
    return f"<table:table-row {written}>{''.join(cells)}</table:table-row>"


def lying(data: bytes, name: str, size: int) -> bytes:
    """A package in which a part claims another unpacked size than it has, checksum and all."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        real = package.read(name)
    claimed = struct.pack("<I", size)
    checksum = struct.pack("<I", zlib.crc32(real[:size]))
    true = struct.pack("<I", len(real))
    return data.replace(struct.pack("<I", zlib.crc32(real)), checksum).replace(true, claimed)
