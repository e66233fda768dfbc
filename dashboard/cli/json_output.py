"""Readings, flags, funds and restatements as the command line writes them in JSON.

Shares are 0 to 1, money is pence, areas are slugs, a plain count has no denominator.
"""

from dashboard.domain.facts import Act
from dashboard.domain.selection import Selection
from dashboard.measures.kpi import Reading
from dashboard.measures.restatements import Restatement, as_read
from dashboard.policy.flag import Flag
from dashboard.views.funds import Fund
from data.calendar import Quarter
from data.hub import slug_of


def kpis(selection: Selection, readings: list[Reading]) -> dict:
    return {
        "quarter": str(selection.quarter),
        "area": slug_of(selection.area) if selection.area else None,
        "span": selection.span,
        "function": selection.function,
        "activity": selection.activity,
        "kpis": [_kpi(reading) for reading in readings],
    }


def _kpi(reading: Reading) -> dict:
    kpi, coverage = reading.kpi, reading.coverage
    return {
        "key": kpi.key,
        "theme": kpi.theme,
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "unit": kpi.unit,
        "state": reading.state,
        "rag": reading.rag,
        "target": reading.target,
        "coverage": {"received": coverage.received, "due": coverage.due},
        "beside": {entry.label: entry.value for entry in reading.beside},
        "beside_state": {entry.label: entry.state for entry in reading.beside},
        "note": reading.note,
    }


def flags(on, states: list[Flag]) -> dict:
    return {"on": on.isoformat(), "flags": [_flag(flag) for flag in states]}


def _flag(flag: Flag) -> dict:
    rule, finding, waiver = flag.rule, flag.finding, flag.waiver
    return {
        "rule": rule.key,
        "kind": rule.kind,
        "clause": rule.clause,
        "agreement_code": flag.agreement_code,
        "partner_code": flag.partner_code,
        "area": slug_of(flag.area),
        "state": finding.state,
        "evidence": [vars(evidence) for evidence in finding.evidence],
        "clears_when": finding.clears_when,
        "since": finding.since.isoformat() if finding.since else None,
        "missing": finding.missing,
        "severity": finding.severity,
        "waived_by": waiver.approved_by if waiver else None,
        "waived_until": waiver.expires_on.isoformat() if waiver else None,
        "settings": flag.settings,
        "entries": [{"entry": act.entry_number, "act": act.act} for act in flag.acts],
    }


def journal(acts: list[Act]) -> dict:
    return {"entries": [_act(act) for act in acts]}


def _act(act: Act) -> dict:
    return {
        "entry": act.entry_number,
        "written_on": act.written_on.isoformat(),
        "role": act.role,
        "act": act.act,
        "organisation": act.organisation,
        "agreement_code": act.agreement_code,
        "said": dict(act.answers),
    }


def funds(year: str, rows: list[Fund]) -> dict:
    return {"year": year, "funds": [_fund(row) for row in rows]}


def _fund(row: Fund) -> dict:
    return {
        "area": slug_of(row.area),
        "year": row.year,
        "allocated_pence": row.allocated_pence,
        "paid_pence": row.paid_pence,
        "spent_pence": row.spent_pence,
        "own_share_pence": row.own_share_pence,
    }


def restatements(quarter: Quarter | None, area: str | None, entries: list[Restatement]) -> dict:
    """Figures as pages round them: exact ones of two days would tell of the few in between."""
    return {
        "quarter": str(quarter) if quarter else None,
        "area": slug_of(area) if area else None,
        "restatements": [_restatement(entry) for entry in entries],
    }


def _restatement(entry: Restatement) -> dict:
    return {
        "kpi": entry.kpi.key,
        "area": slug_of(entry.area) if entry.area else None,
        "quarter": str(entry.quarter),
        "day": entry.day.isoformat(),
        "before": {"state": entry.before.state, "shown": as_read(entry.before)},
        "after": {"state": entry.after.state, "shown": as_read(entry.after)},
        "causes": [
            {
                "what": cause.what,
                "agreement_code": cause.agreement_code,
                "area": slug_of(cause.area) if cause.area else None,
                "file": cause.file_name,
            }
            for cause in entry.causes
        ],
    }
