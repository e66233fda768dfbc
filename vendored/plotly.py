"""Plotly's basic bundle with its modules in brackets: python -m vendored.plotly plotly-basic.min.js

A browser reads a function that stands in brackets once, while it fetches; one without is skimmed
first and read again when it is called. Plotly wraps each of its modules in a function and calls all
of them at once, so on a first visit it would be read twice more, with the page waiting.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

SHIPPED = Path(__file__).resolve().parents[1] / "assets" / "plotly-basic.min.js"
NOTE = b"* Brackets stand round its modules, so that a browser reads each once.\n"
_NOTED_BEFORE = b"* All rights reserved."
_FUNCTIONS = ("arrow_function", "function_expression")


def bracketed(script: bytes) -> bytes:
    """The script with brackets round the functions that its bundler wraps everything in."""
    tree = Parser(Language(tree_sitter_javascript.language())).parse(script)
    places = sorted(_edges(list(_handed_over(tree.root_node))), reverse=True)
    for place, bracket in places:
        script = script[:place] + bracket + script[place:]
    return script.replace(_NOTED_BEFORE, NOTE + _NOTED_BEFORE, 1)


def _handed_over(root: Node) -> Iterator[tuple[str, Node]]:
    """Functions that are an argument, and the name of what they are handed to."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        if node.type == "call_expression":
            called, given = (
                node.child_by_field_name("function"),
                node.child_by_field_name("arguments"),
            )
            name = called.text.decode() if called.type == "identifier" else ""
            yield from ((name, one) for one in given.children if one.type in _FUNCTIONS)


def _edges(found: list[tuple[str, Node]]) -> Iterator[tuple[int, bytes]]:
    """Where brackets go: round the whole, and round what the bundler's own function is handed.

    That one is the one with the most code in its hands.
    """
    whole = max((function for _, function in found), key=_size)
    held: Counter[str] = Counter()
    for name, function in found:
        held[name] += _size(function) if name else 0
    ((bundler, _),) = held.most_common(1)
    for function in [whole, *(one for name, one in found if name == bundler)]:
        yield function.start_byte, b"("
        yield function.end_byte, b")"


def _size(node: Node) -> int:
    return node.end_byte - node.start_byte


if __name__ == "__main__":
    SHIPPED.write_bytes(bracketed(Path(sys.argv[1]).read_bytes()))
