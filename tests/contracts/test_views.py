"""Every component and every view of a page is named by a test, which asserts on what it draws."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OPENED_BY_THE_APP = ("page", "query")  # a page and what it asks: every test of the app opens them


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _views() -> list[str]:
    paths = [*ROOT.glob("dashboard/components/**/*.py"), *ROOT.glob("dashboard/pages/*/*.py")]
    left_out = ("__init__", *OPENED_BY_THE_APP)
    return sorted(_name(path) for path in paths if path.stem not in left_out)


def _imported_by(path: Path) -> set[str]:
    """Modules, and names in modules, that a test imports; either may be the module meant."""
    imports = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if hasattr(n, "names")]
    found = [n for n in imports if isinstance(n, ast.ImportFrom) and n.module]
    return {n.module for n in found} | {
        f"{n.module}.{alias.name}" for n in found for alias in n.names
    }


TESTS = {path: _imported_by(path) for path in ROOT.glob("tests/**/test_*.py")}


@pytest.mark.parametrize("view", _views())
def test_a_view_is_named_by_a_test(view):
    assert any(view in names for names in TESTS.values()), (
        f"No test imports {view}: draw it from a small input and assert on what it says."
    )


def test_there_are_views_to_look_for():
    assert len(_views()) > 50
