"""The sample hub's returns, saved again by other programs, give the same figures on every page."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.crossed.command import Absent
from tests.crossed.programs import converted_by_gnumeric, converted_by_libreoffice

Convert = Callable[[Path, str, Path], None]
QUARTER = "2025/26 Q1"
CONVERSIONS: tuple[tuple[str, str, Convert], ...] = (
    ("LibreOffice", "ods", converted_by_libreoffice),
    ("Gnumeric", "xlsx", converted_by_gnumeric),
)


def sample_crossed(folder: Path, tell: Callable[[str], None]) -> int:
    """A line for each program; 1 where a figure of the sample differs from the originals'."""
    sample = folder / "sample"
    _python("-m", "etl", "sample", sample)
    returns = sorted((sample / "returns").glob(f"*{QUARTER.replace('/', '-').replace(' ', '-')}*"))
    registered = folder / "registered"
    registered.mkdir()
    _python("-m", "etl", "load", sample / "registers", "--db", registered / "hub.db")
    meant = _figures(registered, folder / "originals", returns)
    status = 0
    for name, ending, convert in CONVERSIONS:
        saved = folder / name
        saved.mkdir()
        line = _line(partial(_saved, convert, returns, ending, saved), registered, meant)
        tell(f"{name:12} {ending:10} {len(returns)} returns of the sample: {line}")
        status |= not line.startswith(("same", "not here"))
    return int(status)


def _line(save: Callable[[], list[Path]], registered: Path, meant: dict) -> str:
    try:
        returns = save()
        figures = _figures(registered, returns[0].parent / "hub", returns)
    except Absent as reason:
        return f"not here: {reason}"
    except RuntimeError as reason:
        return f"FAILED: {reason}"
    other = [key for key in meant if meant[key] != figures.get(key)]
    return f"DIFFERENT: {', '.join(other)}" if other else "same KPIs"


def _saved(convert: Convert, returns: list[Path], ending: str, folder: Path) -> list[Path]:
    """The workbooks among the returns saved again; what came as CSV stays as it is."""
    for path in returns:
        if path.suffix == ".csv":
            shutil.copy(path, folder)
        else:
            convert(path, ending, folder)
    return [path for path in sorted(folder.iterdir()) if path.suffix in (".csv", f".{ending}")]


def _figures(registered: Path, folder: Path, returns: list[Path]) -> dict[str, dict]:
    """Every KPI by its key, once some returns are loaded; what was rejected of them stays out.

    They go into copies of one hub, for each hub has its own noise in what is shown of children.
    """
    shutil.copytree(registered, folder)
    address = ("--db", folder / "hub.db")
    _python("-m", "etl", "load", "--backfill", *returns, *address, most=1)
    kpis = json.loads(_python("-m", "dashboard", "kpis", "--json", *address, "--quarter", QUARTER))
    return {kpi["key"]: kpi for kpi in kpis["kpis"]}


def _python(*words: str | Path, most: int = 0) -> str:
    """What a command of the hub prints; RuntimeError where it ends with more than `most`."""
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > most:
        raise RuntimeError(f"{' '.join(command[1:4])} failed: {done.stderr.strip()[-300:]}")
    return done.stdout
