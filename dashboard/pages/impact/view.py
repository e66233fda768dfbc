"""What changed for children, in a sentence."""

from dashboard.components.period import a_year_ago
from dashboard.components.reading_words import is_unfinished
from dashboard.domain.formatting import in_unit
from dashboard.measures.kpi import Reading
from dashboard.views.partners_and_returns import Compared


def answer(learned: Compared, pleased: Compared) -> str:
    """`76% of scores before and after rose, up from 74% …; 81% of answers were positive.`"""
    said = [
        _told(learned, "of scores before and after rose"),
        _told(pleased, "of answers were positive"),
    ]
    told = [one for one in said if one]
    if not told:
        return "Too little has been reported to say what changed for children."
    return f"{'; '.join(told)}."


def _told(compared: Compared, words: str) -> str:
    now, then = compared.now, compared.a_year_ago
    if now.value is None:
        return ""
    said = f"{in_unit(now.kpi.unit, now.value)} {words}"
    if is_unfinished(now):
        return f"{said} so far"
    if then.value is None:
        return said
    before = in_unit(then.kpi.unit, then.value)
    way = "as" if before == in_unit(now.kpi.unit, now.value) else _way(now, then)
    return f"{said}, {way} {before} in {a_year_ago(now.selection)}".replace(f"as {before}", "as")


def _way(now: Reading, then: Reading) -> str:
    return "up from" if now.value > then.value else "down from"
