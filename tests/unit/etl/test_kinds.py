"""What a sender may type into each kind of cell, and what it is taken for."""

from datetime import date

import pytest

from data.kinds import (
    CODE,
    DATE,
    HOURS,
    LABEL,
    MONEY,
    PROFILE,
    QUARTER,
    RATING,
    TEXT,
    YEAR,
    YES_NO,
    YES_NO_UNKNOWN,
    choice,
    integer,
    number,
    several,
)
from etl.schema.kinds.dates import only_us_dates
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.numbers import is_numeric
from etl.schema.kinds.reading import read_cell


def reads(table: str):
    """A test for each line of `what is typed -> what it is read as`."""
    pairs = [line.rsplit("->", 1) for line in table.strip().splitlines()]
    return pytest.mark.parametrize(
        ("typed", "read"), [(typed.strip(), read.strip()) for typed, read in pairs]
    )


def typed(*texts: str):
    return pytest.mark.parametrize("text", texts)


def refusal(kind, text: str) -> FaultError:
    with pytest.raises(FaultError) as told:
        read_cell(kind, text)
    assert told.value.remedy, "whoever is refused is told what to type"
    return told.value


# -- Dates -------------------------------------------------------------------------------------


@reads("""
    2026-07-03            -> 2026-07-03
    2026-7-3              -> 2026-07-03
    2026-07-03 00:00:00   -> 2026-07-03
    2026-07-03T14:30Z     -> 2026-07-03
    03/07/2026            -> 2026-07-03
    3/7/2026              -> 2026-07-03
    3/7/26                -> 2026-07-03
    03.07.2026            -> 2026-07-03
    03-07-2026            -> 2026-07-03
    3 July 2026           -> 2026-07-03
    3 JULY 2026           -> 2026-07-03
    3rd July 2026         -> 2026-07-03
    3rd of July, 2026     -> 2026-07-03
    Friday 3 July 2026    -> 2026-07-03
    Fri, 3 Jul 2026       -> 2026-07-03
    3-Jul-26              -> 2026-07-03
    2026/07/03            -> 2026-07-03
    2026.7.3              -> 2026-07-03
    2026/07/03 09:30:00   -> 2026-07-03
    03/07/2026, 09:30:00  -> 2026-07-03
    2026–07–03            -> 2026-07-03
    3‑July‑2026           -> 2026-07-03
    1 Sept 2025           -> 2025-09-01
    29/02/2028            -> 2028-02-29
""")
def test_a_date_is_read_as_iso_or_day_first(typed, read):
    assert read_cell(DATE, typed) == date.fromisoformat(read)


@typed(
    "31/02/2026",
    "29/02/2026",
    "31 June 2026",
    "2026-13-01",
    "00/01/2026",
    "01/13/2026",
    "2026/25/06",
)
def test_a_day_that_no_calendar_has_is_refused_and_repeated_to_its_sender(text):
    assert refusal(DATE, text).message == f"‘{text}’ is not a day of the calendar."


@reads("""
    2025-10-06T23:00:00.000Z       -> 2025-10-07
    2025-10-06T22:59:59Z           -> 2025-10-06
    2025-10-07T00:00:00+01:00      -> 2025-10-07
    2025-10-07 00:00:00+0100       -> 2025-10-07
    2025-10-06 23:00:00+00         -> 2025-10-07
    2025-10-06 23:00 UTC           -> 2025-10-07
    2025-10-06T23:00Z              -> 2025-10-07
    6 October 2025 23:00 GMT       -> 2025-10-07
    2025-10-07 00:30 BST           -> 2025-10-07
    06/10/2025 19:00:00 GMT-4      -> 2025-10-07
    2025-10-07T08:00:00+10:00      -> 2025-10-06
    2025-10-06T19:00:00−04:00      -> 2025-10-07
    2025-10-25T23:30:00Z           -> 2025-10-26
    2025-10-26T23:30:00Z           -> 2025-10-26
    2026-01-06T23:59:59.999999999Z -> 2026-01-06
    2026-03-28 23:30:00 UTC        -> 2026-03-28
    2026-03-29 23:30:00 UTC        -> 2026-03-30
    2025-08-31T23:00:00Z           -> 2025-09-01
""")
def test_a_time_with_a_zone_is_the_day_that_london_has_then(typed, read):
    assert read_cell(DATE, typed) == date.fromisoformat(read)


