"""A warehouse as the build of December 2026 made it, and what that build answered over it.

`warehouse.sql.gz` is SQLite's dump of five of the sample's agreements with all its registers and
journal entries (`python -m etl sample --today 2026-12-01`, schema 0003), `answers.json` what the
command line said of it, in short, with disclosure control switched off. Neither changes with the
code: they are what hubs hold.
"""

import gzip
import json
import shlex
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
SCHEMA = "0003"
ANSWERS: dict[str, dict[str, list[str]]] = json.loads((HERE / "answers.json").read_text("utf-8"))


def restore(path: Path) -> None:
    """Make the old warehouse as a SQLite file."""
    connection = sqlite3.connect(path)
    connection.executescript(gzip.decompress((HERE / "warehouse.sql.gz").read_bytes()).decode())
    connection.close()


def arguments(command: str) -> list[str]:
    """The words of a command of `python -m dashboard`, for its `main`."""
    return shlex.split(command)[3:]


def in_short(answer: dict) -> dict[str, list[str]]:
    """Figures and flags of an answer of the command line, by KPI, rule or area."""
    if "kpis" in answer:
        return {kpi["key"]: [_figure(kpi)] for kpi in answer["kpis"]}
    if "flags" in answer:
        return _by("rule", answer["flags"], _flags)
    (rows,) = (rows for rows in answer.values() if isinstance(rows, list))
    return _by("kpi" if "restatements" in answer else "area", rows, _as_they_are)


def _by(name: str, rows: list[dict], lines: Callable[[list[dict]], list[str]]) -> dict:
    names = dict.fromkeys(row[name] for row in rows)
    return {value: lines([row for row in rows if row[name] == value]) for value in names}


def _as_they_are(rows: list[dict]) -> list[str]:
    return [json.dumps(row, ensure_ascii=False) for row in rows]


def _figure(kpi: dict) -> str:
    names = ("value", "numerator", "denominator", "target", "state", "rag", "beside")
    return ", ".join(f"{name} {kpi[name]}" for name in names)


def _flags(flags: list[dict]) -> list[str]:
    """Every flag of a rule that stands, with its evidence, and how many others of each state."""
    stands = [flag for flag in flags if flag["state"] in ("raised", "waived")]
    states = Counter(flag["state"] for flag in flags)
    return [_flag(flag) for flag in stands] + [f"{n} × {state}" for state, n in states.items()]


def _flag(flag: dict) -> str:
    about = flag["agreement_code"] or flag["area"]
    return f"{about} since {flag['since']}: {json.dumps(flag['evidence'])}"
