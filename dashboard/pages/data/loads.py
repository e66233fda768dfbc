"""Files that arrived, problems in them, and returns, as tables."""

from collections.abc import Collection, Sequence

from dashboard.components.tables.queries import answer_link, severity_word
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import plural
from dashboard.views.files import Load, ProblemRow
from data.formatting import listed

PROBLEMS_SHOWN = 12
PROBLEM_COLUMNS = (
    Column("Sheet"),
    Column("Cell"),
    Column("Severity"),
    Column("What is wrong"),
    Column("What to do"),
)
STATUS = {
    "loaded": "Loaded",
    "partly": "Partly loaded",
    "refused": "Refused",
    "duplicate": "Sent before",
}


def loads_table(loads: Sequence[Load]) -> Table:
    counts = ("Rows", "Loaded", "Unchanged", "Rejected", "Set aside", "Problems")
    columns = (
        Column("File"),
        Column("Loaded on", "day"),
        Column("Status"),
        *(Column(name, "count") for name in counts),
    )
    rows = [
        (
            load.name,
            load.received_on,
            STATUS.get(load.status, load.status),
            load.rows,
            load.loaded,
            load.unchanged,
            load.rejected,
            load.set_aside,
            load.problems,
        )
        for load in loads
    ]
    return Table("Newest files first", columns, rows)


def problems_table(
    name: str, problems: Sequence[ProblemRow], answerable: Collection[str] = ()
) -> Table:
    """The first problems of a file: many are mostly the same one; the export has them all.

    `answerable` are the queries that the viewer may answer, by what they are about; where there
    are any, a column leads there.
    """
    shown = problems[:PROBLEMS_SHOWN]
    part = (
        f"The first {len(shown)} of {len(problems)} problems"
        if problems[len(shown) :]
        else "Problems"
    )
    caption, rows = f"{part} in {name}", [_problem(problem) for problem in shown]
    if not answerable:
        return Table(caption, PROBLEM_COLUMNS, rows, stacks=True)
    answers = [answer_link(problem) if problem.about in answerable else "" for problem in shown]
    rows = [(*row, answer) for row, answer in zip(rows, answers, strict=True)]
    return Table(caption, (*PROBLEM_COLUMNS, Column("Answer")), rows, stacks=True)


def tally(problems: Sequence[ProblemRow]) -> str:
    """How much of a file is wrong and how much is asked: `2 problems and 1 query`."""
    wrong = sum(problem.severity == "error" for problem in problems)
    queries = sum(problem.severity == "query" for problem in problems)
    answered = sum(problem.is_answered for problem in problems)
    parts = (
        plural(wrong, "problem") if wrong else None,
        plural(queries, "query", "queries") if queries else None,
        f"{answered:,} answered" if answered else None,
    )
    return listed(filter(None, parts))


def all_problems_table(by_load: Sequence[tuple[Load, Sequence[ProblemRow]]]) -> Table:
    """The problems of every file; files may have the same name."""
    rows = [(load.name, *_problem(problem)) for load, problems in by_load for problem in problems]
    return Table(
        "What could not be loaded, and what is asked", (Column("File"), *PROBLEM_COLUMNS), rows
    )


def _problem(problem: ProblemRow) -> tuple:
    return (
        problem.sheet,
        problem.cell,
        severity_word(problem),
        problem.message,
        problem.remedy,
    )
