"""Traces of returns: all that came of an agreement and quarter, and the rows that stand today."""

from collections.abc import Iterable

from sqlalchemy import Connection, Row, select

from data.calendar import Quarter
from data.formatting import day
from data.kinds import plain
from data.warehouse.tables import dim_return, participant_detail
from etl.recognise.forms import labels
from etl.recognise.incoming_file import IncomingFile
from etl.schema.source import Source
from etl.sources import SOURCES
from etl.trace.archived_files import Reopener
from etl.trace.records import all_files, file_of, sheets_of
from etl.trace.stored_rows import StoredRow, stored_form, stored_of_returns
from etl.trace.views import Counts, Filed, NotThereError, ReceivedSheet, RowsInForce, TracedRow

_RETURNS = [source for source in SOURCES.values() if source.is_return]


def sheets_received(
    connection: Connection, agreement: str, quarter: Quarter, opener: Reopener | None = None
) -> list[ReceivedSheet]:
    """Each sheet of each file that brought such a return, oldest first.

    With an opener also of the files that were to bring it, and of which nothing came to stand.
    """
    returns = _returns(connection, agreement, quarter)
    files = {row.file_id for row in returns}
    if opener:
        files |= _brought_nothing(connection, opener, agreement, quarter)
    stood = {(row.file_id, row.sheet, row.source): row for row in returns}
    days = {row.file_id: (row.prepared_on, row.received_on) for row in returns}
    return [
        _received_sheet(
            connection,
            sheet,
            days.get(sheet.file_id),
            stood.get((sheet.file_id, sheet.sheet, sheet.source)),
        )
        for sheet in sheets_of(connection, files)
    ]


def source_called(named: str) -> Source:
    """A kind of a return's sheet, by whatever name."""
    for source in _RETURNS:
        if plain(named) in source.names:
            return source
    names = ", ".join(source.sheet for source in _RETURNS)
    raise NotThereError(f"A return has no sheet ‘{named}’. Its sheets are: {names}.")


def rows_in_force(
    connection: Connection, opener: Reopener, agreement: str, quarter: Quarter, source: Source
) -> list[RowsInForce]:
    """The rows of a return's sheet that count today, each with its cells, by file."""
    standing = _standing(connection, agreement, quarter, source)
    return [
        RowsInForce(
            arrived := file_of(connection, file_id),
            sheet,
            source.key,
            tuple(_rows(opener, arrived, sheet, stored)),
        )
        for (file_id, sheet), stored in standing.items()
    ]


def _rows(
    opener: Reopener, arrived: Filed, sheet: str, rows: dict[int, StoredRow]
) -> Iterable[TracedRow]:
    leaf = opener.leaf(arrived, sheet)
    for number, row in sorted(rows.items()):
        if leaf.is_form:
            yield from (
                TracedRow(line, "loaded", "", cells)
                for line in leaf.rows
                if (cells := leaf.cells(line, row.values))
            )
        else:
            yield TracedRow(number, "loaded", "", leaf.cells(number, row.values))


def _standing(
    connection: Connection, agreement: str, quarter: Quarter, source: Source
) -> dict[tuple[int, str], dict[int, StoredRow]]:
    """What stands, by file and sheet."""
    standing = {}
    for row in _returns(connection, agreement, quarter):
        if row.source != source.key:
            continue
        if source.is_form:
            stored = {0: stored_form(connection, row.file_id, row.sheet)}
        else:
            stored = stored_of_returns(connection, source, [row.return_id])
        in_force = {
            number: row_stored for number, row_stored in stored.items() if row_stored.is_in_force
        }
        if in_force:
            standing.setdefault((row.file_id, row.sheet), {}).update(in_force)
    return standing


def _returns(connection: Connection, agreement: str, quarter: Quarter) -> list[Row]:
    query = select(dim_return).where(
        dim_return.c.agreement_code == agreement, dim_return.c.quarter == str(quarter)
    )
    return connection.execute(query.order_by(dim_return.c.return_id)).all()


def _received_sheet(
    connection: Connection, sheet: Row, days: tuple | None, stood: Row | None
) -> ReceivedSheet:
    """`days` are those on which the file's return was prepared and received, if it brought one."""
    arrived = file_of(connection, sheet.file_id)
    prepared_on, received_on = days or (None, arrived.received_on)
    mends = stood and stood.mends_file_id
    return ReceivedSheet(
        arrived,
        sheet.sheet,
        sheet.source,
        Counts.of(sheet),
        prepared_on,
        received_on,
        stood and stood.valid_from,
        stood and stood.valid_to,
        _standing_words(sheet, stood),
        file_of(connection, mends) if mends else None,
    )


def _standing_words(sheet: Row, stood: Row | None) -> str:
    if stood is None:
        if sheet.source is None:
            return "holds no rows of the return"
        return "the same stood already" if sheet.unchanged else "nothing of it was loaded"
    if stood.valid_to is None:
        return f"stands since {day(stood.valid_from)}"
    if stood.valid_to == stood.valid_from:
        return f"stood for no whole day: another took its place on {day(stood.valid_to)}"
    return f"stood from {day(stood.valid_from)} to {day(stood.valid_to)}"


def _brought_nothing(
    connection: Connection, opener: Reopener, agreement: str, quarter: Quarter
) -> set[int]:
    """Files of this return of which nothing came to stand: only their forms say whose they are."""
    placed = set(connection.scalars(select(dim_return.c.file_id)))
    placed |= set(connection.scalars(select(participant_detail.c.file_id)))
    registers = {source.key for source in SOURCES.values() if not source.is_return}
    files = {file.file_id: file for file in all_files(connection) if file.file_id not in placed}
    for sheet in sheets_of(connection, files):
        if sheet.source in registers:
            files.pop(sheet.file_id, None)
    return {
        file_id
        for file_id, file in files.items()
        if opener.has(file) and _says(opener.incoming(file), agreement, quarter)
    }


def _says(incoming: IncomingFile, agreement: str, quarter: Quarter) -> bool:
    """Whether a file says that it is of an agreement and quarter."""
    if incoming.form:
        texts = labels(incoming.form)
        pairs = {(texts.get("agreement_code"), texts.get("quarter"))}
    else:
        pairs = {pair for sheet, table in incoming.tables for pair in _pairs(sheet, table)}
    wanted = plain(agreement), plain(str(quarter))
    return any((plain(code or ""), plain(text or "")) == wanted for code, text in pairs)


def _pairs(sheet, table) -> set[tuple[str | None, str | None]]:
    if not table.has_origin:
        return set()
    columns = [f"c{table.index_of(name)}" for name in ("agreement_code", "quarter")]
    return set(sheet.cells.select(columns).unique().iter_rows())
