"""What a trial of settings would have changed, as tables."""

from collections.abc import Iterable

from dashboard.backtest.backtest import OUTCOMES, Backtest, Change, Outcome, Rating
from dashboard.components.links import partner_page
from dashboard.components.reading_words import WORDS
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name
from dashboard.policy.rule import FlagState

STATES = {
    "raised": "Raised",
    "clear": "Clear",
    "not_computable": "Not possible to say",
    "waived": "Waived",
    None: "Not judged",
}
OUTCOMES_SAID: dict[Outcome, str] = {
    "raised": "Would have been raised",
    "lost": "Would have been lost",
    "otherwise": "Would say something else",
    "kept": "Raised either way",
}


def changes_table(changes: Iterable[Change], caption: str) -> Table:
    columns = ("Partner", "Agreement", "Area", "Flag", "Quarter", "It was", "It would be")
    changes = list(changes)
    rows = [
        (
            one.flag.partner_name or area_name(one.flag.area),
            one.flag.agreement_code,
            area_name(one.flag.area),
            one.flag.rule.title,
            str(one.quarter),
            state_said(one.was),
            would_be_said(one),
        )
        for one in changes
    ]
    links = {
        at: partner_page(one.flag.partner_code)
        for at, one in enumerate(changes)
        if one.flag.partner_code
    }
    return Table(caption, tuple(map(Column, columns)), rows, links=links, stacks=True)


def state_said(state: FlagState | None) -> str:
    return STATES[state]


def would_be_said(change: Change) -> str:
    """The state, and whether it would weigh more or less where it is raised either way."""
    weight = {1: ", graver", -1: ", milder"}.get(_sign(change.heavier), "")
    return STATES[change.would_be] + (weight if change.outcome == "kept" else "")


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def by_rule(found: Backtest) -> Table:
    """One row for each rule that rests on the trial's settings."""
    columns = (Column("Flag"), *(Column(OUTCOMES_SAID[one], "count") for one in OUTCOMES))
    rows = []
    for rule in found.rules:
        own = found.counted(one for one in found.changes if one.flag.rule is rule)
        rows.append((rule.title, *own.values()))
    return Table("By rule, each flag once for every quarter", columns, rows)


def ratings_table(ratings: Iterable[Rating]) -> Table:
    columns = ("Area", "Measure", "Quarter", "It is rated", "It would be")
    rows = [
        (
            area_name(one.area) or "The whole hub",
            one.kpi.title,
            str(one.quarter),
            WORDS[one.was],
            WORDS[one.would_be],
        )
        for one in ratings
    ]
    caption = "Ratings that would be others, of the figures as they stand today"
    return Table(caption, tuple(map(Column, columns)), rows, stacks=True)
