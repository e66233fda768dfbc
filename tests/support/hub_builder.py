"""Draw a hub by hand: rows straight into the warehouse, with defaults for what is beside the point.

hub.agreement("A-1", area="Luton")
hub.returned("A-1", "2025/26 Q1", attendance='''
    child | activity   | attended
    a     | ensemble   | 1
    b     | ensemble   | 0
''')
"""

import hashlib
from collections import defaultdict
from datetime import date
from itertools import count

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import COMMAND_LINE
from dashboard.store import Store
from data.calendar import Quarter
from data.settings import settings_from
from data.warehouse import tables as t
from data.warehouse.engine import writing
from data.warehouse.refresh import refresh
from data.warehouse.release import release
from data.warehouse.state import raise_version
from tests.support import rows_by_heading
from tests.support.sessions import ask

ALWAYS = date(1, 1, 1)
TODAY = date(2026, 1, 15)


class Builder:
    """Writes rows of a made-up hub; `store()` reads them back on a day."""

    def __init__(self, engine):
        self.engine = engine
        self._next = count(1)
        self._children = {}
        self._known = set()
        self._sheets = set()
        self._drawn = defaultdict(list)
        self.add(t.file, **_FILE)

    def add(self, table, **values) -> None:
        """A row, written when the store is asked for."""
        self._drawn[table.name].append(values)

    def _write(self, connection) -> None:
        for table in t.metadata.sorted_tables:
            for row in self._drawn.pop(table.name, []):
                connection.execute(table.insert(), row)

    def register(self, table, **values) -> None:
        """A register row; `valid_from` and `valid_to` say when it held."""
        defaults = {"row_id": next(self._next), "file_id": 1, "sheet": "register"}
        self.add(table, **defaults | {"row_number": 2, "valid_from": ALWAYS} | values)

    def partner(self, code="P-1", **values) -> None:
        self._known.add(code)
        self.register(t.dim_partner, **_PARTNER | {"partner_code": code, "name": code} | values)

    def agreement(self, code="A-1", **values) -> None:
        row = _AGREEMENT | {"agreement_code": code, "title": f"Agreement {code}"} | values
        if row["partner_code"] not in self._known:
            self.partner(row["partner_code"])
        self.register(t.dim_agreement, **row)

    def objective(self, code="O-1", **values) -> None:
        self.register(t.dim_objective, **_OBJECTIVE | {"objective_code": code} | values)

    def school(self, urn="100001", **values) -> None:
        self.register(t.dim_school, **_SCHOOL | {"urn": urn} | values)

    def allocation(self, ref="L-1", **values) -> None:
        self.register(t.fact_allocation, **_ALLOCATION | {"allocation_ref": ref} | values)

    def payment(self, ref="Y-1", **values) -> None:
        self.register(t.fact_payment, **_PAYMENT | {"payment_ref": ref} | values)

    def review(self, ref="R-1", **values) -> None:
        self.register(t.fact_review, **_REVIEW | {"review_ref": ref} | values)

    def decision(self, ref="D-1", **values) -> None:
        self.register(t.fact_decision, **_DECISION | {"decision_ref": ref} | values)

    def need(self, code="N-1", **values) -> None:
        self.register(t.dim_need, **_NEED | {"need_code": code} | values)

    def assessment(self, ref="V-1", **values) -> None:
        self.register(t.fact_vfm, **_ASSESSMENT | {"assessment_ref": ref} | values)

    def risk(self, ref="K-1", **values) -> None:
        self.register(t.fact_risk, **_RISK | {"risk_ref": ref} | values)

    def opportunity(self, code="C-1", **values) -> None:
        self.register(t.dim_opportunity, **_OPPORTUNITY | {"opportunity_code": code} | values)

    def proposal(self, ref="B-1", **values) -> None:
        self.register(t.fact_proposal, **_PROPOSAL | {"proposal_ref": ref} | values)

    def score(self, ref="B-1", **values) -> None:
        self.register(t.fact_score, **_SCORE | {"proposal_ref": ref} | values)

    def waiver(self, ref="W-1", **values) -> None:
        self.register(t.fact_waiver, **_WAIVER | {"waiver_ref": ref} | values)

    def returned(self, agreement="A-1", quarter="2025/26 Q1", received_on=None, **sheets) -> None:
        """A return; each sheet is a drawn table. `until` is the day on which it was replaced."""
        when = received_on or Quarter.parse(quarter).due_on
        form = {"agreement_code": agreement, "quarter": quarter, "received_on": when}
        form |= {"valid_from": when, "valid_to": sheets.pop("until", None)}
        form |= {"is_nil": sheets.pop("is_nil", False)}
        self._return(form, "return")
        for name, table in sheets.items():
            return_id = self._return(form, name)
            for number, row in enumerate(rows_by_heading(table), start=2):
                _WRITERS[name](self, return_id, number, row, Quarter.parse(quarter))

    def _return(self, form: dict, source: str) -> int:
        return_id = next(self._next)
        self.add(t.dim_return, **_RETURN | form | {"return_id": return_id, "source": source})
        return return_id

    def file(self, file_id: int, **values) -> None:
        """A further file; the first is there from the start."""
        self.add(t.file, **_FILE | {"file_id": file_id, "sha256": f"{file_id:064}"} | values)

    def sheet(self, file_id: int, sheet: str, source: str | None, **counts) -> None:
        """What became of a sheet's rows; nothing where not said."""
        named = [c.name for c in t.load_sheet.c if not c.nullable and not c.primary_key]
        row = {"file_id": file_id, "sheet": sheet, "source": source}
        self.add(t.load_sheet, **row | dict.fromkeys(named, 0) | counts)

    def came_with(self, agreement: str, file_id: int, sheet: str, source: str) -> None:
        """A return of Q2 that a file's sheet brought."""
        if (file_id, sheet) not in self._sheets:
            self._sheets.add((file_id, sheet))
            self.sheet(file_id, sheet, source)
        form = {"agreement_code": agreement, "quarter": "2025/26 Q2", "file_id": file_id}
        form |= {"received_on": TODAY, "valid_from": TODAY, "sheet": sheet}
        self._return(form, source)

    def problem(self, file_id: int, sheet: str | None, **values) -> None:
        row = _PROBLEM | {"problem_id": next(self._next), "file_id": file_id, "sheet": sheet}
        self.add(t.problem, **row | values)

    def child(self, ref, partner="P-1") -> int:
        """The number of a child of a partner, made when first named."""
        key = (partner, str(ref))
        if key not in self._children:
            self._children[key] = next(self._next)
            row = {"participant_id": self._children[key], "partner_code": partner}
            self.add(t.dim_participant, ref_hash=_hashed(ref), **row)
        return self._children[key]

    def store(self, today: date = TODAY) -> Store:
        """A store on a day, its marts and releases made."""
        with writing(self.engine) as connection:
            self._write(connection)
            for mart in t.marts.values():
                connection.execute(mart.delete())
            refresh(connection, 0, 1_000_000)
            release(connection, today, 6)
            raise_version(connection)
        return Store(self.engine, settings_from({"HUB_TODAY": today.isoformat()}))

    def kpi(self, key, quarter="2025/26 Q1", today: date = TODAY, **chosen):
        """What a member of the Executive Group reads of one KPI."""
        selection = Selection(Quarter.parse(quarter), **chosen)
        is_detail = selection.partner_code or selection.agreement_code
        question = "readings" if is_detail else "totals.of_each"
        return ask(self.store(today), COMMAND_LINE, question, [selection], [key])[0][0]


