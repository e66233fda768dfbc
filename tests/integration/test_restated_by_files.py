"""The ledger of restatements over files that really arrived, day after day; on both databases."""

import pytest

from dashboard.domain.viewer import COMMAND_LINE
from dashboard.measures.restatements import as_read
from dashboard.store import Store
from data.calendar import Quarter
from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.sessions import ask

Q1 = Quarter(2025, 1)
MORE = support.SPENDING.replace("| £1,250.00", "| £9,250.00")
PAYMENTS = """
    payment_ref | agreement_code | due_on     | paid_on    | amount | stream
    Y-1         | A-1            | 2025-10-01 | 2025-10-01 | 500    | revenue grant
    Y-2         | A-2            | 2025-10-01 | 2025-10-01 | 500    | revenue grant
"""
CORRECTED = PAYMENTS.replace("| 500    | revenue grant\n", "| 1500   | revenue grant\n", 1)


@pytest.fixture
def hub(engine, tmp_path):
    """Before the due day of 28 December: registers, payments and Luton's return."""
    hub = Hub(engine, tmp_path)
    hub.today = "2025-12-10"
    hub.loader().load(support.registers(tmp_path))
    hub.send("payments.csv", support.csv_bytes(PAYMENTS))
    hub.send("r.xlsx", support.whole_return())
    return hub


def ledger(hub, today: str) -> dict:
    """{(KPI, area): (day, before, after, files)} as it stands on a day."""
    hub.today = today
    found = ask(Store(hub.engine, hub.settings()), COMMAND_LINE, "totals.restatements", [Q1])
    return {
        (one.kpi.key, one.area): (
            one.day.isoformat(),
            as_read(one.before),
            as_read(one.after),
            [cause.file_name for cause in one.causes],
        )
        for one in found
    }


def send(hub, today: str, name: str, data: bytes) -> None:
    hub.today = today
    hub.send(name, data)


def test_before_anything_comes_late_the_ledger_is_empty(hub):
    assert ledger(hub, "2026-01-15") == {}


def test_a_late_return(hub):
    late = support.workbook(Return=support.form("A-2"), Spending=support.SPENDING)
    send(hub, "2026-01-08", "late.xlsx", late)
    found = ledger(hub, "2026-01-15")
    assert found["leverage", "Bedford"] == ("2026-01-08", "missing", "0.08", ["late.xlsx"])
    assert ("leverage", "Luton") not in found


def test_a_resent_return(hub):
    send(hub, "2026-01-09", "r2.xlsx", support.workbook(Return=support.form(), Spending=MORE))
    assert ledger(hub, "2026-01-15") == {
        ("leverage", "Luton"): ("2026-01-09", "0.08", "0.01", ["r2.xlsx"]),
        ("leverage", None): ("2026-01-09", "0.08", "0.01", ["r2.xlsx"]),
    }


def test_a_payment_corrected_in_the_register(hub):
    send(hub, "2026-01-10", "payments 2.csv", support.csv_bytes(CORRECTED))
    assert ledger(hub, "2026-01-15") == {
        ("local_share", None): ("2026-01-10", "50%", "75%", ["payments 2.csv"])
    }


def test_a_resent_return_that_changes_nothing_shown(hub):
    penny = support.SPENDING.replace("£1,250.00", "£1,250.01")
    send(hub, "2026-01-09", "r2.xlsx", support.workbook(Return=support.form(), Spending=penny))
    assert ledger(hub, "2026-01-15") == {}


def test_on_the_day_itself_the_change_is_told_already(hub):
    send(hub, "2026-01-09", "r2.xlsx", support.workbook(Return=support.form(), Spending=MORE))
    assert ("leverage", "Luton") in ledger(hub, "2026-01-09")


def test_corrections_are_a_cause_of_their_own(hub):
    slip = support.SPENDING.replace("99.5", "99.555")
    first = support.workbook(Return=support.form("A-2"), Spending=slip)
    hub.today = "2025-12-12"
    sent = hub.send("slip.xlsx", first)
    mended = """
        Row in the file | Agreement code | Quarter    | Line | Kind   | Category | Amount
        4               | A-2            | 2025/26 Q1 | 3    | income | parents  | 600
    """
    named = [["Corrects file", sent.sha256], ["File name", sent.name]]
    send(hub, "2026-01-11", "mended.xlsx", support.workbook(Corrections=named, Spending=mended))
    found = ledger(hub, "2026-01-15")
    assert found["leverage", "Bedford"] == ("2026-01-11", "0.00", "0.50", ["mended.xlsx"])
