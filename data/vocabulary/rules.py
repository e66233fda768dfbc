"""The keys of the hub's rules, each the name of a file of `dashboard/rules`."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "dashboard" / "rules"

RULE_KEYS = tuple(sorted(path.stem for path in _FOLDER.glob("[!_]*.py")))
