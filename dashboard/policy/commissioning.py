"""Commissions of the hub: with whom, for which need, and after which call."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Agreement, Need, Partner
from dashboard.domain.snapshot import Cell, Snapshot

CRITERIA = {
    "expertise": "Expertise",
    "value_for_money": "Value for money",
    "ace_alignment": "Arts Council standards",
    "hub_objectives": "The hub's objectives",
}


@dataclass(frozen=True)
class Commissioned:
    """An agreement with who delivers it; `is_own` where that is a member of the consortium."""

    agreement: Agreement
    partner: Partner
    is_own: bool

    @classmethod
    def of(cls, snapshot: Snapshot, agreement: Agreement) -> "Commissioned":
        is_own = snapshot.is_self_commissioned(agreement)
        return cls(agreement, snapshot.partner_of(agreement), is_own)


def commissioned_in(cell: Cell) -> list[Commissioned]:
    """The agreements of a cell that run on its day, by partner."""
    day = cell.snapshot.day
    running = [agreement for agreement in cell.agreements if agreement.runs_in(day, day)]
    commissioned = [Commissioned.of(cell.snapshot, agreement) for agreement in running]
    return sorted(commissioned, key=lambda c: (c.partner.name, c.agreement.agreement_code))


@dataclass(frozen=True)
class Part:
    """Agreements that are alike in one respect: how many, with how many partners, worth what."""

    agreements: int = 0
    partners: int = 0
    worth_pence: int = 0

    @classmethod
    def of(cls, commissioned: Sequence[Commissioned]) -> "Part":
        partners = {entry.partner.partner_code for entry in commissioned}
        worth = sum(entry.agreement.value_pence for entry in commissioned)
        return cls(len(commissioned), len(partners), worth)


WAYS = {  # how agreements came about: what each says of it
    "route": lambda entry: entry.agreement.route,
    "kind": lambda entry: entry.agreement.kind,
    "procurement": lambda entry: entry.agreement.procurement or "not recorded",
    "own": lambda entry: "self-commissioned" if entry.is_own else "others",
}


@dataclass(frozen=True)
class Mix:
    """How running agreements came about and with whom, counted and added up.

    `ways` go by respect (of `WAYS`) and its word, the most agreements first; `by_kind` by the kind
    of partner, and `by_size` by kind and size.
    """

    every: Part
    ways: Mapping[str, Mapping[str, Part]]
    by_kind: Mapping[str, Part]
    by_size: Mapping[tuple[str, str], Part]

    @property
    def planned(self) -> int:
        """How many agreements were planned."""
        return self.ways["route"].get("planned", Part()).agreements


def mix_of(commissioned: Sequence[Commissioned]) -> Mix:
    return Mix(
        Part.of(commissioned),
        {respect: _parts(commissioned, word) for respect, word in WAYS.items()},
        _parts(commissioned, lambda entry: entry.partner.kind),
        _parts(commissioned, lambda entry: (entry.partner.kind, entry.partner.size)),
    )


def _parts(commissioned: Sequence[Commissioned], word: Callable) -> dict:
    counted = Counter(map(word, commissioned))
    return {
        name: Part.of([entry for entry in commissioned if word(entry) == name])
        for name, _ in counted.most_common()
    }


@dataclass(frozen=True)
class NeedRow:
    """A need of an area and the running agreements that name it.

    `answered_by` are those whose details the viewer may see; `others` counts the rest.
    """

    need: Need
    function: str | None
    answered_by: tuple[Commissioned, ...]
    others: int = 0

    @property
    def is_covered(self) -> bool:
        return bool(self.answered_by) or self.others > 0


@dataclass(frozen=True)
class Proposal:
    """What a partner proposed, and the mean of the scorers' scores (1 to 5) on each criterion."""

    proposal_ref: str
    partner_name: str
    amount_pence: int
    submitted_on: date | None
    outcome: str
    scorers: int
    scores: Mapping[str, float | None]


@dataclass(frozen=True)
class Opportunity:
    """A call for proposals: for which need, how it was announced, and what came."""

    opportunity_code: str
    area: str
    title: str
    need: Need | None
    value_pence: int | None
    opened_on: date | None
    closed_on: date | None
    channels: tuple[str, ...]
    proposals: tuple[Proposal, ...]

    def standing(self, today: date) -> str:
        """`open`, `decided` or `to be decided`."""
        if self.closed_on and self.closed_on >= today:
            return "open"
        is_decided = any(proposal.outcome == "accepted" for proposal in self.proposals)
        return "decided" if is_decided else "to be decided"
