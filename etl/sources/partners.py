"""Partners as they arrive: none follows itself, none has the number or name of another."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from data.formatting import quoted
from data.kinds import plain
from data.registers import REGISTERS
from data.warehouse.successions import predecessors
from data.warehouse.tables import dim_partner
from etl.schema.problem import Problem
from etl.schema.source import Step, source_of
from etl.schema.validating import Validating

_NUMBERS = {"charity_number": "charity number", "company_number": "company number"}
_CALLED = re.compile(r"\b(?:registered|reg|charity|company|co|number|no|num)\b")
_COLUMNS = ("partner_code", "name", "succeeds", *_NUMBERS)


@dataclass(frozen=True)
class _Partner:
    """A partner as a row of the file says, or as it stands where the file does not name it."""

    code: str
    name: str | None
    succeeds: str | None
    charity_number: str | None
    company_number: str | None
    row: int | None = None

    @property
    def key(self) -> str:
        return self.code.casefold()

    @property
    def where(self) -> str:
        return f"in row {self.row}" if self.row else "in the register"


def _partners(validation: Validating) -> list[_Partner]:
    """Every partner as it would be: those that the file leaves alone, then those of the file."""
    sent = validation.valid.drop_nulls("partner_code").select(*_COLUMNS, "row")
    partners = [_Partner(*row) for row in sent.iter_rows()]
    named = {partner.key for partner in partners}
    query = select(*(dim_partner.c[name] for name in _COLUMNS))
    query = query.where(dim_partner.c.valid_to.is_(None)).order_by(dim_partner.c.row_id)
    standing = (_Partner(*row) for row in validation.connection.execute(query))
    return [*(partner for partner in standing if partner.key not in named), *partners]


def _succeeds(partners: list[_Partner]) -> dict[str, str]:
    return {p.key: p.succeeds.casefold() for p in partners if p.succeeds}


def refuse_circles(validation: Validating) -> None:
    """Refuse each row by which a partner would in the end succeed itself."""
    partners = _partners(validation)
    succeeds, codes = _succeeds(partners), {partner.key: partner.code for partner in partners}
    for partner in partners:
        line = predecessors(partner.key, succeeds)
        if partner.row and partner.key in line:
            circle = line[: line.index(partner.key) + 1]
            named = [codes[key] for key in (partner.key, *circle)]
            validation.report([partner.row], _circle(partner.code, " succeeds ".join(named)))


def _circle(code: str, named: str) -> Problem:
    return Problem(
        "succession_circle",
        f"By this row {code} would succeed itself: {named}.",
        "Name under Succeeds only the partner that was there before, and leave it blank in the row "
        "of that one; send the rows of all of them together.",
        column="succeeds",
    )


def ask_about_numbers(validation: Validating) -> None:
    """Ask about each row whose charity or company number another partner has already."""
    partners = _partners(validation)
    succeeds = _succeeds(partners)
    for column, words in _NUMBERS.items():
        holders: dict[str, _Partner] = {}
        for partner in partners:
            number = _plain_number(getattr(partner, column) or "")
            holder = holders.setdefault(number, partner) if number else partner
            is_same = holder.key == partner.key or _are_related(holder, partner, succeeds)
            if partner.row and not is_same:
                validation.report([partner.row], _shared(column, words, holder, partner))


def ask_about_names(validation: Validating) -> None:
    """Ask about each row with the name of another partner, where no numbers tell them apart."""
    partners = _partners(validation)
    succeeds = _succeeds(partners)
    holders: dict[str, _Partner] = {}
    for partner in partners:
        holder = holders.setdefault(plain(partner.name or ""), partner)
        is_same = holder.key == partner.key or _are_related(holder, partner, succeeds)
        if partner.row and not is_same and not _have_numbers(holder, partner):
            validation.report([partner.row], _shared("name", "name", holder, partner))


def _have_numbers(partner: _Partner, other: _Partner) -> bool:
    """Whether both have a number of one kind: another tells them apart, the same is asked about."""
    return any(
        _plain_number(getattr(partner, column) or "")
        and _plain_number(getattr(other, column) or "")
        for column in _NUMBERS
    )


def _plain_number(text: str) -> str:
    """A number without case, spaces, punctuation, leading noughts and words for number; blank
    where it is none.
    """
    bare = re.sub(r"[\W_]+", "", _CALLED.sub("", text.casefold()).removesuffix(".0"))
    letters, digits = re.fullmatch("([^0-9]*)(.*)", bare).groups()
    digits = digits.lstrip("0")
    return letters + digits if digits else ""


def _are_related(partner: _Partner, other: _Partner, succeeds: dict[str, str]) -> bool:
    """Whether either of two partners took over the other."""
    pairs = ((partner.key, other.key), (other.key, partner.key))
    return any(earlier in predecessors(later, succeeds) for later, earlier in pairs)


def _shared(column: str, words: str, holder: _Partner, partner: _Partner) -> Problem:
    known = f"{holder.code} ({quoted(holder.name)})" if holder.name else holder.code
    return Problem(
        f"shared_{'name' if column == 'name' else 'number'}",
        f"{known} has this {words} already, {holder.where}.",
        f"If both are right, nothing need be done. If they are one partner, keep one of the codes. "
        f"If {partner.code} took over {holder.code}, type {holder.code} under Succeeds.",
        "query",
        column=column,
    )


SOURCE = source_of(
    REGISTERS["partners"],
    steps=(
        Step("checked", refuse_circles),
        Step("unique", ask_about_numbers),
        Step("unique", ask_about_names),
    ),
)