@typed(
    "2025-10-06T23:00:00+15:00",
    "2025-10-06T23:00:00 CET",
    "2025-10-06T24:00:00Z",
    "2025-10-06Z",
    "2025-10-06T23:00:00+1",
    "2025-10-07T00:00:00+01:00[Europe/London]",
    "23:00Z",
)
def test_a_time_in_a_zone_that_is_not_known_is_refused_whole(text):
    assert refusal(DATE, text).remedy.startswith("Type the day")


@typed("July 3, 2026", "07/2026", "tomorrow", "3 Juli 2026", "03/07-2026", "3/7/202")
def test_what_is_no_date_is_never_guessed(text):
    assert refusal(DATE, text).remedy == "Type the day first, like 03/07/2026 or 3 July 2026."


@typed("03/07/1899", "2101-01-01", "3 July 0026")
def test_a_date_centuries_away_is_a_slip_of_the_keyboard(text):
    assert "lies in the year" in refusal(DATE, text).message


@pytest.mark.parametrize(
    ("column", "is_us"),
    [
        ("01/31/2026 02/28/2026", True),
        ("01/31/2026 03/04/2026", True),
        ("01/31/2026 2026-02-28", True),
        ("01/31/2026 31/01/2026", False),
        ("03/04/2026 05/06/2026", False),
        ("31/02/2026 30/01/2026", False),
        ("01/32/2026", False),
        ("01/31/2026T09:30 03/04/2026T10:00", True),
        ("01/31/2026T09:30Z", True),
        ("2026-01-31", False),
        ("", False),
    ],
)
def test_a_column_is_american_where_only_the_month_can_stand_first(column, is_us):
    assert only_us_dates(column.split()) is is_us


# -- Money -------------------------------------------------------------------------------------


@reads("""
    1234.5          -> 123450
    1,234.50        -> 123450
    £1,234.50       -> 123450
    £ 1,234.50      -> 123450
    £1 234.50       -> 123450
    0               -> 0
    .5              -> 50
    12.             -> 1200
    (1,250.00)      -> -125000
    (£1,250)        -> -125000
    -£50            -> -5000
    £-50            -> -5000
    −50.25          -> -5025
    - 50            -> -5000
    £10,000,000     -> 1000000000
    -10000000.00    -> -1000000000
    – 50            -> -5000
    12.3400         -> 1234
    1e+05           -> 10000000
""")
def test_pounds_are_read_as_whole_pence(typed, read):
    assert read_cell(MONEY, typed) == int(read)


@reads("""
    0.070000000000000010002  -> 7
    0.30000000000000004      -> 30
    -19.990000000000002      -> -1999
    £1,234.5600000000004     -> 123456
    7.000000000000001E-2     -> 7
    5.551115123125783E-17    -> 0
""")
def test_what_programs_write_beyond_fifteen_digits_is_no_part_of_an_amount(typed, read):
    assert read_cell(MONEY, typed) == int(read)


@typed("1.2E+05", "1E+03")
def test_a_number_of_which_a_spreadsheet_wrote_the_first_digits_only_is_refused(text):
    for kind in (MONEY, number(), integer()):
        assert "first digits" in refusal(kind, text).message


@typed("12.345", "12.340", "12.3400001", "£0.001", "(1.999)")
def test_a_third_decimal_of_money_is_not_rounded_away(text):
    assert "more than two decimals" in refusal(MONEY, text).message


@typed("10,000,000.01", "£11000000", "(10,000,001)")
def test_more_than_ten_million_pounds_is_taken_for_a_slip(text):
    assert refusal(MONEY, text).rule == "money_limit"


@typed("ten", "£", "(50", "50)", "1,23", "1.234,50", "12 50", "$5", "50p", "1e3", "--5")
def test_what_is_no_amount_of_money_is_refused(text):
    assert "not an amount of money" in refusal(MONEY, text).message


