"""What is wrong is said in a sentence, also where nothing of what was typed may be repeated."""

import pytest

from dashboard.store.problem_words import in_words
from etl.sources import SOURCES

KINDS = {column.kind.name for source in SOURCES.values() for column in source.columns}
UNKNOWN = {f"unknown_{source.noun}" for source in SOURCES.values() if source.noun}
BESIDE = ("unknown_file", "stands_already", "choice", "damaged", "never_heard_of")
NAMED = {name.replace(" ", "_").replace("/", "_") for name in KINDS}  # as refusals name their rule


@pytest.mark.parametrize("rule", sorted({*NAMED, *UNKNOWN, *BESIDE}))
def test_every_rule_is_said_in_a_sentence_without_its_code(rule):
    said = in_words(rule)
    assert said[0].isupper()
    assert said.endswith(".")
    assert "_" not in said


@pytest.mark.parametrize("rule", sorted(NAMED))
def test_every_kind_of_cell_has_a_sentence_of_its_own(rule):
    assert in_words(rule) != in_words("never_heard_of")
