"""Files that were handed in: how far they are, what would become of them or has, what to mend."""

from collections.abc import Sequence

from dash import html

from dashboard.domain.formatting import plural
from dashboard.views.uploads import HandedFile, HandedIn
from data.formatting import listed

MARKS = {"loaded": "green", "partly": "amber", "refused": "red", "duplicate": "grey"}
_WOULD = ("would load", "would be")


def answer(job: HandedIn) -> str:
    """The state of some files in a sentence."""
    if job.state in ("checking", "loading"):
        return progress_sentence(job)
    act = "Loading" if job.is_loading else "Checking"
    if job.state == "interrupted":
        return f"{act} these files was interrupted; nothing is half done."
    if job.state == "failed":
        return f"{act} these files did not work."
    return outcome(job.files, has_happened=job.state == "loaded")


def progress_sentence(job: HandedIn) -> str:
    """`Reading file 3 of 12`"""
    if job.progress is None:
        return "Loading begins." if job.state == "loading" else "Checking begins."
    what, done, total = job.progress
    if total == 0 or (what != "Reading" and done == total):
        return "Nearly done."
    return f"{what} file {min(done + 1, total)} of {total}."


def outcome(files: Sequence[HandedFile], has_happened: bool) -> str:
    """`3 files: 2 would load whole and 1 would load in part; 14 rows need mending.`"""
    if not files:
        return "There was no file in it."
    counts = [
        (number, status)
        for status in MARKS
        if (number := sum(file.status == status for file in files))
    ]
    head = plural(len(files), "file")
    if len(counts) == 1:
        head += f" {_outcome_words(*counts[0], has_happened)}"
    else:
        parts = [
            f"{number} {_outcome_words(number, status, has_happened)}" for number, status in counts
        ]
        head += f": {listed(parts)}"
    rejected = sum(file.counts["rejected"] for file in files)
    return (
        f"{head}; {plural(rejected, 'row needs', 'rows need')} mending." if rejected else f"{head}."
    )


def _outcome_words(number: int, status: str, has_happened: bool) -> str:
    load, be = ("loaded", "was" if number == 1 else "were") if has_happened else _WOULD
    return {
        "loaded": f"{load} whole",
        "partly": f"{load} in part",
        "refused": f"{be} refused",
        "duplicate": f"{'was' if number == 1 else 'were'} sent before",
    }[status]


def progress(job: HandedIn) -> html.Div:
    """A bar over both halves of the work: reading, then checking or loading."""
    what, done, total = job.progress or ("Reading", 0, 0)
    halves = done if what == "Reading" else total + done
    reached = {"value": str(halves), "max": str(2 * total)} if total else {}
    return html.Div(
        [
            html.Progress(progress_sentence(job), **reached, **{"aria-label": "How far it is"}),
            html.P(
                "You may leave this page and come back to its address; the work goes on.",
                className="section-note",
            ),
        ],
        className="progress",
    )
