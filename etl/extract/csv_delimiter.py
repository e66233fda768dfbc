"""Delimiter of a CSV in which more than one of the usual signs stands: that of its heading."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from data.kinds import plain

_QUOTED = re.compile(r'(?:^|(?<=[,;\t|\r\n]))"(?:[^"]|"")*+"(?=[,;\t|\r\n]|\Z)')
_STRUCTURE = re.compile(r'[,;\t|\r\n"]')
_ROWS_SEARCHED = 40  # a heading lower than this is not looked for


def delimiter_of(head: str, signs: Sequence[str], headings: Collection[str]) -> str:
    """The one of some signs that parts a row into most of the `headings`, else the rows alike.

    What stands inside quotation marks is one field, whichever sign it is: a long text has more of
    each sign than its row has fields.
    """
    lines = _QUOTED.sub(lambda quoted: _STRUCTURE.sub(" ", quoted[0]), head).splitlines()
    return max(signs, key=lambda sign: (_known(lines, sign, headings), *_alike(lines, sign)))


def _known(lines: list[str], sign: str, headings: Collection[str]) -> int:
    """How many different headings the sign parts a row into at most."""
    rows = (line.split(sign) for line in lines[:_ROWS_SEARCHED])
    words = ({plain(text) for text in row} for row in rows)
    return max((sum(word in headings for word in row) for row in words), default=0)


def _alike(lines: list[str], sign: str) -> tuple[int, int]:
    """How many rows the sign parts into equally many fields, and into how many."""
    widths = Counter(line.count(sign) + 1 for line in lines if sign in line)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
