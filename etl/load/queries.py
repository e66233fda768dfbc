"""Queries: each is known again by what it is about, and one that was answered is open no more."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

import polars as pl
from sqlalchemy import Connection

from data.journal.answers import SETTLED, answers
from etl.schema.problem import Problem

_NOT_CONTENT = ("row", "prepared_on", "mended_row")


def known_queries(connection: Connection, problems: Sequence[Problem]) -> list[Problem]:
    """The problems; queries with what they are about, and as notes where that was answered."""
    known = answers(connection)
    return [
        _known(problem, known) if problem.severity == "query" else problem for problem in problems
    ]


def _known(problem: Problem, known: dict[str, str]) -> Problem:
    """What tells a query that names no content is what it says."""
    content = problem.about or [problem.message, problem.value]
    about = _digest([problem.rule, problem.column, content])
    if about not in known:
        return replace(problem, about=about)
    message = problem.message + known[about]
    return replace(problem, about=about, severity="note", message=message, remedy=SETTLED)


def about_rows(problems: Sequence[Problem], rows: pl.DataFrame) -> list[Problem]:
    """The problems of a sheet; queries of single rows with a digest of what was read there."""
    numbers = {p.row for p in problems if p.severity == "query"}
    content = rows.filter(pl.col("row").is_in(list(numbers)))
    names = [name for name in sorted(content.columns) if name not in _NOT_CONTENT]
    by_row = dict(zip(content["row"], content.select(names).iter_rows(), strict=True))
    return [
        replace(p, about=_digest(by_row[p.row])) if p.severity == "query" and p.row in by_row else p
        for p in problems
    ]


def about_facts(of: Sequence[object], facts: pl.DataFrame) -> str:
    """A digest of some facts, in whatever order they stand, and of what they are of."""
    names = sorted(set(facts.columns) - {"return_id", "row_number", "row_there", "nth"})
    rows = facts.select(names).sort(names).write_csv()
    return _digest([*of, rows])


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
