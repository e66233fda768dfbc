"""What people send is text wherever it goes: no export holds a cell that a spreadsheet computes."""

import csv
import io
import re
from html import unescape
from urllib.parse import quote

import openpyxl
import pytest
from sqlalchemy import select

from dashboard.domain.viewer import COMMAND_LINE
from dashboard.web.downloads.csv_file import FORMULA_STARTS
from dashboard.web.export import TABLES
from data.registers import REGISTERS
from data.warehouse.engine import existing_warehouse, reading
from data.warehouse.tables import load_sheet
from etl.sources import SOURCES
from tests.support.runnable_texts import FOR_SPREADSHEETS, TEXTS
from tests.support.small_hub import app_over, become

COMPUTED = [text.strip() for text in FOR_SPREADSHEETS.values()]


@pytest.fixture(scope="module")
def app(runnable_hub):
    return app_over(runnable_hub)


@pytest.fixture(scope="module")
def officer(app):
    return become(app.server.test_client(), "officer")


def test_a_row_of_every_text_stands_in_every_register(app):
    with app.server.extensions["store"].open(COMMAND_LINE) as session:
        rows = session.snapshot().registers.rows
    assert {key: len(rows[key]) for key in REGISTERS} == dict.fromkeys(REGISTERS, len(TEXTS))


def test_of_every_sheet_rows_were_loaded_and_rows_were_refused(runnable_hub):
    with reading(existing_warehouse(f"sqlite:///{runnable_hub}")) as connection:
        sheets = connection.execute(select(load_sheet)).all()
    assert {sheet.source for sheet in sheets if sheet.loaded} == SOURCES.keys()
    assert {sheet.source for sheet in sheets if sheet.rejected} == SOURCES.keys()
    assert {text.sheet_name.strip() for text in TEXTS} <= {sheet.sheet.strip() for sheet in sheets}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.words)
def test_a_partner_has_a_page_whatever_its_code_holds(officer, text):
    address = f"/partner/{quote(text.kept_code('partners'), safe='')}"
    assert officer.get(address).status_code == 200
    assert officer.get(f"{address}Z").status_code == 404


def csv_cells(answer) -> list[str]:
    assert answer.status_code == 200
    lines = io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")
    return [cell for row in csv.reader(lines) for cell in row]


def is_computed(cell: str) -> bool:
    """Whether a spreadsheet computes a cell of a CSV; a number is none that is computed."""
    return cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"[+-]?[\d.]+", cell)


def workbook_cells(answer) -> list:
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def computed(answer) -> list:
    """The cells of a workbook that a spreadsheet computes, or that lead elsewhere."""
    return [c.value for c in workbook_cells(answer) if c.data_type == "f" or c.hyperlink]


def tells_a_text(cells: list[str]) -> bool:
    return any(cell.removeprefix("'").startswith(tuple(COMPUTED)) for cell in cells)


@pytest.fixture(scope="module")
def tables(officer):
    """By name the cells of every table as CSV."""
    return {name: csv_cells(officer.get(f"/export/{name}.csv")) for name in TABLES}


def test_no_csv_holds_a_cell_that_a_spreadsheet_computes(tables):
    assert {
        name: cell for name, cells in tables.items() for cell in cells if is_computed(cell)
    } == {}


def test_every_text_stands_in_some_csv_marked_as_text(tables):
    cells = {cell for cells in tables.values() for cell in cells}
    assert [text for text in COMPUTED if not any(c.startswith(f"'{text}") for c in cells)] == []


def test_no_workbook_of_a_table_holds_a_formula_or_a_link(officer, tables):
    """Those whose CSV tells one of the texts: the same rows."""
    names = [name for name, cells in tables.items() if tells_a_text(cells)]
    assert len(names) > 20
    for name in names:
        answer = officer.get(f"/export/{name}.xlsx")
        assert computed(answer) == [], name
        texts = [cell.value for cell in workbook_cells(answer) if cell.data_type == "s"]
        assert tells_a_text(texts), name


@pytest.fixture(scope="module")
def workbooks(officer) -> dict:
    """By address the answers of workbooks to correct, and of one to fill in for each agreement."""
    pages = "".join(officer.get(path).get_data(as_text=True) for path in ("/data", "/reminders"))
    links = sorted(map(unescape, re.findall(r'href="(/workbook/[^"]*)"', pages)))
    one_of_each = {re.sub(r"&quarter=.*", "", link): link for link in links}.values()
    return {link: officer.get(link) for link in one_of_each}


def test_no_workbook_to_fill_in_or_to_correct_holds_a_formula(workbooks):
    assert len(workbooks) >= 2 * len(TEXTS)
    for link, answer in workbooks.items():
        assert computed(answer) == [], link
    cells = (cell for answer in workbooks.values() for cell in workbook_cells(answer))
    assert tells_a_text([cell.value for cell in cells if cell.data_type == "s"])


def test_a_download_has_a_name_that_ends_where_it_should(workbooks):
    for answer in workbooks.values():
        disposition = answer.headers["Content-Disposition"]
        assert re.fullmatch(r'attachment; filename="[^"\r\n]+"', disposition), disposition
