"""Files handed in on a page: kept sealed, checked first, loaded when told to, then forgotten."""

import fcntl
import os
import time
from dataclasses import replace

import pytest

from dashboard.domain.viewer import NotFound
from dashboard.web import etl_gateway
from data.settings import settings_from
from data.warehouse.engine import open_warehouse
from etl.jobs import spool
from tests import support
from tests.support.waiting import until

SLIP = support.SPENDING.replace("99.5", "99.555")
NAMED = support.PARTICIPANTS.replace("Participant ref", "Surname        ")
WHOLE = support.workbook(Return=support.form(), Spending=support.SPENDING)
IN_PART = support.workbook(Return=support.form(), Spending=SLIP)
PERSONAL = support.workbook(Participants=NAMED)


@pytest.fixture
def settings(tmp_path):
    """An installation that knows its registers."""
    from etl.load.loader import Loader

    told = {"HUB_DATABASE_URL": str(tmp_path / "hub.db"), "HUB_TODAY": "2026-01-15"}
    settings = settings_from(told)
    registers = tmp_path / "registers"
    registers.mkdir()
    partners = "\n".join(
        line + (" | contact" if at == 0 else " | office@thistledown.example")
        for at, line in enumerate(support.PARTNERS.strip().splitlines())
    )
    paths = support.registers(registers)
    support.put(registers, "partners.csv", support.csv_bytes(partners))
    Loader(open_warehouse(settings.database_url), settings).load(paths)
    return settings


def handed(settings, **sent):
    return etl_gateway.hand_in(settings, [(f"{name}.xlsx", data) for name, data in sent.items()])


def of(settings, job_id):
    return etl_gateway.handed_in(settings, job_id)


def left(settings) -> bytes:
    """All that is kept of what was handed in."""
    folder = settings.archive.with_name("spool")
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def version(settings) -> int:
    from dashboard.store import Store

    return Store(open_warehouse(settings.database_url), settings).version()


def test_what_is_handed_in_is_checked_and_nothing_is_loaded(settings, at_once):
    before = version(settings)
    told = of(settings, handed(settings, one=WHOLE, two=IN_PART))
    assert (told.state, told.may_load) == ("checked", True)
    assert {file.name: file.status for file in told.files} == {
        "one.xlsx": "loaded",
        "two.xlsx": "partly",
    }
    assert version(settings) == before


def test_a_problem_is_told_with_its_cells_and_remedy(settings, at_once):
    (file,) = of(settings, handed(settings, return_=IN_PART)).files
    (remark,) = file.errors
    assert (remark.place, remark.cells) == ("Spending D4", 1)
    assert remark.message == "‘99.555’ has more than two decimals."
    assert remark.remedy == "Round the amount to whole pence."


def test_a_file_loaded_in_part_goes_back_to_the_partner_of_its_agreement(settings, at_once):
    one, two = of(settings, handed(settings, whole=WHOLE, part=IN_PART)).files
    assert {file.name: [c.contact for c in file.contacts] for file in (one, two)} == {
        "whole.xlsx": [],
        "part.xlsx": ["office@thistledown.example"],
    }


def test_loading_loads_and_lets_go_of_the_files(settings, at_once):
    before, job_id = version(settings), handed(settings, one=WHOLE)
    etl_gateway.load(settings, job_id)
    told = of(settings, job_id)
    assert (told.state, told.may_load, told.files[0].counts["loaded"]) == ("loaded", False, 5)
    assert version(settings) > before
    assert spool.job_of(settings, job_id).files == []
    etl_gateway.load(settings, job_id)
    assert of(settings, job_id) == told, "a second press changes nothing"


def test_the_same_bytes_again_are_a_duplicate_and_not_offered_for_loading(settings, at_once):
    etl_gateway.load(settings, handed(settings, one=WHOLE))
    told = of(settings, handed(settings, again=WHOLE))
    assert (told.files[0].status, told.may_load) == ("duplicate", False)


