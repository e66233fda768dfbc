"""The schools register."""

from dataclasses import asdict

from etl.sample.hub import SampleHub
from etl.sample.period import Row


def rows(hub: SampleHub) -> list[Row]:
    """One row per school."""
    return [asdict(school) for school in hub.schools]
