"""Exports: the page's numbers as files, never a formula."""

import csv
import io
from urllib.parse import urljoin

import openpyxl
import pytest

from dashboard.web.export import TABLES
from tests.support.small_hub import ask
from tests.support.small_hub import told as shown


def lines(answer) -> list[str]:
    return answer.get_data().decode("utf-8-sig").splitlines()


def test_every_table_comes_as_csv_and_as_workbook(client):
    for name in TABLES:
        for ending in ("csv", "xlsx"):
            answer = client.get(f"/export/{name}.{ending}?quarter=2025/26+Q1")
            assert answer.status_code == 200, (name, ending)
            assert f'filename="{name}.{ending}"' in answer.headers["Content-Disposition"]


def test_every_csv_begins_with_headings_that_differ(client):
    for name in TABLES:
        heading, *rows = csv.reader(lines(client.get(f"/export/{name}.csv")))
        assert len(set(heading)) == len(heading), name
        assert all(heading), name
        assert {len(row) for row in rows} <= {len(heading)}, name


def metadata_of(client, address: str) -> tuple[str, dict]:
    """Where a CSV says that its metadata lies, and what they say."""
    link = client.get(address).headers["Link"]
    assert link.endswith('>; rel="describedby"; type="application/csvm+json"')
    beside = urljoin(address, link[1 : link.index(">")])
    answer = client.get(beside)
    assert (answer.status_code, answer.mimetype) == (200, "application/csvm+json")
    return beside, answer.get_json(force=True)


def test_every_csv_leads_to_metadata_that_name_its_columns(client):
    for name in TABLES:
        address = f"/export/{name}.csv"
        beside, said = metadata_of(client, address)
        assert urljoin(beside, said["url"]) == address
        heading = next(csv.reader(lines(client.get(address))))
        assert [column["titles"] for column in said["tableSchema"]["columns"]] == heading


def test_metadata_are_of_what_was_chosen(client):
    address = "/export/headlines-by-area.csv?area=luton&quarter=2024/25+Q4"
    beside, said = metadata_of(client, address)
    assert urljoin(beside, said["url"]) == address
    assert said["dc:publisher"] == "BLMK Music Hub"
    assert "Luton Music Service · 2024/25 Q4" in said["dc:description"]
    assert next(iter(lines(client.get(address)))).startswith("Area,Children reached")


def test_what_an_address_adds_cannot_leave_the_link(client):
    link = client.get('/export/partners.csv?q=%22><"é').headers["Link"]
    assert link.count(">") == 1
    assert link.isascii()


def test_text_that_looks_like_a_formula_is_text(client):
    assert any(
        line.startswith("'=Formula Brass,") for line in lines(client.get("/export/partners.csv"))
    )
    book = openpyxl.load_workbook(io.BytesIO(client.get("/export/partners.xlsx").data))
    cells = {cell.value: cell.data_type for row in book["Figures"].rows for cell in row}
    assert cells["=Formula Brass"] == "s"


def test_money_is_exported_in_pounds_as_numbers(client):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/export/funds-by-area.xlsx").data))
    bedford = next(row for row in book["Figures"].values if row[0] == "Bedford")
    assert isinstance(bedford[1], int | float)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/export/none.csv", 404),
        ("/export/partners.exe", 404),
        ("/export/partners.csv?area=lutton", 404),
        ("/export/none.csv-metadata.json", 404),
        ("/export/partners.json", 404),
        ("/export/partners.csv-metadata.json?area=lutton", 404),
        ("/export/../app.csv", 404),
    ],
)
def test_what_cannot_be_exported_says_so(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status


def test_a_lead_exports_the_partners_of_their_areas_only(client):
    client.post("/who", data={"as": "lead:luton"})
    told = "\n".join(lines(client.get("/export/partners.csv")))
    client.post("/who", data={"as": "executive"})
    assert "Tallow Strings" in told
    assert "Oakmoss" not in told


def problems_told(client, role: str) -> str:
    client.post("/who", data={"as": role})
    told = "\n".join(lines(client.get("/export/problems.csv")))
    page = shown(ask(client, "data"))
    client.post("/who", data={"as": "executive"})
    assert ("oakmoss.xlsx" in told) == ("oakmoss.xlsx" in page)
    return told


def test_files_of_one_name_keep_the_problems_of_each(client):
    told = problems_told(client, "executive")
    assert told.count("oakmoss.xlsx,Progress,B2,Error,") == 2
    assert "‘forty’ is not a number." in told
    assert "‘fifty’ is not a number." in told


def test_a_lead_exports_the_problems_of_their_areas_only(client):
    assert "oakmoss" not in problems_told(client, "lead:luton")
    assert "‘forty’" in problems_told(client, "lead:bedford")


def test_the_oversight_committee_exports_what_is_wrong_without_what_was_typed(client):
    told = problems_told(client, "oversight")
    assert told.count("oakmoss.xlsx,Progress,B2,Error,This is not a number as asked for.") == 2
    assert "forty" not in told
