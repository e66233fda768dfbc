"""Back-tests: what a trial of settings would have changed, in a sentence and as tables."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.backtest.backtest import OUTCOMES, Backtest, Change, Outcome, Rating
from dashboard.components.links import partner_links
from dashboard.components.period import quarter_count
from dashboard.components.reading_words import WORDS
from dashboard.components.setting_words import changes_said
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name, count, listed, plural
from data.adjustable import Adjustable

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


def answer(found: Backtest, known: Mapping[str, Adjustable]) -> str:
    """`With 65% instead of 60%, 3 more flags would have been raised over eight quarters, …`"""
    if _is_in_force(found):
        return "This is in force already: nothing would have been different."
    over = f"over {quarter_count(found.trial.quarters)}"
    with_it = f"With {changes_said(known, found.trial.changes, found.in_force)}"
    if found.rules and found.kpis:
        ratings = f"{plural(len(found.ratings), 'rating')} of measures would be different"
        return f"{with_it}, {_flags(found, over)}; {ratings}."
    if found.rules:
        return f"{with_it}, {_flags(found, over)}."
    if found.kpis:
        return f"{with_it}, {_ratings(found)} {over}."
    return "No flag and no rating of a measure rests on this setting."


def _is_in_force(found: Backtest) -> bool:
    return all(found.in_force[name] == (value,) for name, value in found.trial.changes.items())


def _flags(found: Backtest, over: str) -> str:
    """`3 more flags would have been raised over eight quarters, none lost, 11 kept`."""
    number = found.counted()
    raised, lost = number["raised"], number["lost"]
    kept = f"{_count(number['kept'])} kept{_heavier(found)}"
    if raised:
        more = plural(raised, "more flag")
        return f"{more} would have been raised {over}, {_count(lost)} lost, {kept}"
    if lost:
        return f"{plural(lost, 'flag')} would have been lost {over}, none raised, {kept}"
    return f"no flag would have been raised or lost {over}, {kept}"


def _count(number: int) -> str:
    return count(number) if number else "none"


def _heavier(found: Backtest) -> str:
    """How many of those kept would be graver or milder, where any would."""
    kept = found.having("kept")
    graver, milder = (sum(one.heavier * way > 0 for one in kept) for way in (1, -1))
    told = [f"{count(n)} {word}" for n, word in ((graver, "graver"), (milder, "milder")) if n]
    return f" ({listed(told)})" if told else ""


def _ratings(found: Backtest) -> str:
    """`2 ratings would newly meet the target and 5 ratings would no longer meet it`."""
    met = sum(one.would_be == "green" for one in found.ratings)
    missed = sum(one.was == "green" for one in found.ratings)
    other = len(found.ratings) - met - missed
    told = [
        f"{plural(n, 'rating')} would {said}"
        for n, said in (
            (met, "newly meet the target"),
            (missed, f"no longer meet {'it' if met else 'the target'}"),
            (other, "change without meeting it before or after"),
        )
        if n
    ]
    return listed(told) if told else "no measure would be rated otherwise"


def summary(found: Backtest) -> str:
    """`Raised: 9, of 3 agreements. Lost: none. Kept: 4, of 1 agreement.`"""
    parts = {word: found.having(word) for word in ("raised", "lost", "kept")}
    return " ".join(f"{word.capitalize()}: {_of(flags)}." for word, flags in parts.items())


def _of(flags: Sequence[Change]) -> str:
    codes = {one.flag.agreement_code for one in flags} - {None}
    of = f", of {plural(len(codes), 'agreement')}" if codes else ""
    return f"{_count(len(flags))}{of}"


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
            STATES[one.was],
            would_be_said(one),
        )
        for one in changes
    ]
    links = partner_links(one.flag.partner_code for one in changes)
    return Table(caption, tuple(map(Column, columns)), rows, links=links, stacks=True)


def would_be_said(change: Change) -> str:
    """The state, and whether it would weigh more or less where it is raised either way."""
    if change.outcome != "kept" or not change.heavier:
        return STATES[change.would_be]
    return f"{STATES[change.would_be]}, {'graver' if change.heavier > 0 else 'milder'}"


def by_rule(found: Backtest) -> Table:
    """One row for each rule that rests on the trial's settings."""
    columns = (Column("Flag"), *(Column(OUTCOMES_SAID[one], "count") for one in OUTCOMES))
    own = {rule: [c for c in found.changes if c.flag.rule is rule] for rule in found.rules}
    rows = [(rule.title, *found.counted(own[rule]).values()) for rule in found.rules]
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