def children(count: int, **same) -> str:
    """A drawn attendance table of as many children, each once, alike in all else."""
    row = {"activity": "ensemble", "setting": "100001", "attended": 1} | same
    heads = " | ".join(["child", *row])
    lines = [" | ".join(map(str, [f"c{n}", *row.values()])) for n in range(count)]
    return "\n".join([heads, *lines])


def said(reading) -> tuple:
    """What a reading says: value, numerator, denominator and state."""
    return reading.value, reading.numerator, reading.denominator, reading.state


def beside(reading) -> dict:
    """What stands beside a reading: a value, or the word for why there is none."""
    return {one.label: one.state if one.value is None else one.value for one in reading.beside}


# -- How a drawn row of each sheet is written ----------------------------------------------------


def _attendance(hub, return_id, number, row, quarter) -> None:
    session = {"session_id": next(hub._next), "return_id": return_id}
    session |= {"session_date": row.get("date") or quarter.start}
    session |= {"activity": row.get("activity", "ensemble")}
    hub.add(t.dim_session, setting=str(row.get("setting", "100001")), group_name=None, **session)
    line = {"session_id": session["session_id"], "row_number": number}
    line |= {"seconds": round(row.get("hours", 1) * 3600)}
    if row.get("headcount"):
        hub.add(t.fact_headcount, headcount=row["headcount"], **line)
        return
    child = hub.child(row["child"], row.get("partner", "P-1"))
    hub.add(t.fact_attendance, participant_id=child, attended=row.get("attended", 1), **line)


def _participants(hub, return_id, number, row, quarter) -> None:
    detail = {"participant_id": hub.child(row["child"], row.get("partner", "P-1"))}
    detail |= {"return_id": return_id, "fsm": row.get("fsm"), "send": row.get("send")}
    hub.register(t.participant_detail, **detail)


def _satisfaction(hub, return_id, number, row, quarter) -> None:
    """`times` repeats an answer, each time as another response."""
    for n in range(row.get("times", 1)):
        answer = {
            "response_hash": _hashed((row.get("response", number), n)),
            "question": row.get("question", "Q1"),
        }
        answer |= {"respondent": row.get("respondent", "pupil"), "asked": row.get("asked")}
        line = {"return_id": return_id, "row_number": number * 1000 + n, "score": row["score"]}
        hub.add(t.fact_satisfaction, **line, **answer)


