"""Faults planted in files, each with the verdict that the contract gives: a TOML file per theme.

A case says in `name` and `why` what is planted and which line of the contract (docs/returns.md)
decides. Then its file is drawn:

- a key with a capital letter is a sheet of the workbook; the form is that of agreement A-1 and
  2025/26 Q1 unless `Return` is drawn, and left out where `Return` is empty
- `children` are refs of a Participants sheet after the others
- `csv` is a table, `text` the text as it stands; `delimiter` and `encoding` go with both
- `file` is the name, return.xlsx unless said; its suffix decides how a workbook is written
- `made` names what was done to the file that no drawing shows (making.py), `;` between

In a table `-` is a blank, `'7` the text 7 as in Excel, `x*33` thirty-three x, TRUE a yes of Excel.
`earlier` files were loaded before, `given_with` files are loaded together with it. `never` are
words, `;` between, that no message may repeat.
What is expected stands in `verdict` (verdict.py).
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from tests.support.planted.drawing import WORDS, Drawing, drawn
from tests.support.planted.verdict import Verdict, verdict

NEEDS = """
    need_code | area  | statement       | priority | lpme_function | identified_on
    N-1       | Luton | More can sing   | 1        | schools       | 2025-03-01
"""
OPPORTUNITIES = """
    opportunity_code | area  | title         | opened_on  | closed_on
    OP-1             | Luton | A singing lot | 2025-05-01 | 2025-06-01
"""
PROPOSALS = """
    proposal_ref | opportunity_code | partner_code | amount | submitted_on
    B-1          | OP-1             | P-1          | 9000   | 2025-05-20
"""
HUB_WIDE = """
    agreement_code | partner_code | area | title  | kind     | route   | starts_on  | ends_on    | value | payment_model | lpme_function | activity
    A-3            | P-1          | Hub  | Voices | contract | planned | 2024-09-01 | 2026-08-31 | 5000  | arrears       | schools       | singing
"""  # noqa: E501 -- a table is drawn as wide as it is
REGISTERS = {
    "needs.csv": NEEDS,
    "opportunities.csv": OPPORTUNITIES,
    "proposals.csv": PROPOSALS,
    "hub-wide.csv": HUB_WIDE,
}


@dataclass(frozen=True)
class File:
    """A file as it is sent, drawn when its bytes are asked for."""

    name: str
    drawing: Drawing

    @property
    def data(self) -> bytes:
        return drawn(self.name, self.drawing)


@dataclass(frozen=True)
class Case:
    """A planted fault: `earlier` files, then `file` together with `given_with`."""

    name: str
    why: str
    file: File
    expected: Verdict
    earlier: tuple[File, ...]
    given_with: tuple[File, ...]
    never: tuple[str, ...]


def cases() -> list[Case]:
    """The cases of every theme."""
    themes = sorted(Path(__file__).parent.glob("*.toml"))
    return [_case(told) for theme in themes for told in tomllib.loads(theme.read_text())["case"]]


def _case(told: dict) -> Case:
    return Case(
        name=told["name"],
        why=told["why"],
        file=_file(told),
        expected=verdict(told["verdict"]),
        earlier=tuple(map(_file, told.get("earlier", ()))),
        given_with=tuple(map(_file, told.get("given_with", ()))),
        never=tuple(word.strip() for word in told.get("never", "").split(";") if word.strip()),
    )


def _file(told: dict) -> File:
    words = {key: told[key] for key in WORDS if key in told}
    tables = {key: dedent(told[key]) for key in told if key[0].isupper()}
    return File(told.get("file", "return.xlsx"), tuple({**tables, **words}.items()))
