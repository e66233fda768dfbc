"""A hub whose every text carries the mark of its area, and free text a mark of its own.

Names of the consortium's music services and statements of needs carry none: all readers may know
them. Columns are found in the tables, and registers that no line here draws are drawn from what
they declare, so that a new one is marked without being named here.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Text

from dashboard.domain.viewer import COMMAND_LINE
from dashboard.journal.service import Journal
from data.hub import HUB, HUB_WIDE, slug_of
from data.register import Column, Register
from data.registers import REGISTERS
from data.vocabulary.choices import AREA, AREA_OR_HUB
from data.warehouse.engine import open_warehouse
from data.warehouse.tables import registers
from tests.support.drawn_journal import TYPED
from tests.support.hub_builder import Builder, children
from tests.support.small_hub import TODAY, settings_for

AREAS = (*HUB.area_names, HUB_WIDE)
FREE = "Zwords"
FREE_TEXT = {one.table: one.free_text for one in REGISTERS.values()}
# Columns that hold a code, a word of a list or something that is read.
NOT_TEXT = ("sheet", "profile", "procurement", "needs_return_for", "need_code", "opportunity_code")
CODES = {"agreements": "A", "partners": "P", "objectives": "O", "opportunities": "C"}
ANYTHING = {int: 1, float: 1.0, bool: True, date: date(2025, 10, 1)}
CHANGED_ON = date(2026, 1, 5)  # after the due day of the quarter whose figures it changes


def mark_of(area: str) -> str:
    return f"Zq{slug_of(area).replace('-', '')}"


@dataclass(frozen=True)
class Drawn:
    """What was drawn of one area: its mark, and the codes that an address could name."""

    area: str

    @property
    def mark(self) -> str:
        return mark_of(self.area)

    def code(self, kind: str) -> str:
        return f"{kind}-{self.mark}"


class MarkedBuilder(Builder):
    """Writes rows of one area after the other, each text with its area's mark."""

    drawn = Drawn(HUB_WIDE)
    file_number = 1

    def begin(self, area: str, file_number: int) -> Drawn:
        self.drawn, self.file_number = Drawn(area), file_number
        self.file(file_number, name=f"file of {self.drawn.mark}.xlsx", received_on=CHANGED_ON)
        self.sheet(file_number, "Progress", "progress", rows=1, rejected=1)
        return self.drawn

    def register(self, table, **values) -> None:
        texts = {
            column.name: self.text(column.name, column.name in FREE_TEXT[table.name])
            for column in table.c
            if isinstance(column.type, Text) and column.name not in (*values, *NOT_TEXT)
        }
        super().register(table, **{"file_id": self.file_number} | texts | values)

    def others(self) -> None:
        """A row of each register of which no row is drawn of this area, from its declaration."""
        for one in REGISTERS.values():
            if all(row["file_id"] != self.file_number for row in self._drawn[one.table]):
                self.register(registers[one.table], **self._declared(one))

    def _declared(self, register: Register) -> dict:
        """A value for each column that must have one, and what people write as free text."""
        values = {name: self._value(column) for name, column in register.stored_columns.items()}
        values |= {name: f"{name} {FREE} {self.drawn.mark}" for name in register.free_text}
        return {name: value for name, value in values.items() if value is not None}

    def _value(self, column: Column) -> object:
        if column.refers_to in CODES:
            return self.drawn.code(CODES[column.refers_to])
        if column.kind in (AREA, AREA_OR_HUB):
            return self.drawn.area
        return ANYTHING.get(column.kind.holds) if column.required else None

    def text(self, column: str, is_free: bool = False) -> str:
        free = f" {FREE}" if is_free else ""
        return f"{column}{free} {self.drawn.mark}"

    def _return(self, form: dict, source: str) -> int:
        marked = {"file_id": self.file_number, "certified_by": self.text("certified_by")}
        return super()._return(form | marked, source)


def draw(path: Path) -> dict[str, Drawn]:
    """A hub of all areas and the hub-wide one, on a day on which much is due."""
    hub = MarkedBuilder(open_warehouse(f"sqlite:///{path}"))
    settings_for(path).key_file.write_bytes(bytes(32))
    drawn = {}
    for number, area in enumerate(AREAS, start=2):
        drawn[area] = hub.begin(area, number)
        _partners(hub, area)
        _deeds(hub, area)
        hub.others()
        _returns(hub)
    hub.store(TODAY)
    _journal(hub, settings_for(path), drawn.values())
    return drawn


def _partners(hub: MarkedBuilder, area: str) -> None:
    drawn, home = hub.drawn, HUB.lead_area if area == HUB_WIDE else area
    hub.partner(drawn.code("P"), name=hub.text("name"), home_area=home)
    service = {"name": f"Service of {area}", "is_consortium_member": True, "home_area": home}
    hub.partner(f"M-{slug_of(area)}", **service)
    hub.need(f"N-{slug_of(area)}", area=home, evidence=hub.text("evidence", is_free=True))
    hub.opportunity(drawn.code("C"), area=area, title=hub.text("title"), need_code=None)
    for code, partner in (("A", drawn.code("P")), ("B", f"M-{slug_of(area)}")):
        hub.agreement(
            drawn.code(code),
            area=area,
            partner_code=partner,
            title=hub.text("title"),
            starts_on=date(2024, 9, 1),
            ends_on=date(2026, 5, 31) if code == "A" else date(2026, 8, 31),
            need_code=f"N-{slug_of(_next(area) if code == 'B' else home)}",
            opportunity_code=drawn.code("C"),
        )
    for urn in (f"1{hub.file_number:05}", f"2{hub.file_number:05}"):
        hub.school(urn, area=home, name=hub.text("name"))


