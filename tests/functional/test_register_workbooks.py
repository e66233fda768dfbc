"""Blank workbooks of the registers: what is typed as they ask loads, what was typed stays."""

import io
from datetime import date

import openpyxl
import pytest

from data.registers import REGISTERS
from etl.__main__ import main
from etl.sources import SOURCES
from etl.templates.issued_workbook import NotGivenError
from etl.templates.older_workbook import older_workbook
from etl.templates.register_workbook import register_workbook
from tests import support
from tests.support.drawn_sheets import TODAY, Hub

DAY = date.fromisoformat(TODAY)
KNOWN = {"partners": support.PARTNERS, "agreements": support.AGREEMENTS}


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    return hub


def opened(key):
    return openpyxl.load_workbook(io.BytesIO(register_workbook(key, DAY).data))


@pytest.mark.parametrize("key", REGISTERS)
def test_every_register_has_one_with_its_headings_guidance_and_checks(key):
    source, book = SOURCES[key], opened(key)
    assert book.sheetnames == ["Read me", source.sheet]
    sheet = book[source.sheet]
    assert [cell.value for cell in sheet[1]] == [column.header for column in source.columns]
    rules = {
        letter: rule
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for letter in [openpyxl.utils.get_column_letter(area.min_col)]
        if (area.min_row, area.max_row) == (2, 20_000)
    }
    assert len(rules) == len(source.columns)
    for column, rule in zip(source.columns, rules.values(), strict=True):
        assert rule.prompt.startswith("Needed in every row.") == column.required
        words = column.kind.choices if not column.kind.may_be_several else ()
        is_short = 0 < len(",".join(words)) <= 255
        assert (rule.type == "list") == is_short
        assert is_short or not words or "The words are on sheet Read me." in rule.prompt
    told = dict(book["Read me"].iter_rows(min_row=2, values_only=True))
    assert told["What it is"] == source.sentence
    for column in source.columns:
        assert all(word in told[column.header] for word in column.kind.choices)


def test_what_is_typed_as_it_asks_loads(hub):
    book = opened("schools")
    for at, value in enumerate(("100001", "Thornfield Primary", "Luton", "primary", 210), start=1):
        book["Schools"].cell(2, at, value)
    saved = io.BytesIO()
    book.save(saved)
    report = hub.send("schools.xlsx", saved.getvalue())
    assert (report.status, report.problems) == ("loaded", ())
    assert {sheet.source: sheet.loaded for sheet in report.sheets if sheet.source} == {"schools": 1}


def test_a_blank_one_that_is_sent_changes_nothing(hub):
    before = hub.everything()["dim_partner"]
    report = hub.send("partners.xlsx", register_workbook("partners", DAY).data)
    assert (report.status, report.total("rejected")) == ("loaded", 0)
    assert hub.everything()["dim_partner"] == before


@pytest.mark.parametrize("key", KNOWN)
def test_a_register_as_it_came_put_into_the_workbook_is_the_same_register(hub, key):
    older = older_workbook(f"{key}.csv", support.csv_bytes(KNOWN[key]))
    made = register_workbook(key, DAY, older)
    report = hub.send("again.xlsx", made.data)
    assert (made.left_out, report.total("unchanged"), report.total("loaded")) == ((), 2, 0)


def test_rows_of_another_register_are_told_and_left_where_they_are():
    older = older_workbook("partners.csv", support.csv_bytes(support.PARTNERS))
    made = register_workbook("schools", DAY, older)
    assert made.left_out == ("Sheet Partners, 2 rows: it is no part of Schools.",)


def test_codes_of_other_registers_and_words_for_one_are_said(hub):
    prompts = {
        rule.prompt for rule in opened("agreements")["Agreements"].data_validations.dataValidation
    }
    assert any("It must stand in Partners." in prompt for prompt in prompts)
    assert "like 2025/26." in dict(opened("allocations")["Read me"].values)["Year"]


def test_a_register_that_there_is_not_is_refused_with_those_that_there_are():
    with pytest.raises(NotGivenError) as refused:
        register_workbook("school", DAY)
    assert "There is no register ‘school’. The nearest is schools." in str(refused.value)
    assert "give the quarter as well" in str(refused.value)


def test_the_command_gives_a_register_where_no_quarter_is_said(hub, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUB_TODAY", TODAY)
    address = hub.engine.url.render_as_string(hide_password=False)
    assert main(["template", "Schools", "--db", address]) == 0
    assert capsys.readouterr().out == "The workbook to fill in is schools.xlsx.\n"
    assert main(["template", "A-1", "--db", address]) == 2
    assert "There is no register ‘A-1’." in capsys.readouterr().err
