"""Earlier rows: notes where a sheet brings none, so that those of an earlier return stay."""

from data.warehouse.tables import dim_return
from etl.load.loading import Loading
from etl.load.returns import returns_where
from etl.recognise.rows import UNTOUCHED
from etl.recognise.table import Table
from etl.schema.origin import Origin
from etl.schema.problem import Problem


def empty_sheet(
    name: str, table: Table, loading: Loading, set_aside: dict[int, str]
) -> list[Problem]:
    """A note on a sheet without data, whether or not somebody began to fill in its rows."""
    origin = loading.form.origin if loading.form and table.source.is_return else None
    if not _may_stand(table, loading, origin):
        return []
    is_begun = UNTOUCHED in set_aside.values()
    has = "no row that was filled in" if is_begun else "a heading but no rows"
    return [
        Problem(
            "empty_sheet",
            f"Sheet {table.source.sheet} has {has}.",
            "Nothing need be done; rows of an earlier return, if any, stay.",
            "note",
            name,
            table.header_row,
        )
    ]


def earlier_stands(name: str, table: Table, loading: Loading) -> list[Problem]:
    """A note where nothing of a sheet was taken in, so that what stood before still stands."""
    origin = loading.form.origin if loading.form else None
    replaces = table.source.is_replaced_whole and loading.mended is None and origin is not None
    is_second = table.refused is not None and table.refused.rule == "second_sheet"
    if is_second or not (replaces and _may_stand(table, loading, origin)):
        return []
    return [
        Problem(
            "earlier_stands",
            f"Nothing of this sheet could be taken in, so the {table.source.sheet} of an earlier "
            "return stays in force.",
            "Correct what is told of this sheet and send it again.",
            "note",
            name,
            table.header_row,
        )
    ]


def _may_stand(table: Table, loading: Loading, origin: Origin | None) -> bool:
    """Whether rows of another file's return may stand, which an empty sheet does not replace."""
    if origin is None:
        return True
    key, rows = table.source.key, origin.as_rows()
    is_earlier = dim_return.c.file_id != loading.arrival.file_id
    stands = dim_return.c.valid_to.is_(None)
    return not returns_where(loading.connection, key, rows, stands, is_earlier).is_empty()