# -- Numbers -----------------------------------------------------------------------------------


@reads("""
    12        -> 12
    12.5      -> 12.5
    -3        -> -3
    −3        -> -3
    +3        -> 3
    1,234.5   -> 1234.5
    1 234     -> 1234
    1e3       -> 1000
    .25       -> 0.25
    –3        -> -3
    0.30000000000000004      -> 0.3
    7.000000000000001E-2     -> 0.07
    1.2345E+04               -> 12345
""")
def test_a_number_is_read(typed, read):
    assert read_cell(number(), typed) == float(read)


@typed("twelve", "1,2", "1 2", "12 5", "1.2.3", "12%", "nan", "inf", "٣", "½", "-", "1e999")
def test_what_is_no_number_is_refused(text):
    assert "not a number" in refusal(number(), text).message


@typed("85%", "85 %", "12.5%")
def test_a_percentage_is_never_guessed_to_be_of_a_hundred_or_of_one(text):
    told = refusal(number(), text)
    assert "is a percentage, not a number" in told.message
    assert "where the target is of a hundred" in told.remedy


@typed("n/a", "NA", "None", "Null", "TBC", "-")
def test_a_word_that_stands_for_nothing_known_is_no_blank(text):
    assert "not a number" in refusal(number(), text).message
    assert read_cell(CODE, text) == read_cell(TEXT, text) == text


@typed("1e13", "9999999999999999")
def test_a_number_beyond_any_count_is_refused(text):
    assert "too large" in refusal(number(), text).message


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (number(at_least=0), "-0.1", "‘-0.1’ is below 0."),
        (number(above=0), "0", "‘0’ is not above 0."),
        (integer(at_most=2000), "2001", "‘2001’ is above 2,000."),
        (integer(at_least=1), "0", "‘0’ is below 1."),
    ],
)
def test_a_number_outside_its_bounds_is_told_the_bound(kind, text, message):
    assert refusal(kind, text).message == message


@reads("""
    7      -> 7
    7.0    -> 7
    1,200  -> 1200
    2e2    -> 200
    12.000000000000002 -> 12
    11.999999999999998 -> 12
""")
def test_a_whole_number_may_carry_empty_decimals(typed, read):
    assert read_cell(integer(), typed) == int(read)


@typed("7.5", "0.1")
def test_half_a_child_is_no_whole_number(text):
    assert "not a whole number" in refusal(integer(), text).message


@reads("""
    1      -> 3600
    0.5    -> 1800
    1.25   -> 4500
    12     -> 43200
    0.33   -> 1188
    0.7500000000000001 -> 2700
    12.000000000000002 -> 43200
""")
def test_hours_are_kept_as_whole_seconds(typed, read):
    assert read_cell(HOURS, typed) == int(read)


@typed("1:30", "01:30:00")
def test_a_time_is_told_as_the_hours_that_it_may_mean(text):
    assert "type 1.5," in refusal(HOURS, text).remedy


@typed("46176", "46176.5")
def test_the_number_of_a_day_is_told_with_the_day(text):
    told = refusal(DATE, text)
    assert ("3 Jun" in told.message, "format of the column" in told.remedy) == (True, True)


@typed("0", "-1", "12.01", "13", "0.0001")
def test_a_session_lasts_more_than_nothing_and_at_most_twelve_hours(text):
    assert refusal(HOURS, text)


@pytest.mark.parametrize(
    ("text", "is_it"),
    [("12", True), ("£1,234.50", True), ("(50.00)", True), ("1 234", True), ("Total", False)],
)
def test_a_figure_is_told_from_a_word(text, is_it):
    assert is_numeric(text) is is_it


# -- Words -------------------------------------------------------------------------------------


@typed("yes", "Y", "TRUE", "1", "✓", "✔", " Yes ", "yes.")
def test_many_ways_to_say_yes(text):
    assert read_cell(YES_NO, text) is True
    assert read_cell(YES_NO_UNKNOWN, text) == "yes"


@typed("no", "N", "false", "0", "✗", "✘", "x", "X")
def test_many_ways_to_say_no(text):
    assert read_cell(YES_NO, text) is False
    assert read_cell(YES_NO_UNKNOWN, text) == "no"


