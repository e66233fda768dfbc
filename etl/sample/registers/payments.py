"""The payments register: what fell due under each payment model, and what has been paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.calendar import Quarter, between
from etl.sample.days import prepared_on
from etl.sample.hub import Row, SampleHub
from etl.sample.money import within
from etl.sample.plan import Agreement
from etl.sample.shares import split

START, WINTER, SPRING, SUMMER = (9, 15), (1, 20), (4, 20), (7, 20)  # month and day
RETURN_NEEDED = {START: None, WINTER: 1, SPRING: 2, SUMMER: 3}  # the quarter that must be told
MODELS = {  # percent of a year's money
    "upfront": {START: 100},
    "instalments": {START: 40, WINTER: 30, SPRING: 30},
    "arrears": {WINTER: 40, SPRING: 30, SUMMER: 30},
    "milestone": {START: 50, SUMMER: 50},
    "by results": {SPRING: 50, SUMMER: 50},
    "mixed": {START: 50, SPRING: 25, SUMMER: 25},
}
PAID_WITHIN = 12  # days
CHECKED_IN = 5  # days from a return to the payment it releases
UNPAID_FOR = 45  # days
UNPAID = 0.1  # of a year's money
OVERPAID = 1.25  # times what was allocated


@dataclass(frozen=True)
class Payment:
    """One payment, whether it has been made or not."""

    due_on: date
    amount: int
    needs: Quarter | None = None
    paid_on: date | None = None


def rows(hub: SampleHub) -> list[Row]:
    """One row per payment of the sample's years."""
    paid = [(a, payment) for a in hub.agreements for payment in payments(hub, a)]
    return [_row(n, agreement, payment) for n, (agreement, payment) in enumerate(paid, start=1)]


def payments(hub: SampleHub, agreement: Agreement) -> list[Payment]:
    """An agreement's payments over the sample's years."""
    payments_made = [p for year in hub.years for p in _of_year(hub, agreement, year)]
    return (
        [*payments_made, _unpaid(hub, agreement)] if agreement.story == "unpaid" else payments_made
    )


def _of_year(hub: SampleHub, agreement: Agreement, year: int) -> Iterator[Payment]:
    model = MODELS[agreement.payment]
    amounts = split(within(hub, agreement, year), list(model.values()))
    for month_day, amount in zip(model, amounts, strict=True):
        due_on = _in_year(year, month_day)
        number = RETURN_NEEDED[month_day]
        needs = Quarter(year, number) if number else None
        if amount and due_on <= agreement.ends_on:
            paid_on = _paid_on(hub, agreement, due_on, needs)
            payment = Payment(due_on, amount, needs, paid_on)
            first = year == hub.now.year and month_day == START
            yield _of_story(agreement, payment, year) if first else payment


def _of_story(agreement: Agreement, payment: Payment, year: int) -> Payment:
    """This year's first payment, where the story has it too early or too large."""
    first = Quarter(year, 1)
    if agreement.story == "paid-early":
        return Payment(first.start, payment.amount, first.previous(), first.start)
    if agreement.story == "overpaid":
        return Payment(first.start, round(payment.amount * OVERPAID), None, first.start)
    return payment


def _in_year(year: int, month_day: tuple[int, int]) -> date:
    return date(year + (month_day[0] < START[0]), *month_day)


def _paid_on(
    hub: SampleHub, agreement: Agreement, due_on: date, needs: Quarter | None
) -> date | None:
    """Soon after it fell due, and never before the return that it needs has been read."""
    days = hub.dice("paid", agreement.code, due_on).randint(0, PAID_WITHIN)
    day = due_on + timedelta(days=days)
    if needs is None:
        return day if day <= hub.today else None
    returned_on = prepared_on(hub, agreement, needs)
    if returned_on is None or due_on > hub.today:
        return None
    return min(hub.today, max(day, returned_on + timedelta(days=CHECKED_IN)))


def _unpaid(hub: SampleHub, agreement: Agreement) -> Payment:
    """A payment that nobody made although its return came."""
    due_on = hub.today - timedelta(days=UNPAID_FOR)
    amount = round(within(hub, agreement, hub.now.year) * UNPAID)
    return Payment(due_on, amount, _newest_return(hub, agreement, due_on))


def _newest_return(hub: SampleHub, agreement: Agreement, day: date) -> Quarter:
    """The newest quarter whose return had come by a day."""
    returned = [
        q for q in between(agreement.first, hub.now) if _has_returned(hub, agreement, q, day)
    ]
    return max(returned)


def _has_returned(hub: SampleHub, agreement: Agreement, quarter: Quarter, day: date) -> bool:
    returned_on = prepared_on(hub, agreement, quarter)
    return returned_on is not None and returned_on <= day


def _row(n: int, agreement: Agreement, payment: Payment) -> Row:
    return {
        "payment_ref": f"PAY-{n:04d}",
        "agreement_code": agreement.code,
        "due_on": payment.due_on,
        "paid_on": payment.paid_on,
        "amount": payment.amount,
        "stream": agreement.stream,
        "needs_return_for": str(payment.needs) if payment.needs else "",
    }
