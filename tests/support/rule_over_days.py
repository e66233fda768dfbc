"""Follow one rule over days of a drawn hub."""

from datetime import date

from dashboard.domain.viewer import COMMAND_LINE
from dashboard.policy.rule import Finding
from dashboard.store import Store
from tests.support import rows_by_heading
from tests.support.hub_builder import Builder
from tests.support.sessions import ask

LATER = date(2027, 6, 1)  # the day it is: every day asked about is a past one


def finding(
    hub: Builder, rule: str, on: date, of: str | None = "A-1", area: str = "Hub"
) -> Finding:
    """What a rule says on a day of an agreement; where of none, of an area or the hub itself."""
    return _found(hub.store(LATER), rule, on, of, area)


def follows(hub: Builder, rule: str, table: str, of: str | None = "A-1", area="Hub") -> None:
    """Whether a rule says on each day what a drawn table says: its state, and since when."""
    told, store = rows_by_heading(table), hub.store(LATER)
    found = []
    for row in told:
        said = _found(store, rule, row["on"], of, area)
        found.append({"on": row["on"]} | {name: getattr(said, name) for name in list(row)[1:]})
    assert found == told


def _found(store: Store, rule: str, on: date, of: str | None, area: str) -> Finding:
    named = [
        f
        for f in ask(store, COMMAND_LINE, "judge.flags", on)
        if (f.rule.key, f.agreement_code) == (rule, of)
    ]
    (flag,) = [flag for flag in named if of or flag.area == area]
    return flag.finding
