"""Names of values: none is called by one of seven words that fit anything."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VAGUE = {"told", "found", "one", "asked", "said", "came", "kept"}
PUBLISHED = {
    # the fields of a trace, which `python -m etl trace` and its tests read by these names
    "etl/trace/views.py": {"told", "kept"},
    # the column of the journal in every warehouse; the seal of an entry covers it
    "data/journal/entry.py": {"told"},
}
MODULES = [path for room in ("dashboard", "data", "etl") for path in (ROOT / room).rglob("*.py")]


def bound(tree: ast.AST) -> Iterator[str]:
    """The names that a module binds: values, parameters, functions, imports and attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()) | ast.FunctionDef(name=name):
                yield name
            case ast.alias(name=name, asname=alias):
                yield alias or name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name
            case ast.ExceptHandler(name=str(name)):
                yield name


def vague(source: str) -> set[str]:
    return VAGUE & {name.lstrip("_") for name in bound(ast.parse(source))}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_values_are_named_for_what_they_are(path):
    names = vague(path.read_text(encoding="utf-8"))
    assert names == PUBLISHED.get(path.relative_to(ROOT).as_posix(), set())


@pytest.mark.parametrize(
    "source",
    [
        "told = 1",
        "for came in []: pass",
        "[one for one in []]",
        "lambda said: 1",
        "def _found(): pass",
        "def read(*, asked): pass",
        "from a import b as kept",
        "class A:\n    told: str",
        "self._kept = 1",
        "if (found := 1): pass",
    ],
)
def test_every_way_to_bind_a_name_is_seen(source):
    assert vague(source)