def _next(area: str) -> str:
    """Another area, whose need an agreement of this one answers."""
    return HUB.area_names[(AREAS.index(area) + 1) % len(HUB.area_names)]


def _deeds(hub: MarkedBuilder, area: str) -> None:
    """What was decided, paid, looked at and feared, some of it overdue."""
    drawn, of = hub.drawn, {"agreement_code": hub.drawn.code("A")}
    hub.objective(
        drawn.code("O"), statement=hub.text("statement"), measure=hub.text("measure"), **of
    )
    hub.allocation(drawn.code("L"), area=area, **of)
    hub.payment(drawn.code("Y"), paid_on=date(2025, 10, 1), valid_to=CHANGED_ON, **of)
    again = {"paid_on": date(2025, 10, 1), "amount_pence": 99_000_00, "valid_from": CHANGED_ON}
    hub.payment(drawn.code("Y"), **again, **of)
    hub.payment(drawn.code("Y2"), due_on=date(2025, 12, 1), **of)
    hub.review(drawn.code("R"), due_on=date(2025, 11, 1), held_on=date(2025, 12, 1), **of)
    hub.review(drawn.code("S"), due_on=date(2026, 1, 2), **of)
    hub.decision(drawn.code("D"), kind="vary", rationale=hub.text("rationale", is_free=True), **of)
    call = {"agreement_code": None, "opportunity_code": drawn.code("C")}
    call |= {"deliverer_partner_code": drawn.code("P"), "decided_on": date(2025, 12, 1)}
    hub.decision(
        drawn.code("E"),
        decided_by="music service",
        rationale=hub.text("rationale", is_free=True),
        **call,
    )
    hub.proposal(drawn.code("Q"), opportunity_code=drawn.code("C"), partner_code=drawn.code("P"))
    hub.score(drawn.code("Q"), scorer=hub.text("scorer"))
    hub.assessment(drawn.code("V"), due_on=date(2025, 11, 1), assessed_on=date(2025, 12, 1), **of)
    hub.assessment(drawn.code("W"), due_on=date(2025, 12, 1), **of)
    risk = {
        "description": hub.text("description", is_free=True),
        "mitigation": hub.text("mitigation", is_free=True),
    }
    risk |= {"inherent_likelihood": 5, "inherent_impact": 5}
    hub.risk(drawn.code("K"), **risk, **(of if area != HUB_WIDE else {"agreement_code": HUB_WIDE}))
    hub.waiver(
        drawn.code("X"),
        reason=hub.text("reason", is_free=True),
        approved_by=hub.text("approved_by"),
        **of,
    )


def _returns(hub: MarkedBuilder) -> None:
    """A return of each of some quarters; the last came late and with a fault."""
    drawn = hub.drawn
    heads = ("objective", "value", "activities", "outcome", "challenges")
    words = (f"{head} {FREE} {drawn.mark}" for head in heads[2:])
    progress = f"{' | '.join(heads)}\n{' | '.join((drawn.code('O'), '5', *words))}"
    for quarter in ("2024/25 Q3", "2024/25 Q4", "2025/26 Q1"):
        hub.returned(
            drawn.code("A"),
            quarter,
            received_on=CHANGED_ON if quarter == "2025/26 Q1" else None,
            attendance=children(30, partner=drawn.code("P"), setting=f"1{hub.file_number:05}"),
            satisfaction="score | times\n5 | 12\n2 | 20",
            learning=_learning(drawn.code("P")),
            spending="kind | category | pence\nspend | staff | 500000",
            progress=progress,
        )
    typed = f"typed {FREE} {drawn.mark}"
    words = {"value": typed, "message": f"‘{typed}’ is not a number."}
    hub.problem(hub.file_number, "Progress", **words)
    asked = {"severity": "query", "about": drawn.code("Q")}
    hub.problem(hub.file_number, "Progress", **words, **asked)
    asked = {"severity": "query", "about": drawn.code("U")}
    hub.problem(hub.file_number, "Progress", **words, **asked)


def _learning(partner: str) -> str:
    rows = [
        f"c{n} | {partner} | {stage} | {score}"
        for n in range(12)
        for stage, score in (("before", 3), ("after", 5))
    ]
    return "\n".join(["child | partner | stage | score", *rows])


def _journal(hub: MarkedBuilder, settings, every) -> None:
    """Each act once for each area, about its agreement; what may be of none, about its area too."""
    journal = Journal(hub.engine, settings)
    for drawn in every:
        words = {"note": None, "why": None, "notes": None, "reply": None, "rationale": None}
        words |= {"actions": None, "options": None}
        free = {name: f"{name} {FREE} {drawn.mark}" for name in words}
        about = {"decision_ref": drawn.code("E")}
        for act, typed in TYPED.items():
            said = {name: free.get(name, value) for name, value in typed.items()}
            said |= {"query": drawn.code("Q")} if act == "answer" else {}
            if act in ("acknowledge", "disagree"):
                journal.record(COMMAND_LINE, act, said | {"area": drawn.area}, None)
            if act in ("approval", "report"):
                journal.record(COMMAND_LINE, act, said | about, None)
            elif act != "settings":
                journal.record(COMMAND_LINE, act, said, drawn.code("A"))
    why = {"why": f"why {FREE}"}
    journal.record(COMMAND_LINE, "settings", TYPED["settings"] | why)
