"""What is special about a sheet of a return stands in its own file, and nowhere else in `etl`."""

import ast
from pathlib import Path

import pytest

import etl
from etl.sources import SOURCES

HOME = Path(etl.__file__).parent
OTHERS = [path for path in sorted(HOME.rglob("*.py")) if HOME / "sources" not in path.parents]
COMPARED = (
    'source.key == "attendance"',
    'table.source.key != "return"',
    'row.source in ("learning", "spending")',
    '"progress" == source.key',
)
NOT_COMPARED = ('dim_return.c.source == "return"', 'problem.rule == "return"', 'key == "a word"')


def compared_with_a_key(text: str) -> list[int]:
    """The lines that compare a source's key with one written out; queries do not ask."""
    comparisons = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Compare))
    return [
        node.lineno
        for node in comparisons
        if any(map(is_key, sides(node)))
        and any(words(part) & SOURCES.keys() for part in sides(node))
    ]


def sides(node: ast.Compare) -> list[ast.expr]:
    return [node.left, *node.comparators]


def is_key(node: ast.expr) -> bool:
    """Whether an expression is an attribute that holds a source's key, and no table's column."""
    is_named = isinstance(node, ast.Attribute) and node.attr in ("key", "source")
    return is_named and not (isinstance(node.value, ast.Attribute) and node.value.attr == "c")


def words(node: ast.expr) -> set[str]:
    """The texts written out on one side: of a list, a tuple or a set each of its members."""
    members = node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else [node]
    return {part.value for part in members if isinstance(part, ast.Constant)}


def test_no_module_but_a_source_asks_which_source_it_has_before_it():
    lines = {
        f"{path.relative_to(HOME)}:{line}"
        for path in OTHERS
        for line in compared_with_a_key(path.read_text(encoding="utf-8"))
    }
    assert lines == set()


@pytest.mark.parametrize("line", COMPARED)
def test_a_comparison_with_a_key_is_seen_however_it_is_written(line):
    assert compared_with_a_key(line) == [1]


@pytest.mark.parametrize("line", NOT_COMPARED)
def test_other_comparisons_are_left_alone(line):
    assert compared_with_a_key(line) == []
