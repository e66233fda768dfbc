"""The catalogue of KPIs."""

from datetime import date

import pytest

from dashboard.domain.registers import Registers
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.kpis import KPIS
from dashboard.measures.kpi import THEMES
from dashboard.measures.quantities import quantities
from data.calendar import Quarter
from data.policies import policies
from data.vocabulary.functions import FUNCTIONS


@pytest.fixture
def nothing():
    """A cell of a hub of which nothing is known."""
    empty = Snapshot(date(2026, 1, 15), Registers(), {}, {}, policies(), b"")
    return Cell(empty, Selection(Quarter(2025, 1)))


@pytest.mark.parametrize("kpi", KPIS.values(), ids=KPIS)
def test_a_kpi_belongs_to_a_theme_and_says_itself_in_a_sentence(kpi):
    assert kpi.theme in THEMES
    assert kpi.function in (None, *FUNCTIONS)
    assert kpi.sentence.endswith(".")


def test_nothing_known_is_never_told_as_a_zero(nothing):
    counts = quantities(nothing, policies()[0])
    zeros = {name for name, number in counts.items() if number == 0}
    assert {name.split("_")[0] for name in zeros} <= {"returns", "objectives"}
