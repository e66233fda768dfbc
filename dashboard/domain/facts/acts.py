"""Acts: what people entered in the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Act:
    """Something that people entered in the journal; `answers` are by field."""

    entry_number: int
    written_on: date
    role: str
    act: str
    organisation: str | None
    agreement_code: str | None
    answers: Mapping[str, Any]

    @property
    def rule(self) -> str | None:
        """The rule whose flag it is about, if any."""
        return self.answers.get("rule")
