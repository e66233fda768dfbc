"""The made-up hub: the same for a day and a seed, its money adds up, its story can be seen."""

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import islice, pairwise

import openpyxl
import pytest

from data.calendar import Quarter, owes_return
from data.hub import HUB
from etl.sample import broken, money, registry, returns
from etl.sample.hub import SampleHub
from etl.sample.registers import (
    agreements,
    allocations,
    decisions,
    partners,
    payments,
    reviews,
    risks,
)
from etl.sample.rolls import Roll
from etl.sample.story import PARTS
from etl.sources import SOURCES
from tests.support.walks import sampled

SUMMER = date(2026, 7, 3)
DAYS = [
    SUMMER,
    date(2026, 1, 15),  # the first quarter's returns are due
    date(2026, 9, 1),  # the first day of an academic year
    date(2028, 8, 31),  # the last day of a year, and of a quarter
    date(2026, 11, 23),
    date(2028, 12, 31),
]


@dataclass(frozen=True)
class Sample:
    """A hub on a day with all its returns."""

    hub: SampleHub

    @cached_property
    def sent(self) -> list[returns.Return]:
        return list(returns.returns(self.hub))

    @cached_property
    def sent_for(self) -> dict[str, list[returns.Return]]:
        """The returns by agreement code."""
        found = defaultdict(list)
        for sent in self.sent:
            found[sent.agreement.code].append(sent)
        return found

    @cached_property
    def running(self):
        return [a for a in self.hub.agreements if a.starts_on <= self.hub.today <= a.ends_on]

    def playing(self, part: str):
        return next(a for a in self.hub.agreements if a.story == part)

    def of(self, part: str) -> list[returns.Return]:
        """The due quarters' returns of the agreement that plays a part, oldest first."""
        mine = self.sent_for[self.playing(part).code]
        return [r for r in mine if r.quarter <= self.hub.newest]

    def rows(self, sheet: str):
        return [(found, row) for found in self.sent for row in found.sheets.get(sheet, [])]


@cache
def _made(day: date, scale: int = 1) -> Sample:
    return Sample(SampleHub(day, scale, 2024))


@pytest.fixture(scope="session", params=sampled(DAYS, 2), ids=str)
def sample(request) -> Sample:
    return _made(request.param)


@pytest.fixture(scope="session")
def summer() -> Sample:
    return _made(SUMMER)


# -- Files ---------------------------------------------------------------------------------------


def test_the_same_day_and_seed_give_the_same_bytes(tmp_path):
    assert _written(tmp_path / "once") == _written(tmp_path / "again")


def test_another_seed_gives_other_children():
    first, second = (SampleHub(DAYS[0], 1, seed) for seed in (1, 2))
    assert _refs_and_needs(first) != _refs_and_needs(second)


def test_a_workbook_has_the_headings_of_the_contract(tmp_path, summer):
    found = _tidy_return(summer)
    returns.write(tmp_path, found)
    book = openpyxl.load_workbook(tmp_path / f"{found.name}.xlsx")
    assert book.sheetnames[0] == SOURCES["return"].sheet
    for key in found.sheets:
        headings = [cell.value for cell in book[SOURCES[key].sheet][1]]
        assert headings == [column.header for column in SOURCES[key].columns]


