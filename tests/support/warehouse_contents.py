"""What stands in a warehouse, said without the numbers that only the order of arrival gives."""

from sqlalchemy import select

from data.warehouse.tables import (
    dim_participant,
    dim_return,
    dim_session,
    fact_attendance,
    fact_headcount,
    file,
    marts,
    metadata,
    participant_detail,
    problem,
    registers,
    waiting,
)

_ARRIVAL = {"row_id", "return_id", "file_id", "participant_id", "session_id", "row_number", "sheet"}
_DAYS = {"valid_from", "valid_to"}
_FACTS = ("fact_progress", "fact_satisfaction", "fact_learning", "fact_spending")


def standing(hub) -> dict[str, list]:
    """Everything in force of a hub: registers, returns, facts, marts, and what is still wrong."""
    found = {
        name: _told(hub, select(*_content(table)).where(table.c.valid_to.is_(None)))
        for name, table in registers.items()
        if table is not participant_detail
    }
    form = [c for c in dim_return.c if c.name not in _ARRIVAL | _DAYS | {"mends_file_id"}]
    found["return"] = _told(hub, _in_force(select(*form).where(dim_return.c.source == "return")))
    for name in (*_FACTS, *marts):
        found[name] = _told(hub, _of_returns(metadata.tables[name]))
    for table in (fact_attendance, fact_headcount):
        found[table.name] = _told(hub, _of_sessions(table))
    found["child"] = _told(hub, _children())
    found["wrong"] = _told(hub, _still_wrong())
    found["waiting"] = _told(
        hub, select(file.c.sha256, waiting.c.register, waiting.c.code).join_from(file, waiting)
    )
    return found


def _told(hub, query) -> list:
    return sorted(map(repr, hub.rows(query)))


def _content(table) -> list:
    return [column for column in table.c if column.name not in _ARRIVAL | _DAYS]


def _in_force(query):
    return query.where(dim_return.c.valid_to.is_(None))


_ORIGIN = (dim_return.c.agreement_code, dim_return.c.quarter, dim_return.c.source)


def _of_returns(table):
    query = select(*_ORIGIN, *_content(table)).join_from(
        dim_return, table, table.c.return_id == dim_return.c.return_id
    )
    if "participant_id" in table.c:
        same = dim_participant.c.participant_id == table.c.participant_id
        query = query.add_columns(dim_participant.c.ref_hash).join(dim_participant, same)
    return _in_force(query)


def _of_sessions(table):
    session = dim_session.c
    query = select(*_ORIGIN, *_content(dim_session), *_content(table))
    query = query.join_from(dim_return, dim_session, session.return_id == dim_return.c.return_id)
    query = query.join(table, table.c.session_id == session.session_id)
    if "participant_id" in table.c:
        same = dim_participant.c.participant_id == table.c.participant_id
        query = query.add_columns(dim_participant.c.ref_hash).join(dim_participant, same)
    return _in_force(query)


def _children():
    detail = participant_detail.c
    return (
        select(
            *(c for c in dim_participant.c if c.name not in ("participant_id", "named_by")),
            *_content(participant_detail),
        )
        .join_from(
            dim_participant,
            participant_detail,
            detail.participant_id == dim_participant.c.participant_id,
        )
        .where(detail.valid_to.is_(None))
    )


def _still_wrong():
    told = ("sheet", "cell", "row_number", "column_name", "value", "rule", "severity")
    return (
        select(file.c.sha256, *(problem.c[name] for name in told))
        .join_from(file, problem)
        .where(problem.c.mended_by.is_(None), problem.c.severity != "note")
    )
