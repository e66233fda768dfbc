"""What a trial of settings would have changed, in a sentence."""

from collections.abc import Mapping, Sequence

from dashboard.backtest.backtest import Backtest, Change
from dashboard.components.headline import NUMBERS
from dashboard.components.setting_words import changes_said
from dashboard.domain.formatting import count, listed, plural
from data.adjustable import Adjustable
from data.calendar import Quarter


def answer(found: Backtest, known: Mapping[str, Adjustable]) -> str:
    """`With 65% instead of 60%, 3 more flags would have been raised over eight quarters, …`"""
    if _is_in_force(found):
        return "This is in force already: nothing would have been different."
    over = f"over {quarters_said(found.trial.quarters)}"
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


def quarters_said(quarters: Sequence[Quarter]) -> str:
    """`eight quarters`, `one quarter`."""
    number = len(quarters)
    word = NUMBERS[number].lower() if number < len(NUMBERS) else str(number)
    return f"{word} quarter{'' if number == 1 else 's'}"
