"""`python -m dashboard`: JSON for programs, a table for people, one line for a mistake."""

import json
from datetime import date

import pytest

from dashboard.__main__ import main
from tests.builder import children


@pytest.fixture
def address(hub, monkeypatch):
    monkeypatch.setenv("HUB_TODAY", "2026-01-15")
    hub.agreement()
    hub.returned(attendance=children(23), spending="kind | category | pence\nspend | staff | 100")
    hub.store()
    return hub.engine.url.render_as_string(hide_password=False)


def told(capsys, *words) -> dict:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_kpis_in_json(address, capsys):
    found = told(capsys, "kpis", "--quarter", "2025/26 Q1", "--area", "luton", "--db", address)
    assert (found["quarter"], found["area"], found["span"]) == ("2025/26 Q1", "luton", "quarter")
    kpi = next(kpi for kpi in found["kpis"] if kpi["key"] == "children_reached")
    assert (kpi["beside"], kpi["beside_state"]) == ({"headcount": 0}, {"headcount": "ok"})
    assert kpi | {"note": "", "beside": {}, "beside_state": {}} == {
        "key": "children_reached",
        "theme": "schools",
        "value": 25,
        "numerator": 25,
        "denominator": None,
        "unit": "count",
        "state": "ok",
        "rag": "grey",
        "target": None,
        "coverage": {"received": 1, "due": 1},
        "beside": {},
        "beside_state": {},
        "note": "",
    }


def test_without_an_area_the_answer_is_for_everything(address, capsys):
    assert told(capsys, "kpis", "--quarter", "2025/26 Q1", "--db", address)["area"] is None


def test_flags_in_json(address, capsys):
    found = told(capsys, "flags", "--on", "2026-04-01", "--db", address)
    assert found["on"] == "2026-04-01"
    flag = next(flag for flag in found["flags"] if flag["rule"] == "return_overdue")
    assert (flag["agreement_code"], flag["partner_code"], flag["area"]) == ("A-1", "P-1", "luton")
    assert (flag["kind"], flag["clause"], flag["state"]) == ("review", "monitoring", "raised")
    assert flag["since"] == "2026-03-29"
    assert flag["evidence"][0]["period"] == "2025/26 Q2"
    assert flag["clears_when"]


def test_funds_in_json(address, capsys):
    found = told(capsys, "funds", "--year", "2025/26", "--db", address)
    luton = next(fund for fund in found["funds"] if fund["area"] == "luton")
    assert found["year"] == luton["year"] == "2025/26"
    assert (luton["allocated_pence"], luton["paid_pence"], luton["spent_pence"]) == (0, 0, 100)


@pytest.mark.parametrize(
    "words",
    [("kpis", "--quarter", "2025/26 Q1"), ("flags",), ("funds", "--year", "2025/26")],
    ids=lambda words: words[0],
)
def test_people_read_a_table(address, capsys, words):
    assert main([*words, "--db", address]) == 0
    assert "┃" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("kpis", "--quarter", "2025/26"), "Write it like 2025/26 Q1."),
        (("kpis", "--quarter", "2025/26 Q1", "--area", "narnia"), "Choose one of: bedford"),
        (("kpis", "--quarter", "2025/26 Q1", "--activity", "chess"), "Choose one of: whole class"),
        (("flags", "--on", "15/01/2026"), "Write a date like 2026-01-15."),
        (("funds", "--year", "2025"), "Write it like 2025/26."),
        (("flags", "--db", "/nowhere/at-all.db"), "python -m etl load"),
        (("flags", "--db", "postgresql://localhost:1/none"), "Check the address"),
        (("flags", "--db", "nonsense://x"), "The database address cannot be read."),
        (("dance",), "invalid choice"),
    ],
)
def test_a_mistake_is_told_in_one_line(capsys, words, remedy):
    try:
        status = main([*words])
    except SystemExit as stopped:
        status = stopped.code
    out, err = capsys.readouterr()
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert remedy in err


def test_restatements_in_json_name_the_figure_as_pages_round_it(address, capsys, hub):
    late = date(2026, 1, 5)
    hub.agreement("A-2", partner_code="P-2", area="Bedford")
    hub.returned("A-2", received_on=late, attendance=children(41, partner="P-2"))
    hub.store()
    found = told(capsys, "restatements", "--area", "bedford", "--db", address)
    assert (found["quarter"], found["area"]) == (None, "bedford")
    (entry,) = [one for one in found["restatements"] if one["kpi"] == "children_reached"]
    assert entry == {
        "kpi": "children_reached",
        "area": "bedford",
        "quarter": "2025/26 Q1",
        "day": "2026-01-05",
        "before": {"state": "missing", "shown": "missing"},
        "after": {"state": "ok", "shown": "40"},
        "causes": [
            {
                "what": "return",
                "agreement_code": "A-2",
                "area": "bedford",
                "file": "drawn.xlsx",
            }
        ],
    }


def test_restatements_for_people_say_so_where_nothing_changed(address, capsys):
    assert main(["restatements", "--quarter", "2025/26 Q1", "--db", address]) == 0
    told_people = capsys.readouterr().out
    assert told_people == "No figure of a closed quarter has changed for this choice.\n"
