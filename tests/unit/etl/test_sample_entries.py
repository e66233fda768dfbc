"""The sample’s entries can be entered on any day, about agreements that it has."""

import json
import tomllib
from datetime import date

import pytest

from dashboard.cli.minutes_file import read_minutes
from dashboard.rules import RULES
from data.journal.acts import ACTS
from data.journal.reading import read
from etl.sample.hub import SampleHub
from etl.sample.marker import write_marker
from tests.support.drawn_facts import POLICY


@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 11, 25), date(2028, 2, 29)])
def test_every_entry_reads_without_a_mistake(tmp_path, day):
    write_marker(tmp_path, day)
    codes = {agreement.code for agreement in SampleHub(day, 1, 2024).agreements}
    minutes = read_minutes(tmp_path / "sample.toml")
    assert len(minutes) == 5
    for minute in minutes:
        told = read(ACTS[minute.act], minute.typed, POLICY, day)
        assert told.keys() == minute.typed.keys()
        assert minute.agreement in codes or minute.agreement is None
        assert told.get("rule", "review_due") in RULES


def test_the_marker_is_toml_whatever_its_texts_hold(tmp_path):
    write_marker(tmp_path, date(2026, 1, 15))
    told = tomllib.loads((tmp_path / "sample.toml").read_text("utf-8"))
    assert json.dumps(told["journal"], default=str)
    assert told["today"] == date(2026, 1, 15)