def test_a_csv_return_says_on_each_row_which_return_it_is(tmp_path, summer):
    found = next(r for r in summer.sent if r.agreement.hand == "csv")
    returns.write(tmp_path, found)
    with (tmp_path / f"{found.name}_spending.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["Agreement code"] for row in rows} == {found.agreement.code}
    assert {row["Quarter"] for row in rows} == {str(found.quarter)}


def test_every_row_fits_its_source(summer):
    for key, rows in _register_rows(summer.hub).items():
        _fits(key, rows)
    for found in summer.sent:
        for key, rows in found.sheets.items():
            _fits(key, rows)


def test_each_broken_file_has_its_return(tmp_path, sample):
    for found in sample.sent:
        broken.write(tmp_path, found)
    assert len(list(tmp_path.iterdir())) == len(broken.FAULTS)


# -- Size ----------------------------------------------------------------------------------------


def test_the_sample_is_large_enough_and_quick_to_load(sample):
    assert 60_000 <= len(sample.rows("attendance")) <= 90_000
    assert 180 <= len(sample.sent) <= 345


def test_twice_the_scale_has_about_twice_the_rows(summer):
    once, twice = (_first_sessions(SampleHub(SUMMER, scale, 2024)) for scale in (1, 2))
    assert 1.8 < twice / once < 2.2


def _first_sessions(hub: SampleHub) -> int:
    """The rows of attendance in as many returns as half of the agreements send."""
    sent = islice(returns.returns(hub), 120)
    return sum(len(found.sheets.get("attendance", [])) for found in sent)


def test_schools_and_pupils_are_the_public_numbers(summer):
    found = partners.schools(summer.hub)
    pupils = Counter()
    for school in found:
        pupils[school["area"]] += school["pupils"]
    assert Counter(school["area"] for school in found) == {
        "Bedford": 75,
        "Central Bedfordshire": 132,
        "Luton": 71,
        "Milton Keynes": 113,
    }
    assert pupils == {
        "Bedford": 29_190,
        "Central Bedfordshire": 45_056,
        "Luton": 39_181,
        "Milton Keynes": 47_559,
    }
    assert len({school["name"] for school in found}) == len(found)


# -- Rules across rows ---------------------------------------------------------------------------


def test_no_key_stands_twice_in_a_return(summer):
    for found in summer.sent:
        for key, rows in found.sheets.items():
            names = [n for n in SOURCES[key].natural_key if n in rows[0]]
            if key != "attendance":
                keys = [tuple(row[name] for name in names) for row in rows]
                assert len(set(keys)) == len(keys), (found.name, key)


def test_days_lie_in_the_quarter_and_before_the_return(sample):
    days = {"attendance": "session_date", "satisfaction": "answered_on", "spending": "on_date"}
    for sheet, column in (days | {"learning": "assessed_on"}).items():
        for found, row in sample.rows(sheet):
            last = min(found.quarter.end, found.prepared_on)
            assert found.quarter.start <= row[column] <= last


def test_nothing_that_was_done_lies_in_the_future(sample):
    for key, rows in _register_rows(sample.hub).items():
        done = [column.name for column in SOURCES[key].columns if column.is_done]
        for row in rows:
            assert all(row.get(name) is None or row[name] <= sample.hub.today for name in done)
    assert all(found.prepared_on <= sample.hub.today for found in sample.sent)


def test_children_are_listed_before_they_come(sample):
    known = defaultdict(set)
    for found in sample.sent:
        here = known[found.agreement.code]
        here |= {row["participant_ref"] for row in found.sheets.get("participants", [])}
        for sheet in ("attendance", "learning"):
            refs = {row.get("participant_ref") for row in found.sheets.get(sheet, [])}
            assert refs - {None} <= here


def test_an_after_has_its_before(sample):
    before = set()
    for found, row in sample.rows("learning"):
        key = (found.quarter.year, row["participant_ref"], row["measure"])
        if row["stage"] == "before":
            before.add(key)
        else:
            assert key in before
            assert 0 <= row["score"] <= row["scale_top"]


# -- Money ---------------------------------------------------------------------------------------


def test_allocations_add_up_to_the_grant(sample):
    by_stream = Counter()
    for row in allocations.rows(sample.hub):
        assert row["amount"] >= 0
        by_stream[row["year"], row["stream"]] += row["amount"]
    revenue = [pence for (_, stream), pence in by_stream.items() if stream == "revenue grant"]
    capital = [pence for (_, stream), pence in by_stream.items() if stream == "capital grant"]
    assert revenue == [150_486_600] * 3
    assert sum(capital) == 49_433_600


def test_an_agreement_is_worth_what_its_years_are_allocated(sample):
    ended = [a for a in sample.hub.agreements if a.last <= sample.hub.now]
    allocated = Counter()
    for row in allocations.rows(sample.hub):
        allocated[row["agreement_code"]] += row["amount"]
    assert all(allocated[a.code] == money.value(sample.hub, a) for a in ended)


def test_payments_stay_within_the_year_s_allocation_save_one(sample):
    over = {a.story for a in sample.hub.agreements if _paid(sample, a) > _allocated(sample, a)}
    assert over == {"overpaid"}


def test_no_payment_runs_ahead_of_its_return_save_one(sample):
    early = {
        agreement.story
        for agreement in sample.hub.agreements
        for payment in payments.payments(sample.hub, agreement)
        if payment.paid_on and payment.needs and not _came(sample, agreement, payment)
    }
    assert early == {"paid-early"}


def test_one_payment_waits_although_its_return_came(sample):
    long_ago = sample.hub.today - timedelta(days=30)
    late = {
        agreement.story
        for agreement in sample.hub.agreements
        for payment in payments.payments(sample.hub, agreement)
        if payment.due_on < long_ago and not payment.paid_on
        if payment.needs is None or _came(sample, agreement, payment, sample.hub.today)
    }
    assert late == {"unpaid"}


def test_spending_follows_its_profile_save_one(sample):
    off = set()
    for agreement in sample.running:
        due = [r for r in _current(sample, agreement) if "spending" in r.sheets]
        expected = sum(money.due(sample.hub, agreement, r.quarter) for r in due)
        spent = sum(_pence(r, "spend") for r in due)
        if abs(spent - expected) > 0.15 * expected:
            off.add(agreement.story)
    assert off == {"off-profile"}


# -- The story -----------------------------------------------------------------------------------


def test_every_part_is_played_once(sample):
    parts = [agreement.story for agreement in sample.hub.agreements if agreement.story]
    assert sorted(parts) == sorted(PARTS)
    still_there = {agreement.story for agreement in sample.running}
    assert still_there - {""} == PARTS.keys() - {"nil"}


def test_one_partner_stopped_reporting_and_others_did_not(sample):
    missing = {
        agreement.story: _missing(sample, agreement)
        for agreement in sample.running
        if _missing(sample, agreement)
    }
    assert missing["silent"] == [sample.hub.newest.previous(), sample.hub.newest]
    assert missing.keys() <= {"silent", ""}


def test_satisfaction_slides_below_standard_at_one_partner(sample):
    low = {
        agreement.story
        for agreement in sample.running
        if all(share < 0.6 for share in _liked(sample, agreement)[-2:])
        and len(_liked(sample, agreement)) >= 2
    }
    assert low == {"sliding"}


def test_demand_falls_quarter_by_quarter(sample):
    children = [_children(found) for found in sample.of("falling")]
    assert len(children) >= 7
    assert all(later <= earlier for earlier, later in pairwise(children))
    assert children[-1] < 0.65 * children[0]


def test_objectives_end_as_the_story_says(sample):
    for part, reached in (("all-achieved", True), ("targets-met", True), ("unmet", False)):
        for objective, value in _values(sample, part):
            assert (value >= float(objective["target"])) is reached, part
    due = {part: [o["due_on"] for o, _ in _values(sample, part)] for part in PARTS}
    assert all(day < sample.hub.today for day in due["all-achieved"] + due["unmet"])
    assert any(day > sample.hub.today for day in due["targets-met"])


def test_one_partner_sustains_itself(sample):
    earning = {a.story for a in sample.running if _own_share(sample, a) >= 0.8}
    assert earning == {"self-sustaining"}


def test_dates_of_the_story_are_counted_from_today(sample):
    today = sample.hub.today
    open_reviews = {
        row["agreement_code"]: (row["due_on"] - today).days
        for row in reviews.reviews(sample.hub)
        if not row.get("held_on")
    }
    assert 0 < open_reviews[sample.playing("review-due").code] <= 60
    assert open_reviews[sample.playing("review-overdue").code] < 0
    assert 0 <= (sample.playing("renewal-due").ends_on - today).days <= 120
    expiries = [(row["expires_on"] - today).days for row in agreements.waivers(sample.hub)]
    assert min(expiries) < 0 < max(expiries)


def test_next_reviews_are_far_enough_away_save_in_the_story(sample):
    soon = set()
    last = {row["agreement_code"]: row for row in reviews.reviews(sample.hub)}
    for agreement in sample.running:
        row = last.get(agreement.code, {"next_due_on": agreement.starts_on + timedelta(days=365)})
        due_on = row.get("next_due_on") or row["due_on"]
        if (due_on - sample.hub.today).days <= 60:
            soon.add(agreement.story)
    assert soon == {"review-due", "review-overdue"}


def test_decisions_leave_open_what_the_story_leaves_open(sample):
    rows = decisions.rows(sample.hub)
    limit = sample.hub.today - timedelta(days=90)
    unreported = [r for r in rows if r["decided_on"] <= limit and not r["reported_on"]]
    plans = [row for row in rows if row["kind"] == "improvement plan"]
    undecided = _ending_without_decision(sample, rows)
    assert [r["agreement_code"] for r in unreported] == [sample.playing("unreported").code]
    assert [r["agreement_code"] for r in plans] == [sample.playing("sliding").code]
    assert undecided == {"renewal-due"}


def test_the_registers_lack_what_the_story_says(sample):
    rows = {row["agreement_code"]: row for row in agreements.agreements(sample.hub)}
    lacking = {
        "not-approved": "approved_on",
        "undeclared": "conflict_declared_on",
        "incomplete": "deliverables",
    }
    for part, column in lacking.items():
        assert not rows[sample.playing(part).code].get(column)
    members = [a for a in sample.hub.agreements if a.partner.member]
    undeclared = {a.story for a in members if not rows[a.code]["conflict_declared_on"]}
    assert undeclared == {"undeclared"}
    linked = {row["agreement_code"]: row["need_code"] for row in agreements.objectives(sample.hub)}
    assert [code for code, need in linked.items() if not need] == [sample.playing("not-smart").code]


def test_one_need_is_uncovered_and_one_was_closed(sample):
    answered = {agreement.need for agreement in sample.running}
    found = partners.needs(sample.hub)
    uncovered = [
        n["need_code"] for n in found if n["priority"] == 1 and n["need_code"] not in answered
    ]
    closed = [n["need_code"] for n in found if n["closed_on"]]
    assert uncovered == ["N-MKE-4"]
    assert closed == [sample.playing("unaligned").need]


def test_assessments_and_risks_stand_out_where_the_story_says(sample):
    overdue = {
        row["agreement_code"]
        for row in reviews.assessments(sample.hub)
        if row["due_on"] < sample.hub.today and not row.get("assessed_on")
    }
    parts = ("vfm-overdue", "waived", "waiver-expired")
    assert overdue == {sample.playing(part).code for part in parts}
    high = {row["agreement_code"] for row in risks.rows(sample.hub) if _is_high(row)}
    assert high == {sample.playing("risk-high").code, sample.playing("risk-unmitigated").code}


# -- Every area has something to show ------------------------------------------------------------


def test_every_area_shows_children_learning_and_continuation(sample):
    newest = sample.hub.newest
    for area in HUB.area_names:
        mine = [r for r in sample.sent if r.agreement.area == area and r.quarter == newest]
        assert any(row["stage"] == "after" for r in mine for row in r.sheets.get("learning", []))
        assert any("satisfaction" in r.sheets for r in mine)
        assert any(_pence(r, "income") for r in mine)
        assert 0.10 <= _continuation(sample, area, newest.year) <= 0.40


def test_most_whole_class_attendance_is_by_register(summer):
    heads = sum(
        row.get("headcount") or 0
        for _, row in summer.rows("attendance")
        if row["activity"] == "whole class"
    )
    registered = sum(
        row["activity"] == "whole class" and "participant_ref" in row
        for _, row in summer.rows("attendance")
    )
    assert heads < registered


# -- How the tests read the sample ---------------------------------------------------------------


def _written(folder) -> dict[str, bytes]:
    """The registers and a few returns as bytes."""
    folder.mkdir()
    hub = SampleHub(DAYS[0], 1, 2024)
    registry.write(folder, hub)
    for found in islice(returns.returns(hub), 0, 120, 20):
        returns.write(folder, found)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _refs_and_needs(hub: SampleHub):
    groups = Roll(hub, hub.agreements[0]).groups[hub.newest]
    return [child for group in groups for child in group.children]


def _tidy_return(sample: Sample) -> returns.Return:
    return next(r for r in sample.sent if r.agreement.hand == "tidy" and len(r.sheets) == 6)


def _register_rows(hub: SampleHub) -> dict[str, list[dict]]:
    registers = registry.AS_CSV | {
        k: r for b in registry.AS_WORKBOOK.values() for k, r in b.items()
    }
    return {key: rows(hub) for key, rows in registers.items()}


def _fits(key: str, rows: list[dict]) -> None:
    names = {column.name for column in SOURCES[key].columns}
    required = {column.name for column in SOURCES[key].required}
    for row in rows:
        assert row.keys() <= names, key
        assert all(row.get(name) not in (None, "") for name in required), (key, row)


def _current(sample: Sample, agreement) -> list[returns.Return]:
    """An agreement's returns for the due quarters; a corrected one stands for the first."""
    mine = [r for r in sample.sent_for[agreement.code] if r.quarter <= sample.hub.newest]
    return list({r.quarter: r for r in mine}.values())


def _missing(sample: Sample, agreement) -> list[Quarter]:
    told = {r.quarter for r in sample.sent_for[agreement.code]}
    return [
        q
        for q in agreement.quarters
        if q <= sample.hub.newest
        and q not in told
        and owes_return(q, agreement.starts_on, agreement.ends_on)
    ]


def _came(sample: Sample, agreement, payment, by: date | None = None) -> bool:
    mine = sample.sent_for[agreement.code]
    came = [r.prepared_on for r in mine if r.quarter == payment.needs]
    return bool(came) and min(came) <= (by or payment.paid_on)


def _paid(sample: Sample, agreement) -> int:
    start = Quarter(sample.hub.now.year, 1).start
    found = payments.payments(sample.hub, agreement)
    return sum(p.amount for p in found if p.paid_on and p.paid_on >= start)


def _allocated(sample: Sample, agreement) -> int:
    return money.within(sample.hub, agreement, sample.hub.now.year)


def _pence(found: returns.Return, kind: str) -> int:
    return sum(row["amount"] for row in found.sheets.get("spending", []) if row["kind"] == kind)


def _own_share(sample: Sample, agreement) -> float:
    """Own income of all income over the last four closed quarters."""
    last = sample.hub.now.previous()
    quarters = [last.shift(-n) for n in range(4)]
    lines = [
        row
        for r in _current(sample, agreement)
        if r.quarter in quarters
        for row in r.sheets.get("spending", [])
        if row["kind"] == "income"
    ]
    paid = sum(
        p.amount
        for p in payments.payments(sample.hub, agreement)
        if p.paid_on and quarters[-1].start <= p.paid_on <= last.end
    )
    own = sum(row["amount"] for row in lines if row["category"] not in ("grants", "in kind"))
    every = sum(row["amount"] for row in lines) + paid
    return own / every if every else 0


def _liked(sample: Sample, agreement) -> list[float]:
    """Shares of positive answers in quarters with enough of them, oldest first."""
    scores = [
        [row["score"] for row in r.sheets.get("satisfaction", [])]
        for r in _current(sample, agreement)
    ]
    return [sum(s >= 4 for s in found) / len(found) for found in scores if len(found) >= 10]


def _children(found: returns.Return) -> int:
    return len({row.get("participant_ref") for row in found.sheets["attendance"]})


def _values(sample: Sample, part: str) -> list[tuple[dict, float]]:
    """Each objective of a part with the sum of what was achieved by the newest due quarter."""
    code = sample.playing(part).code
    mine = [o for o in agreements.objectives(sample.hub) if o["agreement_code"] == code]
    achieved = Counter()
    for found in sample.of(part):
        for row in found.sheets.get("progress", []):
            achieved[row["objective_code"]] += row["achieved_value"]
    return [(objective, achieved[objective["objective_code"]]) for objective in mine]


def _ending_without_decision(sample: Sample, rows: list[dict]) -> set[str]:
    enders = [a for a in sample.running if (a.ends_on - sample.hub.today).days <= 120]
    found = set()
    for agreement in enders:
        held = reviews.last_held(sample.hub, agreement) or date.min
        mine = [r for r in rows if r.get("agreement_code") == agreement.code]
        if not any(r["decided_on"] >= held and r["kind"] == "renew" for r in mine):
            found.add(agreement.story)
    return found


def _is_high(risk: dict) -> bool:
    likelihood = risk["residual_likelihood"] or risk["inherent_likelihood"]
    score = likelihood * (risk["residual_impact"] or risk["inherent_impact"])
    return risk["status"] == "open" and (score >= 15 or (score >= 10 and not risk["mitigation"]))


def _continuation(sample: Sample, area: str, year: int) -> float:
    """Of last year's whole-class children, those in another activity this year, by partner."""
    before, now = set(), set()
    for found, row in sample.rows("attendance"):
        if found.agreement.area != area or not row.get("attended"):
            continue
        whole_class = row["activity"] == "whole class"
        if found.quarter.year == year - 1 and whole_class:
            before.add(row["participant_ref"])
        if found.quarter.year == year and found.quarter <= sample.hub.newest and not whole_class:
            now.add(row["participant_ref"])
    return len(before & now) / len(before)
