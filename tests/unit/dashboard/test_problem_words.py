"""What is wrong is said in a sentence, also where nothing of what was typed may be repeated."""

import pytest

from dashboard.store.problem_words import in_words
from etl.schema import kinds
from etl.validate.references import NOUNS

KINDS = {kind.name for kind in vars(kinds).values() if isinstance(kind, kinds.Kind)}
UNKNOWN = {f"unknown_{noun}" for noun in NOUNS.values()} | {"unknown_file", "stands_already"}
NAMED = {name.replace(" ", "_").replace("/", "_") for name in KINDS}  # as refusals name their rule


@pytest.mark.parametrize("rule", sorted({*NAMED, *UNKNOWN, "choice", "damaged", "never_heard_of"}))
def test_every_rule_is_said_in_a_sentence_without_its_code(rule):
    said = in_words(rule)
    assert said[0].isupper()
    assert said.endswith(".")
    assert "_" not in said


@pytest.mark.parametrize("rule", sorted(NAMED))
def test_every_kind_of_cell_has_a_sentence_of_its_own(rule):
    assert in_words(rule) != in_words("never_heard_of")