def _learning(hub, return_id, number, row, quarter) -> None:
    line = {"participant_id": hub.child(row["child"], row.get("partner", "P-1"))}
    line |= {"domain": row.get("domain", "musical"), "measure": row.get("measure", "pulse")}
    line |= {"stage": row["stage"]}
    line |= {"score": row["score"], "scale_top": row.get("out_of", 10)}
    hub.add(t.fact_learning, return_id=return_id, row_number=number, **line)


def _spending(hub, return_id, number, row, quarter) -> None:
    line = {"line_ref": str(number), "kind": row["kind"], "category": row.get("category", "other")}
    line |= {"amount_pence": row["pence"]}
    hub.add(t.fact_spending, return_id=return_id, row_number=number, **line)


def _progress(hub, return_id, number, row, quarter) -> None:
    line = {"objective_code": row["objective"], "achieved_value": row["value"]}
    line |= {name: row.get(name) for name in ("activities", "outcome", "challenges")}
    hub.add(t.fact_progress, return_id=return_id, row_number=number, **line)


_WRITERS = {
    "attendance": _attendance,
    "participants": _participants,
    "satisfaction": _satisfaction,
    "learning": _learning,
    "spending": _spending,
    "progress": _progress,
}


def _hashed(thing) -> str:
    return hashlib.sha256(str(thing).encode()).hexdigest()


# -- Defaults --------------------------------------------------------------------------------------

_FILE = {
    "file_id": 1,
    "sha256": "0" * 64,
    "name": "drawn.xlsx",
    "received_on": date(2025, 9, 1),
    "loaded_at": "2025-09-01T09:00:00",
    "backfill": False,
    "status": "loaded",
}
_PROBLEM = {
    "cell": "B2",
    "row_number": 2,
    "column_name": "value",
    "value": "typed",
    "rule": "number",
    "severity": "error",
    "message": "‘typed’ is not a number.",
    "remedy": "Type digits only.",
}
_RETURN = {"file_id": 1, "sheet": "Return", "is_nil": False, "is_partial": False}
_PARTNER = {
    "kind": "charity",
    "size": "small",
    "home_area": "Luton",
    "is_consortium_member": False,
}
_AGREEMENT = {
    "partner_code": "P-1",
    "area": "Luton",
    "kind": "contract",
    "route": "planned",
    "starts_on": date(2025, 9, 1),
    "ends_on": date(2026, 8, 31),
    "value_pence": 100_000_00,
    "payment_model": "instalments",
    "lpme_function": "schools",
    "activity": "ensemble",
}
_OBJECTIVE = {
    "agreement_code": "A-1",
    "statement": "More children play",
    "measure": "children",
    "unit": "children",
    "direction": "increase",
    "adds_up": "sum",
    "baseline": 0,
    "target": 100,
    "due_on": date(2026, 8, 31),
    "lpme_function": "schools",
}
_SCHOOL = {"name": "A school", "area": "Luton", "phase": "primary", "pupils": 200}
_ALLOCATION = {
    "area": "Luton",
    "year": "2025/26",
    "stream": "revenue grant",
    "amount_pence": 100_000_00,
    "agreement_code": "A-1",
}
_PAYMENT = {
    "agreement_code": "A-1",
    "due_on": date(2025, 12, 1),
    "amount_pence": 25_000_00,
    "stream": "revenue grant",
}
_REVIEW = {"agreement_code": "A-1", "due_on": date(2026, 3, 1)}
_DECISION = {
    "agreement_code": "A-1",
    "kind": "award",
    "decided_on": date(2025, 7, 1),
    "decided_by": "executive group",
    "rationale": "Best value",
}
_NEED = {
    "area": "Luton",
    "statement": "Few children play in class",
    "priority": 1,
    "lpme_function": "schools",
    "identified_on": date(2025, 1, 1),
}
_ASSESSMENT = {"agreement_code": "A-1", "stage": "mid-term", "due_on": date(2026, 3, 1)}
_RISK = {
    "agreement_code": "A-1",
    "category": "quality",
    "description": "Tutors are new to whole classes",
    "inherent_likelihood": 3,
    "inherent_impact": 3,
    "mitigation": "Lessons are observed",
    "reviewed_on": date(2026, 1, 1),
    "status": "open",
}
_WAIVER = {
    "agreement_code": "A-1",
    "rule": "review_due",
    "reason": "Agreed",
    "approved_by": "hub lead",
    "expires_on": date(2026, 6, 30),
}
_OPPORTUNITY = {
    "area": "Luton",
    "title": "Playing in class",
    "need_code": "N-1",
    "opened_on": date(2025, 4, 1),
    "closed_on": date(2025, 5, 1),
    "channels": "website;event",
}
_PROPOSAL = {
    "opportunity_code": "C-1",
    "partner_code": "P-1",
    "amount_pence": 10_000_00,
    "outcome": "accepted",
}
_SCORE = {
    "scorer": "Hub lead officer",
    "expertise_score": 4,
    "value_for_money_score": 4,
    "ace_alignment_score": 4,
    "hub_objectives_score": 4,
}
