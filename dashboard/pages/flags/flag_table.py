"""Flags as tables: those raised, and those that are waived or cannot be judged."""

from collections.abc import Sequence

from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name, day
from dashboard.policy.flag import KINDS, Flag
from data.vocabulary.clauses import clause

STATES = {"waived": "Waived", "not_computable": "Not possible to say"}


def flag_table(raised: Sequence[Flag]) -> Table:
    columns = (
        *(Column(title) for title in ("Flag", "Kind", "Partner", "Agreement", "Area")),
        Column("Since", "day"),
        *(Column(title) for title in ("Evidence", "What would clear it", "Policy clause")),
    )
    return Table("Flags that are raised", columns, [_row(flag) for flag in raised])


def _row(flag: Flag) -> tuple:
    return (
        flag.rule.title,
        KINDS[flag.rule.kind],
        flag.partner_name,
        flag.agreement_code,
        area_name(flag.area),
        flag.finding.since,
        evidence_said(flag),
        flag.finding.clears_when,
        clause(flag.rule.clause),
    )


def evidence_said(flag: Flag) -> str:
    """`Positive answers: 54% in 2025/26 Q4; at least 60% is asked.` Each fact is a sentence."""
    return " ".join(f"{one}." for one in flag.finding.evidence)


def _waived(flag: Flag) -> str:
    """By whom and until when, and what is waived."""
    waiver = flag.waiver
    by = f"Waived by {waiver.approved_by} until {day(waiver.expires_on)}."
    return f"{by} {evidence_said(flag)}"


def unsettled_table(flags: Sequence[Flag]) -> Table:
    rows = [
        (
            flag.rule.title,
            flag.partner_name or area_name(flag.area),
            flag.agreement_code,
            STATES[flag.finding.state],
            flag.finding.missing or _waived(flag),
        )
        for flag in flags
        if flag.finding.state in STATES
    ]
    columns = ("Flag", "Partner", "Agreement", "State", "What is missing, or who waived it")
    return Table(
        "Rules that are waived or cannot be judged", tuple(Column(title) for title in columns), rows
    )
