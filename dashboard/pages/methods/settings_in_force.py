"""The settings of the policy: each with its value, its clause, and who set it when."""

from collections.abc import Sequence

from dashboard.components.setting_words import says, value_said
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import day, listed
from data.adjustable import Adjustable, adjustable
from data.policies import Policy
from data.vocabulary.clauses import clause


def settings_table(policy: Policy, versions: Sequence[Policy]) -> Table:
    """Every setting that may be changed, as it stands in one of the versions."""
    columns = tuple(Column(title) for title in ("Setting", "Value", "Policy clause", "Status"))
    known = adjustable(policy).values()
    rows = [
        (
            says(one),
            value_said(one, one.get(policy)),
            clause(one.clause),
            _status(one, policy, versions),
        )
        for one in known
    ]
    return Table(f"Settings in force: {policy.version}", columns, rows, stacks=True)


def _status(setting: Adjustable, policy: Policy, versions: Sequence[Policy]) -> str:
    """By the newest version up to this one that changed the setting, else as the hub started."""
    until = [one for one in versions if one.in_force_from <= policy.in_force_from]
    changed = [one for one in until if setting.name in one.changes]
    return _adopted(changed[-1]) if changed else until[0].status.capitalize()


def _adopted(version: Policy) -> str:
    return f"Adopted on {day(version.adopted_on)}, in force from {day(version.in_force_from)}"


def versions_table(versions: Sequence[Policy]) -> Table:
    """What each version changed, the newest first."""
    columns = (
        Column("Version"),
        Column("In force from", "day"),
        Column("Adopted on", "day"),
        Column("By"),
        Column("What it changed"),
    )
    rows = [
        (one.version, one.in_force_from, one.adopted_on, one.adopted_by, _changes(one))
        for one in reversed(versions)
    ]
    return Table("Versions of the settings, newest first", columns, rows, stacks=True)


def _changes(version: Policy) -> str:
    known = adjustable(version)
    told = (
        f"{says(known[name])}: {value_said(known[name], value)}"
        for name, value in version.changes.items()
    )
    return listed(told) or "What the hub started from"
