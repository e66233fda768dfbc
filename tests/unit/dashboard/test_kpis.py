"""The catalogue of KPIs."""

from datetime import date

import pytest

from dashboard.domain.registers import Registers
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.kpis import KPIS
from dashboard.measures.kpi import THEMES
from dashboard.measures.quantities import quantities
from dashboard.store.counters import COUNTERS
from data.calendar import Quarter
from data.policies import policies
from data.vocabulary.functions import FUNCTIONS

COUNTED_IN_THE_WAREHOUSE = {name for counter in COUNTERS for name in counter.names}


@pytest.fixture
def nothing():
    """A cell of a hub of which nothing is known."""
    empty = Snapshot(date(2026, 1, 15), Registers(), {}, {}, policies())
    return Cell(empty, Selection(Quarter(2025, 1)))


@pytest.mark.parametrize("kpi", KPIS.values(), ids=KPIS)
def test_a_kpi_belongs_to_a_theme_and_names_quantities_that_exist(kpi, nothing):
    known = quantities(nothing, policies()[0]).keys() | COUNTED_IN_THE_WAREHOUSE
    assert kpi.theme in THEMES
    assert kpi.function in (None, *FUNCTIONS)
    assert kpi.quantities <= known
    assert kpi.sentence.endswith(".")


def test_nothing_known_is_never_told_as_a_zero(nothing):
    told = quantities(nothing, policies()[0])
    counts = {name for name, value in told.items() if value == 0}
    assert {name.split("_")[0] for name in counts} <= {"returns", "objectives"}


def test_the_catalogue_holds_the_hubs_twenty_one_kpis():
    assert len(KPIS) == 21
