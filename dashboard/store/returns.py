"""The returns that have come, and what those in force add up to, by agreement and quarter."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from sqlalchemy import BigInteger, Connection, Select, cast, func, select

from dashboard.domain.count import origin_of
from dashboard.domain.facts import (
    Answers,
    Money,
    Progress,
    Received,
    Responses,
    ReturnFacts,
    Sessions,
)
from dashboard.store.moment import Moment
from data.calendar import Quarter
from data.warehouse.tables import (
    dim_return,
    fact_progress,
    mart_participation,
    mart_response,
    mart_satisfaction,
    mart_spending,
)

Key = tuple[str, Quarter]
parsed = cache(Quarter.parse)


def read_returns(connection: Connection, moment: Moment) -> dict[Key, ReturnFacts]:
    """Everything that returns tell, by agreement and quarter."""
    parts = {
        name: _by_return(connection, query(moment), kind)
        for name, (query, kind) in {
            "sessions": (_sessions, _told_apart(Sessions, 2)),
            "answers": (_answers, _told_apart(Answers, 2)),
            "responses": (_responses, _told_apart(Responses, 1)),
            "money": (_money, _of(Money)),
            "progress": (_progress, _of(Progress)),
        }.items()
    }
    return {
        key: ReturnFacts(form, **{name: tuple(rows.get(key, ())) for name, rows in parts.items()})
        for key, form in _received(connection, moment).items()
    }


def _received(connection: Connection, moment: Moment) -> dict[Key, Received]:
    """A return has come once its form has; a resent one keeps the first one's day."""
    rows = defaultdict(list)
    for row in connection.execute(select(dim_return).order_by(dim_return.c.return_id)):
        if not moment.is_past or row.received_on <= moment.day:
            rows[row.agreement_code, parsed(row.quarter)].append(row)
    received = ((key, _one_received(key, versions, moment)) for key, versions in rows.items())
    return {key: form for key, form in received if form}


def _one_received(key: Key, versions: list, moment: Moment) -> Received | None:
    forms = [row for row in versions if row.source == "return"]
    current = [row for row in versions if moment.holds(row.valid_from, row.valid_to)]
    if not forms or not current:
        return None
    form = next((row for row in reversed(current) if row.source == "return"), current[-1])
    return Received(
        *key,
        received_on=min(row.received_on for row in forms),
        is_nil=form.is_nil,
        is_partial=any(row.is_partial for row in current),
        sources=frozenset(row.source for row in current) - {"return"},
        file_id=form.file_id,
    )


def _by_return(connection: Connection, query: Select, kind: Callable) -> dict[Key, list]:
    by_return = defaultdict(list)
    for agreement_code, quarter, *values in connection.execute(query):
        key = agreement_code, parsed(quarter)
        by_return[key].append(kind(agreement_code, quarter, values))
    return by_return


def _of(kind: Callable) -> Callable:
    return lambda agreement_code, quarter, values: kind(*values)


def _told_apart(kind: Callable, names: int) -> Callable:
    """Lines of a kind whose first so many values name them within their return."""

    def line(agreement_code: str, quarter: str, values: list):
        return kind(*values, origin=origin_of(agreement_code, quarter, *values[:names]))

    return line


def _sum(column):
    return cast(func.sum(column), BigInteger)


def _per_return(moment: Moment, mart, grain: tuple, *counts) -> Select:
    """Counts of a mart per agreement, quarter and grain, over the returns in force."""
    keys = (dim_return.c.agreement_code, dim_return.c.quarter, *grain)
    joined = mart.join(dim_return, dim_return.c.return_id == mart.c.return_id)
    query = select(*keys, *counts).select_from(joined).where(moment.in_force(dim_return))
    return query.group_by(*keys).order_by(*keys)


def _sessions(moment: Moment) -> Select:
    mart = mart_participation.c
    counts = ("enrolled", "attended", "attended_seconds", "headcount", "headcount_seconds")
    grain = (mart.activity, mart.setting)
    return _per_return(moment, mart_participation, grain, *(_sum(mart[name]) for name in counts))


def _answers(moment: Moment) -> Select:
    mart = mart_satisfaction.c
    grain = (mart.respondent, mart.score)
    return _per_return(moment, mart_satisfaction, grain, _sum(mart.answers))


def _responses(moment: Moment) -> Select:
    mart = mart_response.c
    counts = (func.count(mart.response_hash.distinct()), func.max(mart.asked))
    return _per_return(moment, mart_response, (mart.respondent,), *counts)


def _money(moment: Moment) -> Select:
    mart = mart_spending.c
    return _per_return(moment, mart_spending, (mart.kind, mart.category), _sum(mart.amount_pence))


def _progress(moment: Moment) -> Select:
    fact = fact_progress.c
    columns = (fact.objective_code, fact.achieved_value, fact.activities, fact.outcome)
    joined = fact_progress.join(dim_return, dim_return.c.return_id == fact.return_id)
    return (
        select(dim_return.c.agreement_code, dim_return.c.quarter, *columns)
        .add_columns(fact.challenges, fact.own_rating)
        .select_from(joined)
        .where(moment.in_force(dim_return))
        .order_by(fact.return_id, fact.row_number)
    )
