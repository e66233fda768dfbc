"""Journal service: objections, order and one transaction for each act that people enter."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from dashboard.domain.facts import Agreement
from dashboard.domain.viewer import NotFound, Viewer
from dashboard.journal.objections import objections
from dashboard.store import session_on
from dashboard.store.session import Session
from data.installation_key import derived, own_key
from data.journal import end_mark
from data.journal.acts import ACTS
from data.journal.book import PURPOSE, Hand, append, entries
from data.journal.entry import Entry
from data.journal.reading import NotRecordedError, read
from data.journal.verifying import findings
from data.settings import Settings
from data.warehouse.engine import reading, writing

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Journal:
    """The journal of one warehouse; every entry is made for a viewer."""

    engine: Engine
    settings: Settings

    def record(
        self, viewer: Viewer, act: str, typed: Mapping[str, object], agreement: str | None = None
    ) -> Entry:
        """Enter one act as it was typed; NotRecordedError carries all that is wrong with it."""
        if act not in ACTS:
            raise NotFound(
                f"Nothing called ‘{act}’ can be entered. It is one of: {', '.join(ACTS)}."
            )
        with writing(self.engine) as connection:
            secret = self._secret(connection)
            entry = self._enter(connection, secret, viewer, act, typed, agreement)
        self._note_end(secret, entry)
        return entry

    def _enter(
        self,
        connection: Connection,
        secret: bytes,
        viewer: Viewer,
        act: str,
        typed: Mapping[str, object],
        code: str | None,
    ) -> Entry:
        session = session_on(connection, self.settings, viewer)
        agreement = _agreement(session, act, code)
        viewer.require_entering(act, agreement and agreement.area)
        answers = read(ACTS[act], typed, session.policy(), session.today)
        if "area" in answers:
            viewer.require_area(answers["area"])
        wrong = (*objections(viewer, act, answers, agreement, session.snapshot()),)
        if "query" in answers and not _is_asked(session, answers["query"], code):
            wrong += ("There is no such open query about what is named.",)
        if wrong:
            raise NotRecordedError(*wrong)
        hand = Hand(viewer.role, answers.pop("organisation", None))
        return append(connection, secret, hand, act, code, answers, session.today)

    def _note_end(self, secret: bytes, entry: Entry) -> None:
        """The entry is made already: a note that cannot be written now is written by the next."""
        try:
            end_mark.note(self.settings, secret, end_mark.EndMark.of(entry))
        except OSError:
            _log.exception("the end of the journal could not be noted")

    def findings(self) -> tuple[int, list[str]]:
        """How many entries there are, and what does not agree with how they were written."""
        with reading(self.engine) as connection:
            count, secret = len(entries(connection)), self._secret(connection)
            return count, findings(connection, secret, end_mark.noted(self.settings, secret))

    def _secret(self, connection: Connection) -> bytes:
        return derived(own_key(connection, self.settings), PURPOSE)


def _is_asked(session: Session, about: str, code: str | None) -> bool:
    """Whether such a query is open, of a file of that agreement alone, or of several for None."""
    query = session.files.query(about)
    return query is not None and query.agreement_code == code


def _agreement(session: Session, act: str, code: str | None) -> Agreement | None:
    """The agreement that an act is about, where it is about one."""
    if code is None and ACTS[act].of == "agreement":
        raise NotRecordedError("Say which agreement this is about.")
    if code is not None and ACTS[act].of == "hub":
        raise NotRecordedError("This is about no agreement. Leave the agreement out.")
    try:
        return session.agreement(code) if code is not None else None
    except NotFound as missing:
        raise NotRecordedError(str(missing)) from None
