"""Parts of an .xlsx besides its sheets: where each sheet stands, and what its styles mean."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from data.hub import HUB
from etl.extract import limits
from etl.extract.marks import foreign_sign
from etl.extract.package import Package, walk
from etl.extract.refusal import UnreadableError, damaged, too_much

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BUILT_IN_PERCENTAGES = {"9", "10"}
_PLAIN = {"0", "49"}  # formats that show a number as it is
_LISTS = ("numFmts", "fonts", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs")
_FALSE = ("0", "false")


@dataclass(frozen=True)
class Listed:
    """A sheet as the workbook lists it: its name, its part of the package, whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


class Book:
    """What a workbook says of itself: its sheets in order, and how its dates count.

    One that asks to be calculated when it is opened was never calculated: the zeros under its
    formulas are placeholders of the program that wrote it. Where one `is_of_excel`, a cell without
    a style has none; other programs leave out a style that is its row's or its column's.
    """

    def __init__(self, package: Package) -> None:
        self.awaits_calculation = self.counts_from_1904 = self.is_of_excel = False
        self._named: list[tuple[str, str, bool]] = []
        _walk(package, "xl/workbook.xml", self._element)
        links = Links(package, "xl/workbook.xml")
        self.strings = next(iter(links.to("sharedStrings")), None)
        sheets = links.by_id("worksheet")
        self.sheets = [
            Listed(name, sheets[link], hidden)
            for name, link, hidden in self._named
            if link in sheets
        ]
        if any(sheet.part not in package.names for sheet in self.sheets):
            raise damaged()

    def _element(self, name: str, attributes: dict) -> None:
        if name == f"{MAIN} sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            link = attributes.get(f"{_LINKS} id", "")
            self._named.append((attributes.get("name", ""), link, is_hidden))
        elif name == f"{MAIN} fileVersion":
            self.is_of_excel = attributes.get("appName") == "xl"
        elif name == f"{MAIN} calcPr":
            self.awaits_calculation = attributes.get("fullCalcOnLoad", "0") not in _FALSE
        elif name == f"{MAIN} workbookPr":
            self.counts_from_1904 = attributes.get("date1904", "0") not in _FALSE
        elif name.endswith(" workbook") and not name.startswith(MAIN):
            raise UnreadableError(
                "strict_workbook",
                "The workbook was saved as ‘Strict Open XML’, which few programs read.",
                "Save it as ‘Excel Workbook (.xlsx)’ and send that.",
            )


class Links:
    """Which parts a part of the package refers to."""

    def __init__(self, package: Package, part: str) -> None:
        self._folder, name = posixpath.split(part)
        self._links: list[tuple[str, str, str]] = []
        _walk(package, f"{self._folder}/_rels/{name}.rels", self._element)

    def _element(self, _: str, attributes: dict) -> None:
        if "Target" in attributes and attributes.get("TargetMode") != "External":
            path = posixpath.join("/", self._folder, attributes["Target"])
            kind = attributes.get("Type", "").rpartition("/")[2]
            part = posixpath.normpath(path).lstrip("/")
            self._links.append((attributes.get("Id", ""), kind, part))

    def by_id(self, kind: str) -> dict[str, str]:
        """Parts of a kind, like `worksheet`, by the id under which they are referred to."""
        return {link: part for link, of_kind, part in self._links if of_kind == kind}

    def to(self, kind: str) -> list[str]:
        """Parts of a kind."""
        return list(self.by_id(kind).values())


class Styles:
    """The number format of each cell style, and which styles strike their text through."""

    def __init__(self, package: Package) -> None:
        self.formats: dict[str, str] = {}  # those that the workbook itself defines
        self.cells: list[str] = []
        self.struck: set[str] = set()
        self._struck_fonts: set[str] = set()
        self._list, self._fonts = "", -1
        _walk(package, "xl/styles.xml", self._element)
        shares = {n for n, code in self.formats.items() if "%" in code}
        shares |= _BUILT_IN_PERCENTAGES - self.formats.keys()
        self.percentages = {str(n) for n, kind in enumerate(self.cells) if kind in shares}
        signs = {n: sign for n, code in self.formats.items() if (sign := foreign_sign(code))}
        self.currencies = {str(n): signs[k] for n, k in enumerate(self.cells) if k in signs}
        self.telling = self.percentages | self.currencies.keys()  # of how a number is meant
        self.shaping = {str(n) for n, kind in enumerate(self.cells) if kind not in _PLAIN}

    def _element(self, name: str, attributes: dict) -> None:
        name = name.rpartition(" ")[2]
        if name in _LISTS:
            self._list = name
        elif name == "numFmt" and self._list == "numFmts":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "font" and self._list == "fonts":
            self._fonts += 1
        elif name == "strike" and self._list == "fonts":
            if attributes.get("val", "1") not in _FALSE:
                self._struck_fonts.add(str(self._fonts))
        elif name == "xf" and self._list == "cellXfs":
            self._cell_style(attributes)

    def _cell_style(self, attributes: dict) -> None:
        if attributes.get("fontId") in self._struck_fonts:
            self.struck.add(str(len(self.cells)))
        self.cells.append(attributes.get("numFmtId", "0"))
        if len(self.cells) > limits.STYLES or len(self.formats) > limits.STYLES:
            raise too_much(f"more than {limits.STYLES:,} cell styles")


class Comments:
    """The cells of a sheet to which somebody pinned a comment; the hub's own are known."""

    def __init__(self, package: Package, sheet: str) -> None:
        self._authors: list[list[str]] = []
        self._pinned: list[tuple[str, str]] = []
        for part in Links(package, sheet).to("comments"):
            if part in package.names:
                walk(package.read(part), limits.OTHER_TAGS, self._attach)
        hub = {str(n) for n, name in enumerate(self._authors) if "".join(name) == HUB.name}
        self.places = [place for place, author in self._pinned if author not in hub]

    def _attach(self, parser) -> None:
        self._parser = parser
        parser.StartElementHandler = self._element

    def _element(self, name: str, attributes: dict) -> None:
        self._parser.CharacterDataHandler = None
        if name == f"{MAIN} author":
            self._authors.append([])
            self._parser.CharacterDataHandler = self._authors[-1].append
        elif name == f"{MAIN} comment":
            self._pinned.append((attributes.get("ref", "")[:20], attributes.get("authorId", "")))


def count_texts(package: Package, part: str | None) -> int:
    """How many texts the workbook keeps for its cells to refer to."""
    count = 0

    def element(name: str, _: dict) -> None:
        nonlocal count
        count += name == f"{MAIN} si"

    if part:
        _walk(package, part, element, limits.SHEET_TAGS)
    return count


def _walk(
    package: Package,
    part: str,
    element: Callable[[str, dict], None],
    tags: int = limits.OTHER_TAGS,
) -> None:
    if part in package.names:

        def attach(parser) -> None:
            parser.StartElementHandler = element

        walk(package.read(part), tags, attach)
