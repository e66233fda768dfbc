"""Whether what is commissioned answers what is needed: not_aligned and need_uncovered."""

from datetime import date

from tests.support.rule_over_days import finding, follows

END = date(2026, 8, 31)


def test_an_agreement_is_aligned_until_its_last_need_is_closed(hub):
    hub.agreement(ends_on=END, area="Luton")
    hub.objective("O-1", need_code="N-1")
    hub.objective("O-2", need_code="N-2")
    hub.need("N-1", closed_on=date(2026, 2, 1))
    hub.need("N-2", closed_on=date(2026, 3, 10))
    hub.need("N-3")
    follows(
        hub,
        "not_aligned",
        """
        on         | state  | since
        2026-01-31 | clear  | -
        2026-03-09 | clear  | -
        2026-03-10 | raised | 2026-03-10
        2026-03-11 | raised | 2026-03-10
        """,
    )
    found = finding(hub, "not_aligned", date(2026, 4, 1))
    assert str(found.evidence[1]) == (
        "Linked need N-2 (Few children play in class): closed on 10 March 2026; "
        "an open need of its area is asked"
    )
    assert found.clears_when == (
        "Link an objective to a need of Luton that is still on the register, such as N-3. That "
        "can be done until the agreement ends on 31 August 2026."
    )


def test_a_need_of_another_area_does_not_align_it_and_any_need_aligns_the_hub_wide_ones(hub):
    hub.need("N-1", area="Bedford")
    for code, area in (("A-1", "Luton"), ("A-2", "Bedford"), ("A-3", "Hub")):
        hub.agreement(code, area=area)
        hub.objective(f"O-{code}", agreement_code=code, need_code="N-1")
    on = date(2026, 1, 15)
    assert [finding(hub, "not_aligned", on, code).state for code in ("A-1", "A-2", "A-3")] == [
        "raised",
        "clear",
        "clear",
    ]
    found = finding(hub, "not_aligned", on)
    assert "a need of Bedford, and the agreement is for Luton" in found.evidence[0].threshold
    assert "at present there is none" in found.clears_when


def test_missing_links_and_needs_raise_no_concern(hub):
    hub.agreement(need_code="N-1")
    hub.objective("O-1")
    on = date(2026, 1, 15)
    unlinked = finding(hub, "not_aligned", on)
    assert (unlinked.state, unlinked.missing) == (
        "not_computable",
        "A need that one of its objectives is linked to.",
    )
    hub.objective("O-2", need_code="N-1")
    unknown = finding(hub, "not_aligned", on)
    assert (unknown.state, unknown.missing) == ("not_computable", "N-1 in the needs register.")


def test_a_need_is_uncovered_from_the_day_after_its_last_agreement_until_the_next(hub):
    hub.need("N-1", area="Luton", identified_on=date(2025, 1, 1))
    hub.agreement("A-1", need_code="N-1", ends_on=date(2026, 3, 31))
    hub.agreement("A-2", starts_on=date(2026, 5, 1), ends_on=END)
    hub.objective("O-2", agreement_code="A-2", need_code="N-1")
    follows(
        hub,
        "need_uncovered",
        """
        on         | state  | since
        2026-03-30 | clear  | -
        2026-03-31 | clear  | -
        2026-04-01 | raised | 2026-04-01
        2026-04-30 | raised | 2026-04-01
        2026-05-01 | clear  | -
        2026-05-02 | clear  | -
        """,
        of=None,
        area="Luton",
    )
    found = finding(hub, "need_uncovered", date(2026, 4, 5), of=None, area="Luton")
    assert str(found.evidence[0]) == (
        "Need N-1 (Few children play in class): no running agreement names it; its priority is 1"
    )
    assert found.clears_when == (
        "One that names N-1 starts on 1 May 2026. That can be done at any time."
    )


def test_a_need_counts_from_the_day_it_was_identified_to_the_day_it_was_closed(hub):
    hub.need("N-0", area="Luton", priority=2)
    hub.need("N-1", identified_on=date(2026, 2, 10), closed_on=date(2026, 3, 10))
    follows(
        hub,
        "need_uncovered",
        """
        on         | state  | since
        2026-02-09 | clear  | -
        2026-02-10 | raised | 2026-02-10
        2026-02-11 | raised | 2026-02-10
        2026-03-09 | raised | 2026-02-10
        2026-03-10 | clear  | -
        2026-03-11 | clear  | -
        """,
        of=None,
        area="Luton",
    )
    remedy = finding(hub, "need_uncovered", date(2026, 3, 1), of=None, area="Luton").clears_when
    assert remedy.startswith("Start an agreement that names N-1, or close the need.")


def test_only_the_first_priority_counts_and_an_area_without_needs_cannot_be_judged(hub):
    hub.need("N-1", area="Luton", priority=2)
    on = date(2026, 1, 15)
    assert finding(hub, "need_uncovered", on, of=None, area="Luton").state == "clear"
    silent = finding(hub, "need_uncovered", on, of=None, area="Bedford")
    assert (silent.state, silent.missing) == (
        "not_computable",
        "The needs of Bedford: none is on the register.",
    )
