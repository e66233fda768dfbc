"""Provision: what an agreement gives, who else gives it, and who would once it has ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.domain.facts import Agreement, Need
from dashboard.domain.formatting import uncapitalised
from dashboard.policy.ending.case import Kind, Provision
from data.formatting import listed
from data.hub import HUB_WIDE
from data.vocabulary.activities import ACTIVITIES
from data.vocabulary.functions import FUNCTIONS

DAY = timedelta(days=1)
Gives = frozenset[tuple[Kind, str]]
INCLUSION = "inclusion"  # the word of an activity and of a function of the local plan


@dataclass(frozen=True)
class Giver:
    """An agreement and what it gives: activities, a function of the local plan, answers to needs.

    `name` is how it is named to whoever reads: its title, or its area where it is not theirs.
    """

    agreement: Agreement
    gives: Gives
    name: str


def gives_of(agreement: Agreement, delivered: Iterable[str], needs: Iterable[str | None]) -> Gives:
    """What an agreement gives: its activity and those it delivered, its function, its needs.

    Targeted inclusion counts for the function of inclusion, whatever the agreement's own is.
    """
    activities = {word for word in (agreement.activity, *delivered) if word}
    functions = {agreement.lpme_function, *(activities & {INCLUSION})} - {None}
    return frozenset(
        [("activity", word) for word in activities]
        + [("function", word) for word in functions]
        + [("need", code) for code in {agreement.need_code, *needs} if code]
    )


@dataclass(frozen=True)
class Afterwards:
    """The day on which an agreement ends, and who else gives what on the day looked from."""

    ending: Agreement
    on: date
    ends_on: date
    others: tuple[Giver, ...]

    def provision(self, kind: Kind, word: str, what: str) -> Provision:
        giving = [giver for giver in self.others if (kind, word) in giver.gives]
        return Provision(
            kind=kind,
            what=what,
            area=self.ending.area,
            kept_by=_names(g for g in giving if self._is_near(g, kind) and self._goes_on(g)),
            ends_too=_names(g for g in giving if self._counts(g, kind) and self._ends_too(g)),
            hub_wide=_names(g for g in giving if self._is_hub_wide(g) and self._goes_on(g)),
        )

    def _is_near(self, giver: Giver, kind: Kind) -> bool:
        """Whether it gives the thing here; a need is answered wherever its agreement runs."""
        area = giver.agreement.area
        return area == self.ending.area or (kind == "need" and area != HUB_WIDE)

    def _is_hub_wide(self, giver: Giver) -> bool:
        return giver.agreement.area == HUB_WIDE != self.ending.area

    def _counts(self, giver: Giver, kind: Kind) -> bool:
        return self._is_near(giver, kind) or self._is_hub_wide(giver)

    def _goes_on(self, giver: Giver) -> bool:
        """Whether it runs on the day after; one that begins later leaves a gap."""
        return giver.agreement.runs_in(self.ends_on + DAY, self.ends_on + DAY)

    def _ends_too(self, giver: Giver) -> bool:
        """Whether it runs on the day looked from, and ends by that day."""
        return giver.agreement.runs_in(self.on, self.on) and not self._goes_on(giver)


def provisions(
    ending: Giver, on: date, ends_on: date, givers: Iterable[Giver], needs: Iterable[Need]
) -> tuple[Provision, ...]:
    """Each thing that an agreement gives: activities, functions, needs still on the register."""
    code = ending.agreement.agreement_code
    others = tuple(giver for giver in givers if giver.agreement.agreement_code != code)
    after = Afterwards(ending.agreement, on, ends_on, others)
    known = {("activity", word): _in_a_sentence(name) for word, name in ACTIVITIES.items()}
    known |= {("function", word): name for word, name in FUNCTIONS.items()}
    known |= {
        ("need", need.need_code): f"{need.need_code} ‘{need.statement}’"
        for need in needs
        if need.is_open
    }
    return tuple(
        after.provision(*thing, what) for thing, what in known.items() if thing in ending.gives
    )


def _in_a_sentence(name: str) -> str:
    name = uncapitalised(name)
    return f"{name} sessions" if name.endswith("group") else name


def _names(givers: Iterable[Giver]) -> tuple[str, ...]:
    return tuple(sorted({giver.name for giver in givers}))


def left_without(provisions: Iterable[Provision]) -> str:
    """`Luton with no ensemble and no agreement for Inclusion, and need N-3 without any agreement`.

    `found` are of one agreement; blank where there are none.
    """
    provisions = tuple(provisions)
    here = [provision.label for provision in provisions if provision.kind != "need"]
    needs = [provision.label for provision in provisions if provision.kind == "need"]
    place = [
        "all areas" if provision.area == HUB_WIDE else provision.area
        for provision in provisions[:1]
    ]
    parts = [f"{place[0]} with {listed(here)}"] if here else []
    parts += [f"{listed(needs)} without any agreement"] if needs else []
    return ", and ".join(parts)
