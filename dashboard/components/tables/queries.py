"""Queries about what partners sent: where, what was asked, and what came of it."""

from collections.abc import Collection, Sequence

from dashboard.components.links import answer_page
from dashboard.components.tables.table import Column, Link, Table
from dashboard.views.files import ProblemRow


def queries_table(queries: Sequence[ProblemRow], answerable: Collection[str]) -> Table:
    """Open and answered queries; those that are `answerable` lead to where that is done."""
    columns = tuple(map(Column, ("Sheet", "Cell", "State", "Query", "What to do", "Answer")))
    rows = [
        (
            query.sheet,
            query.cell,
            severity_word(query),
            query.message,
            query.remedy,
            answer_link(query) if query.about in answerable else None,
        )
        for query in queries
    ]
    return Table("Queries about this return", columns, rows, stacks=True)


def answer_link(query: ProblemRow) -> Link:
    return Link("Answer this query", answer_page(query.about, query.agreement_code))


def severity_word(problem: ProblemRow) -> str:
    return "Answered" if problem.is_answered else problem.severity.capitalize()
