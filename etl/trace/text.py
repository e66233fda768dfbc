"""Traces as text: short lines, a cell each, from what was typed to what is kept."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from data.formatting import day
from etl.report.report import COUNTS
from etl.trace.views import (
    Counts,
    Filed,
    FileTrace,
    ReceivedSheet,
    ReportedProblem,
    RowsInForce,
    SheetTrace,
    TracedCell,
    TracedRow,
    VersionTrace,
)

_CELLS = 6  # addresses of one kind of problem
_SHOWN = 50  # rows of a sheet; --row and --json lead to the others


def lines(traced: dict) -> Iterator[str]:
    """What was traced, line by line."""
    if "came" in traced:
        yield f"Every return of {traced['agreement']} for {traced['quarter']}, oldest first"
        yield from _received(traced["came"])
    elif "in_force" in traced:
        for part in traced["in_force"]:
            yield from _in_force(part)
    elif "versions" in traced:
        for version in traced["versions"]:
            yield from _version(version)
    else:
        for file_trace in traced["files"]:
            yield from _file(file_trace)


def _received(sheets: list[ReceivedSheet]) -> Iterator[str]:
    for file, held in groupby(sheets, key=lambda sheet: sheet.file):
        yield from _blank(_filed(file))
        for sheet in held:
            prepared = f"prepared {day(sheet.prepared_on)}, " if sheet.prepared_on else ""
            days = f"{prepared}received {day(sheet.received_on)}"
            beside = f", mending {sheet.mends.name}" if sheet.mends else ""
            yield f"  {sheet.sheet}: {_counts(sheet.counts)}; {days}; {sheet.told}{beside}"


def _in_force(part: RowsInForce) -> Iterator[str]:
    yield from _blank(f"{_filed(part.file)}, sheet {part.sheet}")
    yield from _limited(part.rows)


def _version(version: VersionTrace) -> Iterator[str]:
    yield from _blank(f"{version.register} {version.key}: {_stood(version)}")
    yield f"  {_filed(version.file)}, sheet {version.sheet}, row {version.row}"
    yield from _cells(version.cells)


def _stood(version: VersionTrace) -> str:
    since = f"from {day(version.stood_from)}" if version.stood_from else "from the first"
    return f"{since} to {day(version.stood_to)}" if version.stood_to else f"{since}, in force"


def _file(trace: FileTrace) -> Iterator[str]:
    yield from _blank(_filed(trace.file))
    yield f"  {trace.told}"
    if any(sheet.rows for sheet in trace.sheets):
        for sheet in trace.sheets:
            yield from _sheet(sheet)
        return
    for sheet in trace.sheets:
        yield f"  {sheet.sheet}: {_counts(sheet.counts)}"
    yield from _problems(trace.problems, with_sheet=True)


def _sheet(sheet: SheetTrace) -> Iterator[str]:
    yield f"  {sheet.sheet}: {_counts(sheet.counts)}"
    if len(sheet.rows) == 1:
        yield from _row(sheet.rows[0])
        return
    for _, alike in groupby(sheet.rows, key=_alike):
        first, *_, last = [*alike] * 2
        rows = f"rows {first.row}–{last.row}" if first is not last else f"row {first.row}"
        yield f"  {rows}: {first.told}{_after(first)}"
        yield from _problems(first.problems)


def _alike(row: TracedRow) -> tuple:
    return row.told, row.problems, row.replaced_by, row.mended_by


def _limited(rows: tuple[TracedRow, ...]) -> Iterator[str]:
    for row in rows[:_SHOWN]:
        yield from _row(row)
    if len(rows) > _SHOWN:
        yield f"  and {len(rows) - _SHOWN:,} rows more; --row N shows one, --json all"


def _row(row: TracedRow) -> Iterator[str]:
    yield f"  row {row.row}" + (f": {row.told}{_after(row)}" if row.told else "")
    yield from _problems(row.problems)
    yield from _cells(row.cells)


def _after(row: TracedRow) -> str:
    if row.mended_by:
        return f" Mended since by {_filed(row.mended_by)}."
    return f" In its place: {_filed(row.replaced_by)}." if row.replaced_by else ""


def _cells(cells: Iterable[TracedCell]) -> Iterator[str]:
    for cell in cells:
        yield f"    {cell.cell} {cell.heading}: {_way(cell)}"


def _way(cell: TracedCell) -> str:
    """`‘30’ → 30`; a long text is not said twice."""
    if cell.column is None:
        return str(cell.kept)
    typed = f"‘{cell.typed}’" if cell.typed is not None else "blank"
    stored = cell.kept if cell.kept is not None else "nothing"
    return f"{typed} → {'as typed' if cell.is_free_text and cell.typed == stored else stored}"


def _problems(problems: Iterable[ReportedProblem], with_sheet: bool = False) -> Iterator[str]:
    """Each problem once, after the places where it stands."""
    places: dict[tuple, list[str]] = {}
    for problem in problems:
        place = [problem.sheet if with_sheet else None, problem.cell]
        key = (problem.severity, problem.message, problem.remedy)
        places.setdefault(key, []).append(" ".join(filter(None, place)))
    for (severity, message, remedy), cells in places.items():
        mark = "? " if severity == "query" else ""
        more = f" and {len(cells) - _CELLS:,} more" if len(cells) > _CELLS else ""
        place = ", ".join(filter(None, cells[:_CELLS])) + more
        yield f"    {mark}{place}: {message} {remedy}" if place else f"    {mark}{message} {remedy}"


def _filed(file: Filed) -> str:
    return f"{file.name} ({file.sha256[:12]}…), arrived {day(file.received_on)}"


def _counts(counts: Counts) -> str:
    named_counts = [(getattr(counts, name), name.replace("_", " ")) for name in COUNTS[1:]]
    listed = ", ".join(f"{number:,} {name}" for number, name in named_counts if number)
    return f"{counts.rows:,} {'row' if counts.rows == 1 else 'rows'} ({listed})"


def _blank(line: str) -> Iterator[str]:
    yield ""
    yield line
