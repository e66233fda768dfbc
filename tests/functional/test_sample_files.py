"""The sample goes through the same door as anything else; broken files are told why."""

import json
from collections import defaultdict
from datetime import date

import pytest

from dashboard.domain.viewer import COMMAND_LINE
from dashboard.store import Store
from data.settings import settings_from
from data.warehouse.engine import existing_warehouse
from etl.__main__ import main
from etl.sample import broken, registry, returns
from etl.sample.hub import SampleHub
from tests.support.sessions import ask

TODAY = date(2026, 1, 15)
EVERY = 3  # of the first quarter's returns, which need no earlier ones


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The registers, some returns and every broken file, each in a folder of its own."""
    folder, hub = tmp_path_factory.mktemp("sample"), SampleHub(TODAY, 1, 2024)
    for name in ("registers", "returns", "broken"):
        folder.joinpath(name).mkdir()
    registry.write(folder / "registers", hub)
    sent = list(returns.returns(hub))
    for found in [found for found in sent if found.quarter == hub.quarters[0]][::EVERY]:
        returns.write(folder / "returns", found)
    for found in sent:
        broken.write(folder / "broken", found)
    return folder


@pytest.fixture
def load(tmp_path, monkeypatch, capsys):
    """Load folders into a warehouse of its own; gives the report's files by name."""
    monkeypatch.setenv("HUB_TODAY", TODAY.isoformat())

    def run(*folders):
        database = f"sqlite:///{tmp_path / 'warehouse.db'}"
        main(["load", "--backfill", "--json", "--db", database, *map(str, folders)])
        return {file["name"]: file for file in json.loads(capsys.readouterr().out)["files"]}

    return run


def test_registers_and_whole_returns_load_without_a_problem(sample, load):
    files = load(sample / "registers", sample / "returns")
    assert {f["name"]: f["problems"][:1] for f in files.values() if f["status"] != "loaded"} == {}
    assert [problem for file in files.values() for problem in file["problems"]] == []


def test_each_broken_file_is_told_what_is_wrong_with_it(sample, load):
    files = load(sample / "registers", sample / "broken")
    told = {_fault(name): _rules(file) for name, file in files.items() if _fault(name)}
    meant = {
        "unknown-agreement": "unknown_agreement",
        "wrong-count": "row_count",
        "no-session-date": "missing_column",
        "american-dates": "us_dates",
        "dates-of-birth": "personal_data",
        "lost-formulas": "error_cell",
        "answers-twice": "duplicate_key",
        "outside-the-quarter": "outside_quarter",
    }
    assert meant.keys() == broken.FAULTS.keys()
    assert {fault: rule for fault, rule in meant.items() if rule not in told[fault]} == {}


TOLD_BY_REGISTERS = {  # which parts of the story raise which rule, without any return
    "review_due": {"review-due"},
    "review_overdue": {"review-overdue"},
    "renewal_decision_due": {"renewal-due"},
    "improvement_plan_open": {"sliding"},
    "vfm_assessment_overdue": {"vfm-overdue", "waiver-expired"},
    "risk_high": {"risk-high", "risk-unmitigated"},
    "not_aligned": {"unaligned"},
    "paid_beyond_allocation": {"overpaid"},
    "award_not_approved": {"not-approved"},
    "decision_not_reported": {"unreported"},
    "self_commission_undeclared": {"undeclared"},
    "procurement_below_requirement": {"under-quoted"},
    "agreement_incomplete": {"incomplete"},
    "objective_not_smart": {"not-smart"},
}


def test_the_registers_raise_each_flag_of_the_story_and_no_other(sample, load, tmp_path):
    load(sample / "registers")
    settings = settings_from({"HUB_TODAY": TODAY.isoformat()})
    store = Store(existing_warehouse(f"sqlite:///{tmp_path / 'warehouse.db'}"), settings)
    parts = {a.code: a.story for a in SampleHub(TODAY, 1, 2024).agreements}
    found = defaultdict(lambda: defaultdict(set))
    for flag in ask(store, COMMAND_LINE, "judge.flags"):
        found[flag.rule.key][flag.finding.state].add(parts.get(flag.agreement_code, flag.area))
    assert {key: found[key]["raised"] for key in TOLD_BY_REGISTERS} == TOLD_BY_REGISTERS
    assert [key for key in TOLD_BY_REGISTERS if not found[key]["clear"]] == []
    assert found["vfm_assessment_overdue"]["waived"] == {"waived"}
    assert found["need_uncovered"]["raised"] == {"Milton Keynes"}
    assert found["policy_review_overdue"]["raised"] == {"Hub"}


def _fault(name: str) -> str | None:
    return next((fault for fault in broken.FAULTS if name.endswith(f"_{fault}.xlsx")), None)


def _rules(file) -> set[str]:
    return {problem["rule"] for problem in file["problems"]}
