"""Totals: rows that sum up or average others, told by what stands before their figures.

A word like total counts only where it is the whole of a text: ‘Balance bikes’ is a line.
"""

import re
from collections.abc import Iterable, Mapping

from etl.recognise.table import Table
from etl.schema.kinds.numbers import is_numeric
from etl.schema.origin import ORIGIN
from etl.schema.source import Source

_SUMS = {"total", "totals", "subtotal", "subtotals"}
_COUNTED = _SUMS | {"balance", "balances", "budget", "budgeted", "ytd", "todate", "forward"}
_COUNTED |= {"surplus", "deficit", "underspend", "overspend", "variance", "cumulative"}
_HEADS = _COUNTED | {"sum", "sums", "average", "averages", "mean", "overall", "avg"}
# What may stand beside such a word without making a name of it, as in Total spent this term.
_BESIDE = set(
    re.findall(
        r"\w+",
        """
    grand sub running final gross net opening closing bank remaining left annual original revised
    s for of in by per and the all our on this so far at as
    spent spend spending expenditure expenditures expenses expense outgoings income receipts
    received cost costs amount amounts money value hours hour hrs session sessions child children
    pupil pupils participant participants learner learners people persons attendee attendees
    attendance attended headcount headcounts number numbers count no responses answers score scores
    rating satisfaction rows lines payment payments paid due grant grants funding fund funds
    quarter quarters term terms year years month months week weeks autumn spring summer winter
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec q1 q2 q3 q4
    to until from up down hand weekly monthly daily termly quarterly
    brought carried claimed claim planned actual forecast allocated awarded invoiced
    vat inc incl including exc excl excluding
    staff venues venue instruments travel resources administration other own parents schools school
    sponsorship kind category areas area partners agreements allocations
    bedford bedfordshire central luton milton keynes hub
    """,
    )
)
# What a total alone may be of: Budget Hire is a firm, and Total hire none.
_SUMMED = set(
    re.findall(
        r"\w+",
        """
    project direct indirect core overhead overheads staffing equipment hire materials delivery
    salaries wages fees premises marketing page section committed invoices items
    """,
    )
)
_LEADING_ON = {"for", "of", "in", "by", "per", "across", "at", "all"}
_SPELLED = (  # words that belong together, as one
    (re.compile(r"\b(?:[bc] ?(?:f|d|fwd|forward)|(?:brought|carried) (?:fwd|down))\b"), "forward"),
    (re.compile(r"^ *(?:tot|ttl) *$"), "total"),
    (re.compile(r"\bsub total"), "subtotal"),
    (re.compile(r"\byear to date\b"), "ytd"),
    (re.compile(r"\bto date\b"), "todate"),
)
_SHORT = re.compile(r"\s*[bc]\W*[fd]\W*", re.I)  # C/F is carried forward, CF and C F are codes


def is_total(text: str) -> bool:
    """Whether a text as a whole says total, average, balance, budget and the like."""
    words = _words(text)
    heads = [word for word in words if word in _HEADS]
    if not heads or (_SHORT.fullmatch(text) and "/" not in text):
        return False
    is_counted = any(word in _COUNTED for word in heads)
    beside = _BESIDE if _SUMS.isdisjoint(words) else _BESIDE | _SUMMED
    others = [word for word in words if word not in _HEADS]
    if all(word in beside or (is_counted and word.isdigit()) for word in others):
        return True
    return words[0] in _HEADS and (_leads_on(words) or _explains(text))


def is_sum(text: str) -> bool:
    """Whether it says total or sub-total, and at most of what or of when."""
    return not _SUMS.isdisjoint(_words(text)) and is_total(text)


def may_be_total(text: str) -> bool:
    """Whether it begins or ends with total and says more, which may be a name: Total Music Ltd."""
    words = _words(text)
    return len(words) > 1 and not _SUMS.isdisjoint((words[0], words[-1])) and not is_total(text)


def _words(text: str) -> list[str]:
    spelled = re.sub(r"[\W_]+", " ", text.casefold().replace("∑", "sum").replace("σ", "sum"))
    for pattern, word in _SPELLED:
        spelled = pattern.sub(word, spelled)
    return spelled.split()


def _leads_on(words: list[str]) -> bool:
    """Whether the second word says of what: Total for Beats Club."""
    return words[0] in _SUMS and len(words) > 1 and words[1] in _LEADING_ON


def _explains(text: str) -> bool:
    """Whether a sign sets apart what follows: Total (both halls)."""
    return re.match(r"\W*\w+\s*[:=(]", text) is not None


def sort_totals(
    rows: Iterable[Mapping], table: Table, sums: set[tuple[int, str | None]]
) -> tuple[list[int], dict[int, str]]:
    """Of suspected rows: those to be set aside as totals, and those filled in like lines, each
    with the column that says so.

    A row is a mapping of its own texts by column, with its number as `row`; `sums` are the cells,
    by row and column, of a formula whose result was never saved: each stands for its number.
    """
    aside, filled = [], {}
    for row in rows:
        cells = {name: text for name, text in row.items() if text and name != "row"}
        name = _summing(cells, table.source)
        words = {n for n, text in cells.items() if (row["row"], n) not in sums and _is_word(text)}
        if name is not None and _says_more(words - {name}, name, table):
            filled[row["row"]] = name
        elif name is not None or not words:
            aside.append(row["row"])
    return aside, filled


def _is_word(text: str) -> bool:
    return not is_numeric(text) and re.search(r"\w", text) is not None


def _summing(cells: Mapping, source: Source) -> str | None:
    """The column in which a row says that it sums up others; None where it does not.

    That is where its code should stand, or else its first cell: beside a code of its own a word
    is a name.
    """
    code = source.code
    place = code if code in cells else next(iter(cells), None)
    if place is not None and is_total(cells[place]):
        return place
    return next((name for name in source.summed_over if is_sum(cells.get(name, ""))), None)


def _says_more(words: set[str], name: str, table: Table) -> bool:
    """Whether words stand where a line must have some; where it need not, whether any stand."""
    others = [c for c in table.columns.values() if c.required and c.name != name]
    required = {column.name for column in others if column not in ORIGIN}
    is_wordy = any(not column.kind.is_number for column in others if column.name in required)
    return bool(words & required) if is_wordy else bool(words)
