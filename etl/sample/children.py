"""Children who do not exist, with the mix that an area's schools have."""

import random
from dataclasses import dataclass

from data.hub import HUB
from etl.sample.plan import Agreement
from etl.sample.schools import KEY_STAGES, School

FSM = {area.name: area.fsm_share for area in HUB.areas} | {"Hub": 0.2}
EHCP, SEN_SUPPORT, UNKNOWN = 0.031, 0.12, 0.05
SEND_TIMES_IN_INCLUSION = 3.5
GENDERS = ("girl", "boy", "other", "not said")
GENDER_WEIGHTS = (49, 47, 1, 3)
ETHNICITIES = ("asian", "black", "mixed", "white", "other", "not said")
ETHNICITY_WEIGHTS = {
    "Bedford": (16, 8, 8, 58, 4, 6),
    "Central Bedfordshire": (5, 4, 6, 77, 2, 6),
    "Luton": (40, 13, 8, 29, 5, 5),
    "Milton Keynes": (14, 16, 9, 51, 4, 6),
    "Hub": (17, 10, 8, 55, 4, 6),
}


@dataclass(frozen=True)
class Child:
    """A participant as a partner knows it: a ref and what the hub asks for."""

    ref: str
    key_stage: str
    gender: str
    send: str
    fsm: str
    ethnicity: str


class Nursery:
    """Brings an agreement's children into the world, each with a ref that its partner uses once."""

    def __init__(self, agreement: Agreement, dice: random.Random):
        self.agreement, self.dice, self.born = agreement, dice, 0
        self.fsm_share = FSM[agreement.area] * dice.uniform(0.85, 1.35)
        self.send_times = SEND_TIMES_IN_INCLUSION if agreement.activity == "inclusion" else 1

    def children(self, how_many: int, year: int, school: School) -> list[Child]:
        return [self._child(year, school) for _ in range(how_many)]

    def _child(self, year: int, school: School) -> Child:
        self.born += 1
        dice = self.dice
        return Child(
            ref=self._ref(year),
            key_stage=self._key_stage(school),
            gender=dice.choices(GENDERS, GENDER_WEIGHTS)[0],
            send=self._send(),
            fsm=self._fsm(),
            ethnicity=dice.choices(ETHNICITIES, ETHNICITY_WEIGHTS[self.agreement.area])[0],
        )

    def _ref(self, year: int) -> str:
        agreement = self.agreement
        return f"{agreement.partner.name[0]}{agreement.code[2:]}Y{year % 100}C{self.born:04d}"

    def _key_stage(self, school: School) -> str:
        early = self.agreement.title == "Music in the early years"
        return "EYFS" if early else self.dice.choice(KEY_STAGES[school.phase])

    def _send(self) -> str:
        ehcp, support = EHCP * self.send_times, SEN_SUPPORT * self.send_times
        weights = (1 - ehcp - support - UNKNOWN, support, ehcp, UNKNOWN)
        return self.dice.choices(("none", "SEN support", "EHCP", "not known"), weights)[0]

    def _fsm(self) -> str:
        weights = (self.fsm_share, 1 - self.fsm_share - UNKNOWN, UNKNOWN)
        return self.dice.choices(("yes", "no", "not known"), weights)[0]
