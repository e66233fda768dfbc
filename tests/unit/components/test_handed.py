"""Files that were handed in are told in a sentence: how far they are, then what became of them."""

import pytest

from dashboard.pages.uploads.view import outcome, progress_sentence
from dashboard.views.uploads import COUNTS, HandedFile, HandedIn

MOST = "3 files: 2 would load whole and 1 would load in part; 14 rows need mending."
SOME = "3 files: 1 would load whole, 1 would be refused and 1 was sent before."


def told(statuses: str, rejected: int = 0, has_happened: bool = False) -> str:
    """What is said of files of some statuses, the first with rows rejected."""
    files = [
        HandedFile(f"{at}.xlsx", "", status, dict.fromkeys(COUNTS, 0))
        for at, status in enumerate(statuses.split())
    ]
    if files:
        files[0].counts["rejected"] = rejected
    return outcome(files, has_happened)


@pytest.mark.parametrize(
    ("statuses", "rejected", "sentence"),
    [
        ("loaded", 0, "1 file would load whole."),
        ("loaded loaded partly", 14, MOST),
        ("partly", 1, "1 file would load in part; 1 row needs mending."),
        ("refused refused", 0, "2 files would be refused."),
        ("duplicate duplicate", 0, "2 files were sent before."),
        ("loaded refused duplicate", 0, SOME),
        ("", 0, "There was no file in it."),
    ],
)
def test_before_a_load_it_is_said_what_would_happen(statuses, rejected, sentence):
    assert told(statuses, rejected) == sentence


def test_after_a_load_it_is_said_what_happened():
    sentence = "4 files: 1 loaded whole, 1 loaded in part and 2 were refused; 3 rows need mending."
    assert told("loaded partly refused refused", 3, has_happened=True) == sentence
    assert told("refused", has_happened=True) == "1 file was refused."


@pytest.mark.parametrize(
    ("state", "progress", "sentence"),
    [
        ("checking", None, "Checking begins."),
        ("loading", None, "Loading begins."),
        ("checking", ("Reading", 0, 12), "Reading file 1 of 12."),
        ("checking", ("Reading", 12, 12), "Reading file 12 of 12."),
        ("loading", ("Loading", 2, 12), "Loading file 3 of 12."),
        ("loading", ("Loading", 12, 12), "Nearly done."),
    ],
)
def test_while_it_goes_on_it_is_said_how_far(state, progress, sentence):
    assert progress_sentence(HandedIn("id", state, progress=progress)) == sentence