def test_a_file_that_waits_for_a_register_may_be_handed_over_to_wait(settings, at_once):
    early = support.workbook(Return=support.form("A-9"), Spending=support.SPENDING)
    told = of(settings, handed(settings, early=early))
    assert (told.files[0].status, told.files[0].is_waiting, told.may_load) == (
        "refused",
        True,
        True,
    )


def test_the_same_problem_on_several_sheets_is_said_once(settings, at_once):
    sheets = {"Spending": support.SPENDING, "Progress": support.PROGRESS}
    early = support.workbook(Return=support.form("A-9"), **sheets)
    (file,) = of(settings, handed(settings, early=early)).files
    assert "Progress; Spending" in [remark.place for remark in file.errors]


def test_nothing_on_disk_can_be_read_without_the_key(settings, at_once):
    job_id = handed(settings, **{"Pat Doe": support.csv_bytes(support.PARTNERS)})
    kept = left(settings)
    assert b"Pat Doe" not in kept
    assert b"Thistledown" not in kept
    etl_gateway.load(settings, job_id)
    assert b"Thistledown" not in left(settings)


def test_of_a_file_refused_for_personal_data_the_bytes_go_at_once(settings, at_once):
    job_id = handed(settings, one=WHOLE, two=PERSONAL)
    told = {file.name: file for file in of(settings, job_id).files}
    assert told["two.xlsx"].is_personal
    assert [file.name for file in spool.job_of(settings, job_id).files] == ["one.xlsx"]
    etl_gateway.load(settings, job_id)
    after = {file.name: file.status for file in of(settings, job_id).files}
    assert after == {"one.xlsx": "loaded", "two.xlsx": "refused"}


def test_a_warehouse_that_cannot_be_used_is_told_and_can_be_tried_again(settings, at_once):
    broken = replace(settings, database_url="sqlite:////nowhere/hub.db")
    job_id = etl_gateway.hand_in(broken, [("one.xlsx", WHOLE)])
    assert of(settings, job_id).state == "failed"
    assert "There is no warehouse at" in of(settings, job_id).trouble
    etl_gateway.again(settings, job_id)
    assert of(settings, job_id).state == "checked"


def test_a_job_whose_process_was_killed_is_interrupted_and_taken_up_again(settings, at_once):
    job_id = handed(settings, one=WHOLE)
    job = spool.job_of(settings, job_id)
    job.begin("load")
    assert of(settings, job_id).state == "interrupted"
    etl_gateway.again(settings, job_id)
    assert of(settings, job_id).state == "loaded"


def test_while_a_process_is_at_work_no_second_one_starts_and_nothing_is_dropped(settings, at_once):
    job_id = handed(settings, one=WHOLE)
    job = spool.job_of(settings, job_id)
    with job.lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert of(settings, job_id).state == "checking"
        etl_gateway.drop(settings, job_id)
        assert etl_gateway.is_there(settings, job_id)


def test_a_job_of_yesterday_is_forgotten(settings, at_once):
    old, new = handed(settings, one=WHOLE), handed(settings, one=WHOLE)
    yesterday = time.time() - spool.KEPT_SECONDS - 1
    os.utime(spool.job_of(settings, old).folder, (yesterday, yesterday))
    etl_gateway.sweep(settings)
    assert not etl_gateway.is_there(settings, old)
    assert etl_gateway.is_there(settings, new)


@pytest.mark.parametrize("name", ["", "..", "../archive", "x" * 32, "0" * 32, "0" * 31 + "/"])
def test_only_jobs_that_this_hub_made_exist(settings, name):
    assert not etl_gateway.is_there(settings, name)
    with pytest.raises(NotFound):
        of(settings, name)


def test_a_full_disk_leaves_no_job_behind(settings, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(etl_gateway.HandInError, match="No space left on device"):
        handed(settings, one=WHOLE)
    assert list(settings.archive.with_name("spool").iterdir()) == []


def test_the_work_is_done_by_a_process_of_its_own(settings):
    job_id = handed(settings, one=WHOLE)
    assert of(settings, job_id).state == "checking"
    until(lambda: of(settings, job_id).state != "checking")
    assert of(settings, job_id).state == "checked"
    assert of(settings, job_id).progress == ("Checking", 1, 1)
