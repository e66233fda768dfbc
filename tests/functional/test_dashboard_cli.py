"""`python -m dashboard`: JSON for programs, a table for people, one line for a mistake."""

import json
from datetime import date
from pathlib import Path

import pytest

from dashboard.__main__ import main
from data.warehouse.engine import writing
from data.warehouse.tables import journal
from tests.support.hub_builder import children


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


def test_kpis_in_json(address, capsys, exact):
    found = told(capsys, "kpis", "--quarter", "2025/26 Q1", "--area", "luton", "--db", address)
    assert (found["quarter"], found["area"], found["span"]) == ("2025/26 Q1", "luton", "quarter")
    kpi = next(kpi for kpi in found["kpis"] if kpi["key"] == "children_reached")
    assert (kpi["beside"], kpi["beside_state"]) == ({"headcount": 0}, {"headcount": "ok"})
    assert kpi | {"note": "", "beside": {}, "beside_state": {}} == {
        "key": "children_reached",
        "theme": "schools",
        "value": 23,
        "numerator": 23,
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


def test_restatements_in_json_name_the_figure_as_pages_do(address, capsys, hub, exact):
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
        "after": {"state": "ok", "shown": "41"},
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


def test_a_backtest_in_json(address, capsys, hub):
    said = "score | times\n5 | 13\n1 | 7"
    for quarter in ("2024/25 Q3", "2024/25 Q4"):
        hub.returned("A-1", quarter, satisfaction=said)
    hub.agreement("A-2", starts_on=date(2024, 9, 1))
    for quarter in ("2024/25 Q3", "2024/25 Q4"):
        hub.returned("A-2", quarter, satisfaction=said)
    hub.store()
    tried = ("--set", "quality_floor=70%", "--from", "2024/25 Q4", "--to", "2024/25 Q4")
    found = told(capsys, "backtest", *tried, "--db", address)
    assert found == {
        "set": {"quality_floor": 0.7},
        "in_force": {"quality_floor": [0.6]},
        "quarters": ["2024/25 Q4"],
        "area": None,
        "rules": ["quality_below_standard"],
        "changes": [
            {
                "quarter": "2024/25 Q4",
                "on": "2025-09-28",
                "rule": "quality_below_standard",
                "agreement_code": code,
                "partner_code": "P-1",
                "area": "luton",
                "was": "clear",
                "would_be": "raised",
                "outcome": "raised",
                "heavier": 0,
            }
            for code in ("A-1", "A-2")
        ],
        "kept": [],
        "ratings": [],
        "totals": {"raised": 2, "lost": 0, "otherwise": 0, "kept": 0},
    }


def test_the_quality_of_flags_in_json(address, capsys):
    found = told(capsys, "quality", "--area", "luton", "--db", address)
    assert (found["quarters"], found["area"], found["noisy"]) == (["2025/26 Q1"], "luton", [])
    by_rule = {one.pop("rule"): one for one in found["rules"]}
    assert by_rule["award_not_approved"] == {
        "raised": 1,
        "acted_on": 0,
        "dismissed": 0,
        "cleared_by_itself": 0,
        "still_standing": 1,
        "noisy": False,
    }


def test_people_read_a_backtest_as_tables_and_a_sentence(address, capsys):
    words = ("--set", "decision_report_days=30", "--set", "target.attendance_rate=99%")
    assert main(["backtest", *words, "--db", address]) == 0
    told_people = " ".join(capsys.readouterr().out.split())
    assert "With 30 days instead of 90 days" in told_people
    assert main(["quality", "--db", address]) == 0
    told_people = " ".join(capsys.readouterr().out.split())
    assert "flags went up over one quarter; no rule is noisy, which it can be from 5" in told_people


@pytest.mark.parametrize(
    ("words", "remedies"),
    [
        (("--set", "quality_flor=0.6"), ["The nearest is ‘quality_floor’."]),
        (("--set", "quality_floor=2"), ["quality_floor may be from 0 to 1; 2 lies outside."]),
        (("--set", "quality_floor=0.6", "--from", "2001/02 Q1"), ["Nothing is known of 2001/02"]),
        (("--set", "quality_floor=0.6", "--to", "2025/26 Q2"), ["not due until the end of 28"]),
        (("--set", "quality_floor=0.6", "--to", "soon"), ["‘soon’ is not a quarter."]),
        (("--set", "risk_score=0", "--to", "soon"), ["from 1 to 25", "‘soon’ is not a quarter."]),
        (("--set", "risk_score=9", "--set", "risk_score=8"), ["risk_score is given twice"]),
        (("--set", "quality_floor"), ["Write quality_floor=0.65."]),
        (("--set", "quality_floor=0.6", "--area", "narnia"), ["Choose one of: bedford"]),
        ((), ["required: --set"]),
    ],
)
def test_what_cannot_be_tried_is_told_in_one_line(address, capsys, words, remedies):
    try:
        status = main(["backtest", *words, "--db", address])
    except SystemExit as stopped:
        status = stopped.code
    out, err = capsys.readouterr()
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert [remedy for remedy in remedies if remedy not in err] == []


MINUTES = """
[[journal]]
act = "review"
agreement = "A-1"
held_on = 2026-01-10
outcome = "continue"

[[journal]]
act = "review"
agreement = "A-9"
held_on = 2026-01-10

[[journal]]
act = "settings"
values = { quality_floor = 0.65 }
in_force_from = 2026-02-01
adopted_on = 2026-01-14
why = "Partners agreed to aim higher."
"""


@pytest.fixture
def minutes(address, tmp_path, monkeypatch):
    (tmp_path / "hub.key").write_bytes(b"k" * 32)
    monkeypatch.setenv("HUB_KEY_FILE", str(tmp_path / "hub.key"))
    monkeypatch.setenv("HUB_ARCHIVE", str(tmp_path / "archive"))
    path = tmp_path / "minutes.toml"
    path.write_text(MINUTES)
    return str(path)


def test_minutes_are_entered_one_by_one_and_what_is_wrong_is_told(address, minutes, capsys):
    assert main(["journal", "enter", minutes, "--db", address]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == ["Journal, entry 1: review", "Journal, entry 2: settings"]
    assert said.err == "2. review was not entered: There is no agreement ‘A-9’.\n"
    listed = told(capsys, "journal", "list", "--db", address)["entries"]
    assert [entry["act"] for entry in listed] == ["settings", "review"]
    assert listed[0]["said"]["values"] == {"quality_floor": 0.65}
    assert main(["journal", "list", "--agreement", "A-1", "--db", address]) == 0
    assert "Review held" in capsys.readouterr().out


def test_a_journal_is_whole_until_somebody_alters_it(hub, address, minutes, capsys):
    main(["journal", "enter", minutes, "--db", address])
    capsys.readouterr()
    assert told(capsys, "journal", "verify", "--db", address) == {"entries": 2, "findings": []}
    with writing(hub.engine) as connection:
        connection.execute(journal.update().values(role="officer"))
    assert main(["journal", "verify", "--db", address]) == 1
    assert "Entry 1 has been altered" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "why"), [("journal = 3", "no file of entries"), ("[[journal", "no file of entries")]
)
def test_what_is_no_file_of_entries_is_told_in_one_line(address, minutes, text, why, capsys):
    Path(minutes).write_text(text)
    assert main(["journal", "enter", minutes, "--db", address]) == 2
    assert why in capsys.readouterr().err
    assert main(["journal", "enter", minutes + ".not", "--db", address]) == 2
    assert "cannot be read: No such file" in capsys.readouterr().err


def test_a_journal_without_the_key_says_where_it_is_made(address, minutes, capsys, monkeypatch):
    monkeypatch.setenv("HUB_KEY_FILE", minutes + ".key")
    assert main(["journal", "verify", "--db", address]) == 2
    assert "It is made by the first load" in capsys.readouterr().err
