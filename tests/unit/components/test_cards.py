"""Cards: what needs attention, and a chart with its words, its numbers and their files."""

from dashboard.components.cards.attention import attention, counted
from dashboard.components.cards.chart_card import area_key, chart_card, plain_chart
from dashboard.components.tables.table import Column, Table, exports
from dashboard.policy.flag import gravest, to_talk_to
from tests.support.drawn_flags import flag
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn

TABLE = Table("Money by area", (Column("Area"), Column("Paid", "pence")), [("Luton", 120000)])
FIGURE = {"data": [], "layout": {"height": 300}}


def test_attention_counts_each_kind_and_names_the_gravest_with_its_partner():
    page = drawn(attention([flag("return_overdue"), flag("objectives_unmet")]))
    assert words(page).index("Objectives unmet") < words(page).index("Return overdue")
    assert "1 Concern 1 Due for review" in words(page)
    assert "/partner/P-1" in str(page)


def test_a_kind_leads_to_its_place_among_the_flags():
    assert "/flags#review" in str(drawn(counted([flag("return_overdue")])))


def test_nothing_raised_is_said():
    assert words(drawn(attention([]))) == "No flag is raised for what is chosen."


def test_of_one_kind_the_graver_comes_before_the_older():
    light, grave = flag("return_overdue"), flag("return_overdue", severity=2)
    assert gravest([light, grave]) == [grave, light]
    assert gravest([light, grave], 1) == [grave]


def test_what_the_hub_can_put_right_is_no_reason_to_talk():
    assert to_talk_to([flag("payment_late")]) == set()
    assert to_talk_to([flag("payment_late"), flag("return_overdue")]) == {"P-1"}


def test_a_chart_says_its_summary_to_those_who_cannot_see_it():
    page = drawn(chart_card("Paid", "Luton leads.", FIGURE, TABLE, "/export/paid?area=luton"))
    assert "'aria-label': 'Chart: Paid. Luton leads.'" in str(page)
    assert "Show the numbers" in words(page)
    assert "£1,200" in words(page)


def test_a_chart_with_its_table_beneath_it_does_not_repeat_the_numbers():
    assert "Show the numbers" not in words(drawn(plain_chart("Paid", "Luton leads.", FIGURE)))


def test_a_table_comes_as_csv_with_its_metadata_and_as_workbook_for_the_same_choice():
    links = str(drawn(exports("/export/paid?area=luton")))
    assert "/export/paid.csv?area=luton" in links
    assert "/export/paid.xlsx?area=luton" in links
    assert "/export/paid.csv-metadata.json?area=luton" in links


def test_the_key_names_every_area_and_the_hub():
    assert words(drawn(area_key())).endswith("Milton Keynes Hub-wide")
