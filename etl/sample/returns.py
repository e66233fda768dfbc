"""The returns folder: one workbook per agreement and quarter, as partners would have sent them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from data.calendar import Quarter, owes_return
from etl.sample.days import prepared_on
from etl.sample.hub import Row, SampleHub
from etl.sample.period import Period
from etl.sample.plan import Agreement
from etl.sample.rolls import Roll
from etl.sample.sheets import children, outcomes, progress
from etl.sample.workbook import HANDS, Book, write_csv
from etl.schema.origin import ORIGIN
from etl.sources import SOURCES

CERTIFIED_BY = {
    "micro": "Secretary",
    "small": "Treasurer",
    "medium": "Manager",
    "large": "Director",
}
INTERIM_AFTER = 35  # days into a quarter from which some partners send what they have so far
INTERIM_SHEETS = ("participants", "attendance")
CORRECTED = ("A-0103", "A-0203", "A-0403")  # send their first return of last year twice
CORRECTED_AFTER = 30  # days
NIL_IN = 2  # the quarter in which nothing happened


@dataclass(frozen=True)
class Return:
    """What one partner sends for one quarter, sheet by sheet."""

    agreement: Agreement
    quarter: Quarter
    prepared_on: date
    sheets: dict[str, list[Row]]
    suffix: str = ""

    @property
    def name(self) -> str:
        return f"{self.agreement.code}_{str(self.quarter).replace('/', '-').replace(' ', '-')}"

    @property
    def form(self) -> Row:
        rows = sum(len(rows) for rows in self.sheets.values())
        return {
            "agreement_code": self.agreement.code,
            "quarter": str(self.quarter),
            "prepared_on": self.prepared_on,
            "certified_by": CERTIFIED_BY[self.agreement.partner.size],
        } | ({"rows_of_data": rows} if rows else {"is_nil": True})


def returns(hub: SampleHub) -> Iterator[Return]:
    """Every return that has arrived by today."""
    for agreement in hub.agreements:
        yield from _of(hub, agreement)


def write(folder: Path, sent: Return) -> None:
    """A return as the partner's hand writes it: a workbook, or a CSV file per sheet."""
    if sent.agreement.hand == "csv":
        _write_csvs(folder, sent)
        return
    with Book(folder / f"{sent.name}{sent.suffix}.xlsx", HANDS[sent.agreement.hand]) as book:
        book.form(SOURCES["return"], sent.form)
        for key, rows in sent.sheets.items():
            book.table(SOURCES[key], rows)


def _write_csvs(folder: Path, sent: Return) -> None:
    origin = {column.name: sent.form[column.name] for column in ORIGIN}
    for key, rows in sent.sheets.items():
        path = folder / f"{sent.name}_{key}.csv"
        write_csv(path, (*ORIGIN, *SOURCES[key].columns), [origin | row for row in rows])


def _of(hub: SampleHub, agreement: Agreement) -> Iterator[Return]:
    roll, known = Roll(hub, agreement), set()
    for quarter in agreement.quarters:
        if quarter > hub.now or not owes_return(quarter, agreement.starts_on, agreement.ends_on):
            continue
        sent = _return(hub, agreement, quarter, roll, known)
        if sent:
            yield sent
            yield from _corrected(hub, sent)


def _return(
    hub: SampleHub, agreement: Agreement, quarter: Quarter, roll: Roll, known: set[str]
) -> Return | None:
    day = prepared_on(hub, agreement, quarter) or _interim_day(hub, agreement, quarter)
    if day is None:
        return None
    period = Period(hub, agreement, quarter, day, roll)
    sheets = {} if _is_nil(agreement, quarter) else _sheets(period, known)
    if day <= quarter.end:
        sheets = {key: sheets[key] for key in INTERIM_SHEETS if key in sheets}
    return Return(agreement, quarter, day, sheets)


def _sheets(period: Period, known: set[str]) -> dict[str, list[Row]]:
    """The sheets that have something on them."""
    sheets = {
        "progress": progress.progress(period),
        "participants": children.participants(period, known),
        "attendance": children.attendance(period),
        "satisfaction": outcomes.satisfaction(period),
        "learning": outcomes.learning(period),
        "spending": progress.spending(period),
    }
    return {key: rows for key, rows in sheets.items() if rows}


def _interim_day(hub: SampleHub, agreement: Agreement, quarter: Quarter) -> date | None:
    """The day before today, where a music service tells of the running quarter already."""
    is_reported = agreement.is_own_delivery and (hub.today - quarter.start).days >= INTERIM_AFTER
    return hub.today - timedelta(days=1) if is_reported and quarter == hub.now else None


def _is_nil(agreement: Agreement, quarter: Quarter) -> bool:
    return agreement.story == "nil" and quarter == Quarter(agreement.last.year, NIL_IN)


def _corrected(hub: SampleHub, sent: Return) -> Iterator[Return]:
    """The same return again with other figures for spending, a month later."""
    day = sent.prepared_on + timedelta(days=CORRECTED_AFTER)
    meant = sent.agreement.code in CORRECTED and sent.quarter == Quarter(hub.now.year - 1, 1)
    if meant and day <= hub.today:
        spent = [line | {"amount": line["amount"] * 101 // 100} for line in sent.sheets["spending"]]
        sheets = sent.sheets | {"spending": spent}
        yield replace(sent, prepared_on=day, sheets=sheets, suffix="_corrected")