@typed("maybe", "not known", "2", "?", "-")
def test_what_is_neither_yes_nor_no_is_refused(text):
    assert "neither yes nor no" in refusal(YES_NO, text).message


@typed("not known", "Unknown", "NOT-KNOWN")
def test_free_school_meals_may_be_not_known(text):
    assert read_cell(YES_NO_UNKNOWN, text) == "not known"


STAGE = choice("before", "mid-term", "SEN support", also={"halfway": "mid-term"})


@reads("""
    BEFORE        -> before
    mid term      -> mid-term
    Mid – Term    -> mid-term
    midterm       -> mid-term
    halfway       -> mid-term
    sen_support   -> SEN support
""")
def test_a_word_of_a_list_matches_without_case_spaces_or_punctuation(typed, read):
    assert read_cell(STAGE, typed) == read


def test_a_word_that_is_not_on_the_list_is_told_the_list():
    told = refusal(STAGE, "after")
    assert told.message == "‘after’ is not one of the words asked for."
    assert told.remedy == "Type one of: before, mid-term, SEN support."


def test_a_long_text_among_words_is_not_repeated_whole():
    assert len(refusal(STAGE, "word " * 500).message) < 120


@reads("""
    website                     -> website
    Website; social media       -> website;social media
    social-media,website        -> social media;website
    website; website;           -> website
""")
def test_several_words_are_kept_once_each_in_their_order(typed, read):
    assert read_cell(several("website", "social media"), typed) == read


def test_one_wrong_word_among_several_is_refused():
    assert "‘radio’" in refusal(several("website"), "website; radio").message


@typed(";", " , ;")
def test_only_separators_are_no_words(text):
    assert refusal(several("website"), text)


@reads("""
    1                            -> 1
    5                            -> 5
    4.0                          -> 4
    strongly disagree            -> 1
    Disagree                     -> 2
    neither                      -> 3
    Neither agree nor disagree   -> 3
    neutral                      -> 3
    not sure                     -> 3
    agree                        -> 4
    STRONGLY AGREE               -> 5
    very poor                    -> 1
    poor                         -> 2
    average                      -> 3
    OK                           -> 3
    fair                         -> 3
    good                         -> 4
    very-good                    -> 5
""")
def test_an_answer_is_a_score_from_1_to_5_in_figures_or_words(typed, read):
    assert read_cell(RATING, typed) == int(read)


@typed("0", "6", "3.5", "-1", "10", "excellent", "no answer", "☺")
def test_any_other_answer_is_refused_not_moved_to_the_nearest(text):
    assert "not a score from 1 to 5" in refusal(RATING, text).message


# -- The hub's calendar, profiles, codes, texts ------------------------------------------------


@reads("""
    2025/26 Q1      -> 2025/26 Q1
    2025/26Q1       -> 2025/26 Q1
    2025-26 q4      -> 2025/26 Q4
    2025/2026 Q 2   -> 2025/26 Q2
    2099/00 Q3      -> 2099/00 Q3
    2025–26 Q1      -> 2025/26 Q1
    2025−2026 Q1    -> 2025/26 Q1
    2025‑26‑Q1      -> 2025/26 Q1
    2025 — 26 – Q1  -> 2025/26 Q1
    2025‒26 Q1​      -> 2025/26 Q1
""")
def test_a_quarter_of_an_academic_year_is_read(typed, read):
    assert read_cell(QUARTER, typed) == read


@typed("2025/26", "Q1", "2025/27 Q1", "2025/26 Q5", "Autumn 2025", "2025/26 Q٢", "Q1 2025/26")
def test_what_is_no_quarter_is_told_how_to_write_one(text):
    assert refusal(QUARTER, text).remedy == "Write it like 2025/26 Q1."


@reads("""
    2025/26     -> 2025/26
    2025-26     -> 2025/26
    2025/2026   -> 2025/26
    2099/00     -> 2099/00
    2025–26     -> 2025/26
    2025‐2026   -> 2025/26
""")
def test_an_academic_year_is_read(typed, read):
    assert read_cell(YEAR, typed) == read


