"""Back-tests: what a trial of settings would have changed, in a sentence and as tables."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.backtest.backtest import OUTCOMES, Backtest, Change, Outcome, Rating
from dashboard.components.links import partner_links
from dashboard.components.period import quarter_count
from dashboard.components.reading_words import WORDS
from dashboard.components.setting_words import changes_list
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name, count, plural
from data.adjustable import Adjustable
from data.formatting import listed

STATES = {
    "raised": "Raised",
    "clear": "Clear",
    "not_computable": "Not possible to say",
    "waived": "Waived",
    None: "Not judged",
}
OUTCOME_WORDS: dict[Outcome, str] = {
    "raised": "Would have been raised",
    "lost": "Would have been lost",
    "otherwise": "Would say something else",
    "kept": "Raised either way",
}


def answer(result: Backtest, known: Mapping[str, Adjustable]) -> str:
    """`With 65% instead of 60%, 3 more flags would have been raised over eight quarters, …`"""
    if _is_in_force(result):
        return "This is in force already: nothing would have been different."
    over = f"over {quarter_count(result.trial.quarters)}"
    with_it = f"With {changes_list(known, result.trial.changes, result.in_force)}"
    if result.rules and result.kpis:
        ratings = f"{plural(len(result.ratings), 'rating')} of measures would be different"
        return f"{with_it}, {_flags(result, over)}; {ratings}."
    if result.rules:
        return f"{with_it}, {_flags(result, over)}."
    if result.kpis:
        return f"{with_it}, {_ratings(result)} {over}."
    return "No flag and no rating of a measure rests on this setting."


def _is_in_force(result: Backtest) -> bool:
    return all(result.in_force[name] == (value,) for name, value in result.trial.changes.items())


def _flags(result: Backtest, over: str) -> str:
    """`3 more flags would have been raised over eight quarters, none lost, 11 kept`."""
    number = result.counted()
    raised, lost = number["raised"], number["lost"]
    rest = f"{_count(number['kept'])} kept{_heavier(result)}"
    if raised:
        more = plural(raised, "more flag")
        return f"{more} would have been raised {over}, {_count(lost)} lost, {rest}"
    if lost:
        return f"{plural(lost, 'flag')} would have been lost {over}, none raised, {rest}"
    return f"no flag would have been raised or lost {over}, {rest}"


def _count(number: int) -> str:
    return count(number) if number else "none"


def _heavier(result: Backtest) -> str:
    """How many of those kept would be graver or milder, where any would."""
    changes = result.having("kept")
    graver, milder = (sum(change.heavier * way > 0 for change in changes) for way in (1, -1))
    parts = [f"{count(n)} {word}" for n, word in ((graver, "graver"), (milder, "milder")) if n]
    return f" ({listed(parts)})" if parts else ""


def _ratings(result: Backtest) -> str:
    """`2 ratings would newly meet the target and 5 ratings would no longer meet it`."""
    met = sum(rating.would_be == "green" for rating in result.ratings)
    missed = sum(rating.was == "green" for rating in result.ratings)
    other = len(result.ratings) - met - missed
    clauses = [
        f"{plural(n, 'rating')} would {verb}"
        for n, verb in (
            (met, "newly meet the target"),
            (missed, f"no longer meet {'it' if met else 'the target'}"),
            (other, "change without meeting it before or after"),
        )
        if n
    ]
    return listed(clauses) if clauses else "no measure would be rated otherwise"


def summary(result: Backtest) -> str:
    """`Raised: 9, of 3 agreements. Lost: none. Kept: 4, of 1 agreement.`"""
    parts = {word: result.having(word) for word in ("raised", "lost", "kept")}
    return " ".join(f"{word.capitalize()}: {_of(flags)}." for word, flags in parts.items())


def _of(flags: Sequence[Change]) -> str:
    codes = {change.flag.agreement_code for change in flags} - {None}
    of = f", of {plural(len(codes), 'agreement')}" if codes else ""
    return f"{_count(len(flags))}{of}"


def changes_table(changes: Iterable[Change], caption: str) -> Table:
    columns = ("Partner", "Agreement", "Area", "Flag", "Quarter", "It was", "It would be")
    changes = list(changes)
    rows = [
        (
            change.flag.partner_name or area_name(change.flag.area),
            change.flag.agreement_code,
            area_name(change.flag.area),
            change.flag.rule.title,
            str(change.quarter),
            STATES[change.was],
            outcome_state(change),
        )
        for change in changes
    ]
    links = partner_links(change.flag.partner_code for change in changes)
    return Table(caption, tuple(map(Column, columns)), rows, links=links, stacks=True)


def outcome_state(change: Change) -> str:
    """The state, and whether it would weigh more or less where it is raised either way."""
    if change.outcome != "kept" or not change.heavier:
        return STATES[change.would_be]
    return f"{STATES[change.would_be]}, {'graver' if change.heavier > 0 else 'milder'}"


def by_rule(result: Backtest) -> Table:
    """One row for each rule that rests on the trial's settings."""
    columns = (Column("Flag"), *(Column(OUTCOME_WORDS[outcome], "count") for outcome in OUTCOMES))
    own = {rule: [c for c in result.changes if c.flag.rule is rule] for rule in result.rules}
    rows = [(rule.title, *result.counted(own[rule]).values()) for rule in result.rules]
    return Table("By rule, each flag once for every quarter", columns, rows)


def ratings_table(ratings: Iterable[Rating]) -> Table:
    columns = ("Area", "Measure", "Quarter", "It is rated", "It would be")
    rows = [
        (
            area_name(rating.area) or "The whole hub",
            rating.kpi.title,
            str(rating.quarter),
            *(WORDS[rag] for rag in (rating.was, rating.would_be)),
        )
        for rating in ratings
    ]
    caption = "Ratings that would be others, of the figures as they stand today"
    return Table(caption, tuple(map(Column, columns)), rows, stacks=True)
