"""One entry of the journal, and the seal that ties it to the one before it."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

BEGINNING = "0" * 64  # what stands for the seal before the first


@dataclass(frozen=True)
class Entry:
    """Who did what, when, about which agreement; `told` is what they said, as JSON text.

    `file_id` is the number under which it arrived among the files: what it writes bears it.
    """

    entry_number: int
    file_id: int
    written_at: str
    written_on: date
    role: str
    act: str
    organisation: str | None
    agreement_code: str | None
    told: str
    previous: str
    seal: str = ""

    @cached_property
    def answers(self) -> Mapping[str, Any]:
        """The answers, field by field."""
        return MappingProxyType(json.loads(self.told))

    @property
    def name(self) -> str:
        return f"Journal, entry {self.entry_number}"

    def sealed_with(self, secret: bytes) -> str:
        """The seal that this entry must bear: nobody without the secret can make it."""
        return hmac.new(secret, self._text.encode(), hashlib.sha256).hexdigest()

    @property
    def _text(self) -> str:
        parts = [getattr(self, field.name) for field in fields(self) if field.name != "seal"]
        return json.dumps(parts, ensure_ascii=False, default=date.isoformat)


def as_text(answers: Mapping[str, Any]) -> str:
    """Answers in one spelling, sorted by field."""
    return json.dumps(answers, ensure_ascii=False, sort_keys=True, default=date.isoformat)