@typed("2025", "2025/27", "25/26", "2026/25")
def test_what_is_no_academic_year_is_told_how_to_write_one(text):
    assert refusal(YEAR, text).remedy == "Write it like 2025/26."


@reads("""
    20;50;80;100         -> 20;50;80;100
    20%; 50%; 80%; 100%  -> 20;50;80;100
    0;0;100              -> 0;0;100
    33.3;66.6;100        -> 33.3;66.6;100
    100                  -> 100
""")
def test_a_profile_is_the_share_reached_by_each_quarters_end(typed, read):
    assert read_cell(PROFILE, typed) == read


@typed("50;20", "-5;100", "50;120", "half;all", ";", "20,50,80")
def test_a_profile_neither_falls_nor_passes_a_hundred(text):
    assert refusal(PROFILE, text)


@typed("007", "A-0231", "Zoë", "x" * 32)
def test_a_code_is_kept_as_it_was_typed(text):
    assert read_cell(CODE, text) == text


@pytest.mark.parametrize(("kind", "longest"), [(CODE, 32), (LABEL, 200), (TEXT, 4000)])
def test_a_text_has_a_longest_length(kind, longest):
    assert read_cell(kind, "x" * longest) == "x" * longest
    assert f"at most {longest:,} characters" in refusal(kind, "x" * (longest + 1)).remedy


@pytest.mark.parametrize("kind", [CODE, LABEL, TEXT, MONEY, DATE], ids=lambda kind: kind.name)
@typed("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#BUSY!", "Err:502")
def test_an_error_of_the_spreadsheet_is_never_taken_for_text(kind, text):
    with pytest.raises(FaultError, match="The cell shows the error") as told:
        read_cell(kind, text)
    assert told.value.rule == "error_cell"


@pytest.mark.parametrize("kind", [CODE, LABEL, TEXT, MONEY, DATE], ids=lambda kind: kind.name)
def test_what_stands_for_a_column_too_narrow_is_never_taken_for_text(kind):
    told = refusal(kind, "#######")
    assert (told.rule, "too narrow" in told.message) == ("error_cell", True)


def test_a_text_about_an_error_is_a_text():
    assert read_cell(TEXT, "The sheet showed #REF! in May") == "The sheet showed #REF! in May"


# -- The bounds that a kind states -------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [
        (HOURS, ("0.01", "12"), ("0", "12.01")),
        (RATING, ("1", "5"), ("0", "6", "1.5")),
        (MONEY, ("-10000000", "10000000", "0.01"), ("10000000.01", "0.001")),
        (integer(at_least=1, at_most=2000), ("1", "2000"), ("0", "2001", "1.5")),
        (number(above=0), ("0.001",), ("0", "-1")),
        (CODE, ("x" * 32,), ("x" * 33,)),
        (LABEL, ("x" * 200,), ("x" * 201,)),
        (TEXT, ("x" * 4000,), ("x" * 4001,)),
    ],
)
def test_what_a_kind_states_of_itself_is_what_it_reads(kind, inside, outside):
    for text in inside:
        read_cell(kind, text)
        assert states(kind, text)
    for text in outside:
        refusal(kind, text)
        assert not states(kind, text)


def states(kind, text: str) -> bool:
    """Whether a text keeps the bounds that its kind states."""
    if kind.longest:
        return len(text) <= kind.longest
    value = float(text)
    return not (
        (kind.at_least is not None and value < kind.at_least)
        or (kind.above is not None and value <= kind.above)
        or (kind.at_most is not None and value > kind.at_most)
        or (kind.decimals is not None and round(value, kind.decimals) != value)
    )


@pytest.mark.parametrize("typed", [*(f"O{dash}1" for dash in "‐‑‒–—―−⁃"), "O-1\u200b", "\ufeffO-1"])
def test_a_code_has_plain_hyphens_and_nothing_unseen(typed):
    assert read_cell(CODE, typed) == "O-1"


def test_a_code_of_nothing_that_can_be_seen_is_none():
    with pytest.raises(FaultError):
        read_cell(CODE, "\u200b")
