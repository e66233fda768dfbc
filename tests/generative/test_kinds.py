"""Every day and every sum of money reads back as itself, however it was written."""

from datetime import date
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.kinds import DATE, MONEY, number
from etl.schema.kinds.dates import only_us_dates
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell
from tests.support.walks import thorough

days = some.dates(date(1950, 1, 1), date(2100, 12, 31))
recent = some.dates(date(2000, 1, 1), date(2099, 12, 31))
pence = some.integers(MONEY.at_least * 100, MONEY.at_most * 100)
many = thorough(300)

ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
DATES = {
    "iso": lambda d: d.isoformat(),
    "a date cell": lambda d: f"{d.isoformat()} 00:00:00",
    "03/07/2026": lambda d: f"{d:%d/%m/%Y}",
    "3/7/2026": lambda d: f"{d.day}/{d.month}/{d.year}",
    "3.7.2026": lambda d: f"{d.day}.{d.month}.{d.year}",
    "03-07-2026": lambda d: f"{d:%d-%m-%Y}",
    "3 July 2026": lambda d: f"{d.day} {d:%B %Y}",
    "03-Jul-2026": lambda d: f"{d:%d-%b-%Y}",
    "Friday, 3 July 2026": lambda d: f"{d:%A}, {d.day} {d:%B %Y}",
    "3rd of JULY 2026": lambda d: f"{d.day}{ORDINALS.get(d.day, 'th')} of {d:%B %Y}".upper(),
}
SHORT_DATES = {"03/07/26": lambda d: f"{d:%d/%m/%y}", "3-Jul-26": lambda d: f"{d.day}-{d:%b-%y}"}


def pounds(amount: int, comma: str = ",") -> str:
    return f"{abs(amount) // 100:{comma}}.{abs(amount) % 100:02}"


MONIES = {
    "1234.5": lambda p: f"{p / 100:.15g}",
    "1234.50": lambda p: f"{'-' if p < 0 else ''}{pounds(p, '')}",
    "£1,234.50": lambda p: f"{'-' if p < 0 else ''}£{pounds(p)}",
    "£ 1,234.50": lambda p: f"£ {'-' if p < 0 else ''}{pounds(p)}",
    "(1,234.50)": lambda p: f"({pounds(p)})" if p < 0 else pounds(p),
    "(£1,234.50)": lambda p: f"(£{pounds(p)})" if p < 0 else f"£{pounds(p)}",
    "−1 234.50": lambda p: f"{'−' if p < 0 else ''}{pounds(p).replace(',', ' ')}",
}


@pytest.mark.parametrize("written", DATES.values(), ids=DATES)
@many
@given(day=days)
def test_a_day_written_in_any_uk_way_reads_back_as_itself(written, day):
    assert read_cell(DATE, written(day)) == day


@pytest.mark.parametrize("written", SHORT_DATES.values(), ids=SHORT_DATES)
@many
@given(day=recent)
def test_a_day_with_two_figures_for_its_year_is_of_this_century(written, day):
    assert read_cell(DATE, written(day)) == day


@many
@given(column=some.lists(days, min_size=1))
def test_a_column_of_uk_dates_never_passes_for_american_where_one_can_tell(column):
    tells = any(day.day > 12 for day in column)
    assert not (tells and only_us_dates([f"{day:%d/%m/%Y}" for day in column]))


@many
@given(column=some.lists(days, min_size=1))
def test_a_column_of_american_dates_is_found_out_where_one_can_tell(column):
    tells = any(day.day > 12 for day in column)
    assert only_us_dates([f"{day:%m/%d/%Y}" for day in column]) == tells


@pytest.mark.parametrize("written", MONIES.values(), ids=MONIES)
@many
@given(amount=pence)
def test_a_sum_of_money_written_in_any_way_reads_back_to_the_penny(written, amount):
    assert read_cell(MONEY, written(amount)) == amount


@many
@given(amount=pence, digit=some.integers(1, 9))
def test_a_third_decimal_is_never_rounded_away(amount, digit):
    with pytest.raises(FaultError):
        read_cell(MONEY, f"{pounds(amount)}{digit}")


@many
@given(value=some.floats(-1e12, 1e12, allow_nan=False))
def test_a_number_reads_back_to_the_fifteen_digits_that_are_kept(value):
    written = f"{value:.6f}"
    assert isclose(read_cell(number(), written), float(written), rel_tol=1e-14)


@pytest.mark.parametrize("kind", [DATE, MONEY, number()], ids=lambda kind: kind.name)
@many
@given(text=some.text(max_size=30))
def test_any_text_is_read_or_told_and_never_an_accident(kind, text):
    try:
        assert read_cell(kind, text) is not None
    except FaultError as told:
        assert told.message and told.remedy
