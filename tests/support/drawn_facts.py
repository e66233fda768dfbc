"""Draw what is known of one agreement on a day, for rules and other pure functions."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from dashboard.domain import facts as f
from dashboard.policy.rule import Finding
from dashboard.rules import RULES
from data.calendar import Quarter
from data.policies import policies

POLICY = policies()[0]
START, END = date(2025, 9, 1), date(2026, 8, 31)
Q1, Q2, Q3, Q4 = Quarter(2025, 1).whole_year()
DAY = timedelta(days=1)


def agreement(**values) -> f.Agreement:
    same = {"agreement_code": "A-1", "partner_code": "P-1", "area": "Luton", "title": "Band"}
    same |= {"starts_on": START, "ends_on": END, "value_pence": 10_000_00}
    return f.Agreement(**same | values)


def objective(code: str = "O-1", **values) -> f.Objective:
    same = {"objective_code": code, "agreement_code": "A-1", "statement": "More children play"}
    same |= {"measure": "children", "unit": "children", "lpme_function": "schools"}
    same |= {"direction": "increase", "adds_up": "sum", "baseline": 0.0, "target": 100.0}
    return f.Objective(**same | {"due_on": END, "profile": "25;50;75;100"} | values)


def payment(ref: str = "Y-1", **values) -> f.Payment:
    return f.Payment(payment_ref=ref, agreement_code="A-1", **values)


def review(due_on: date, **values) -> f.Review:
    same = {"review_ref": "R-1", "agreement_code": "A-1", "due_on": due_on}
    return f.Review(**same | values)


def waiver(rule: str, expires_on: date) -> f.Waiver:
    same = {"waiver_ref": "W-1", "agreement_code": "A-1", "reason": "Agreed"}
    return f.Waiver(**same, rule=rule, approved_by="hub lead", expires_on=expires_on)


def need(code: str = "N-1", **values) -> f.Need:
    same = {"area": "Luton", "statement": "Few children play", "priority": 1}
    return f.Need(**same | {"need_code": code, "identified_on": date(2025, 1, 1)} | values)


def came(quarter: Quarter, on: date | None = None, **told) -> tuple[Quarter, f.ReturnFacts]:
    """A return and its sums: `spent`, `income` by category, `values` by objective."""
    money = [f.Money("spend", "staff", told["spent"])] if "spent" in told else []
    money += [f.Money("income", word, pence) for word, pence in told.get("income", {}).items()]
    progress = [f.Progress(code, value) for code, value in told.get("values", {}).items()]
    sources = {"spending"} if money else set()
    sources |= {"progress"} if progress else set()
    received = f.Received(
        "A-1", quarter, on or quarter.due_on, False, False, frozenset(sources), file_id=1
    )
    return quarter, f.ReturnFacts(received, money=tuple(money), progress=tuple(progress))


def judged(rule: str, facts: f.AgreementFacts) -> Finding:
    """What the rule of that key finds, under the policy that the hub started from."""
    return RULES[rule].judge(facts, POLICY)


def known(
    on: date, returns: Iterable = (), kpis: Mapping[str, Mapping] | None = None, **values
) -> f.AgreementFacts:
    """Facts of an agreement; `kpis` are (numerator, denominator) by quarter, shown as they are."""
    figures = {
        key: {quarter: f.QuarterFigure(*pair, *pair) for quarter, pair in by_quarter.items()}
        for key, by_quarter in (kpis or {}).items()
    }
    same = {"agreement": agreement(), "partner": f.Partner(partner_code="P-1", name="P")}
    return f.AgreementFacts(on, kpis=figures, **same | {"returns": dict(returns)} | values)
