"""A journal over a drawn hub, and entries with defaults for what is beside the point."""

import secrets
from datetime import date
from pathlib import Path

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.journal.service import Journal
from data.journal.entry import Entry
from data.settings import Settings
from tests.support.hub_builder import TODAY, Builder

TYPED = {
    "acknowledge": {"rule": "review_due", "note": "A day is being looked for."},
    "disagree": {"rule": "quality_below_standard", "why": "The forms were the wrong ones."},
    "review": {"held_on": "2026-01-10", "outcome": "continue", "notes": "All in order."},
    "reply": {"replied_on": "2026-01-12", "reply": "The partner sees it the same way."},
    "improvement plan": {
        "decided_on": "2026-01-12",
        "decided_by": "music service",
        "organisation": "none",
        "rationale": "Two low quarters.",
        "actions": "Lessons are watched.",
        "review_on": "2026-04-30",
    },
    "decision": {
        "kind": "renew",
        "decided_on": "2026-01-12",
        "decided_by": "music service",
        "organisation": "none",
        "rationale": "It works.",
    },
    "approval": {"approved_on": "2026-01-14", "organisation": "none"},
    "report": {"decision_ref": "D-1", "reported_on": "2026-01-15"},
    "answer": {"query": "Q-1", "reply": "The partner meant it so."},
    "settings": {
        "values": {"quality_floor": "65%"},
        "in_force_from": "2026-02-01",
        "adopted_on": "2026-01-14",
        "why": "Partners agreed to aim higher.",
    },
}
OF_THE_HUB = ("settings",)


class Book:
    """Makes entries for somebody on a day, and asks whether the journal is whole."""

    def __init__(self, hub: Builder, folder: Path):
        self.hub, self.folder = hub, folder
        (folder / "hub.key").write_bytes(secrets.token_bytes(32))

    def settings(self, on: date = TODAY) -> Settings:
        url = self.hub.engine.url.render_as_string(hide_password=False)
        return Settings(url, self.folder / "archive", self.folder / "hub.key", on)

    def journal(self, on: date = TODAY) -> Journal:
        return Journal(self.hub.engine, self.settings(on))

    def enter(
        self,
        act: str,
        agreement: str | None = "A-1",
        by: Viewer = COMMAND_LINE,
        on: date = TODAY,
        **typed,
    ) -> Entry:
        """One act, with what is typed beside or instead of the defaults; None leaves one out."""
        said = {name: text for name, text in (TYPED[act] | typed).items() if text is not None}
        code = None if act in OF_THE_HUB else agreement
        return self.journal(on).record(by, act, said, code)

    def findings(self) -> list[str]:
        return self.journal().findings()[1]
