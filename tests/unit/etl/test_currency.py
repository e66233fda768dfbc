"""A number's format says in which currency it is meant, whichever program wrote it."""

import pytest

from etl.extract.marks import foreign_sign


@pytest.mark.parametrize(
    ("number_format", "sign"),
    [
        ("[$€-2] #,##0.00", "€"),
        ("[$$-409]#,##0.00", "$"),
        ('_-* #,##0.00\\ "€"_-', "€"),
        ('"$"#,##0.00_);("$"#,##0.00)', "$"),
        ("\\$0", "$"),
        ("[$USD] #,##0", "USD"),
        ('#,##0 "EUR"', "EUR"),
        ("[$£-809]#,##0.00;[$€-2]0", "€"),
    ],
)
def test_another_currency_is_told_by_its_sign(number_format, sign):
    assert foreign_sign(number_format) == sign


@pytest.mark.parametrize(
    "number_format",
    [
        *("General", "0.00", "£#,##0.00", "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "[$GBP] 0"),
        *("[$-809]dd mmmm yyyy", "dd/mm/yyyy", "0%", '0 "children"', "@", "[$-409]h:mm AM/PM"),
    ],
)
def test_pounds_and_all_else_are_no_other_currency(number_format):
    assert foreign_sign(number_format) is None
