"""What has happened since a day, read from the hub as it was known then and as it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from dashboard.domain.facts import Agreement, Call, Decision, Partner, Review
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.policy.changes import Changes, Happened
from dashboard.policy.flag import Flag
from dashboard.store.door import Door
from data.hub import HUB_WIDE


class Changed(Door):
    """Changes for a viewer: within their areas, and without free text where it is not theirs."""

    def changes(self, viewer: Viewer, since: date, area: str | None = None) -> Changes:
        """From the day after `since` until today; of one area where one is chosen."""
        viewer.require("see_partners")
        with self._open() as reader:
            then, now = reader.snapshot(since), reader.snapshot()
            before, after = _raised(reader.flags(since)), _raised(reader.flags())
        seen = _Seen(viewer, area, now)
        agreements = [a for a in now.agreements.values() if seen.is_open(a.area)]
        today = now.day
        return Changes(
            since=since,
            raised=seen.flags(after, after.keys() - before.keys()),
            cleared=seen.flags(before, before.keys() - after.keys()),
            carried=seen.flags(after, after.keys() & before.keys()),
            reviews=seen.told(now.reviews, lambda one: since < (one.held_on or since) <= today),
            decisions=seen.told(now.decisions, lambda one: since < one.decided_on <= today),
            began=tuple(a for a in agreements if since < a.starts_on <= today),
            ended=tuple(a for a in agreements if since <= a.ends_on < today),
            risks_then=seen.risks(then),
            risks_now=seen.risks(now),
        )

    def decisions(self, viewer: Viewer, area: str | None = None) -> list[Happened]:
        """Every decision within the viewer's areas, newest first."""
        viewer.require("see_partners")
        with self._open() as reader:
            now = reader.snapshot()
        return list(_Seen(viewer, area, now).told(now.decisions, lambda _: True))


class _Seen:
    """What of a snapshot a viewer may see, of one area or of all."""

    def __init__(self, viewer: Viewer, area: str | None, snapshot: Snapshot):
        self._viewer, self._area, self._snapshot = viewer, area, snapshot

    def is_open(self, area: str) -> bool:
        return self._area in (None, area) and self._viewer.sees_detail_of(area)

    def flags(self, flags: Mapping, keys: Iterable) -> tuple[Flag, ...]:
        found = [flags[key] for key in keys if self.is_open(flags[key].area)]
        return tuple(sorted(found, key=lambda f: (f.finding.since or f.on, f.rule.key, f.area)))

    def told(self, rows: Mapping, is_wanted) -> tuple[Happened, ...]:
        """Reviews or decisions, newest first; those of no agreement are of their call's area."""
        found = [
            self._happened(row)
            for own in rows.values()
            for row in own
            if is_wanted(row) and self.is_open(self._area_of(row.agreement_code, self._call(row)))
        ]
        return tuple(sorted(found, key=lambda one: one.on or date.max, reverse=True))

    def risks(self, snapshot: Snapshot) -> tuple:
        return tuple(
            risk
            for code, own in snapshot.risks.items()
            if self.is_open(self._area_of(code))
            for risk in own
            if risk.is_open
        )

    def _area_of(self, code: str | None, call: Call | None = None) -> str:
        agreement = self._snapshot.agreements.get(code)
        return agreement.area if agreement else call.area if call else HUB_WIDE

    def _call(self, row: Review | Decision) -> Call | None:
        code = row.opportunity_code if isinstance(row, Decision) else None
        return self._snapshot.calls.get(code)

    def _happened(self, row: Review | Decision) -> Happened:
        agreement: Agreement | None = self._snapshot.agreements.get(row.agreement_code)
        partner = self._snapshot.partner_of(agreement) if agreement else self._proposer(row)
        return Happened(self._readable(row), agreement, partner, _options(row), self._call(row))

    def _proposer(self, row: Review | Decision) -> Partner | None:
        """Whose proposal was decided on; nobody is named where the call's area is unknown."""
        if not self._call(row):
            return None
        return self._snapshot.partners.get(row.deliverer_partner_code)

    def _readable(self, row: Review | Decision) -> Review | Decision:
        if self._viewer.may("see_free_text"):
            return row
        names = {"notes", "rationale", "options"} & vars(row).keys()
        return replace(row, **dict.fromkeys(names))


def _options(row: Review | Decision) -> int:
    written = row.options if isinstance(row, Decision) else None
    return len(written.split(";")) if written else 0


def _raised(flags: Iterable[Flag]) -> dict[tuple, Flag]:
    return {
        (flag.rule.key, flag.agreement_code, flag.area): flag
        for flag in flags
        if flag.finding.state == "raised"
    }
