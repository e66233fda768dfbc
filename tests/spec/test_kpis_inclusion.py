"""fsm_equity and send_share: released when returns are due, and then they stay."""

from datetime import date

import pytest

from tests.support.hub_builder import TODAY, children, said


def _statuses(fsm: int, send: int, total: int) -> str:
    rows = (
        f"c{n} | {'yes' if n < fsm else 'no'} | {'EHCP' if n < send else 'none'}"
        for n in range(total)
    )
    return "child | fsm | send\n" + "\n".join(rows)


@pytest.fixture
def luton(hub):
    hub.school("100001", area="Luton", pupils=1000)
    hub.agreement("A-1", area="Luton")
    return hub


def test_fsm_equity_divides_the_share_of_children_by_the_share_of_pupils(luton):
    luton.returned(attendance=children(40), participants=_statuses(fsm=20, send=0, total=40))
    reading = luton.kpi("fsm_equity", area="Luton")
    assert said(reading) == (pytest.approx(0.5 / 0.254), 20, 40, "ok")
    assert reading.rag == "green"


def test_fsm_equity_of_the_hub_weighs_the_areas_by_their_pupils(luton):
    luton.school("200001", area="Central Bedfordshire", pupils=3000)
    luton.returned(attendance=children(40), participants=_statuses(fsm=20, send=0, total=40))
    pupils = (1000 * 0.254 + 3000 * 0.131) / 4000
    assert luton.kpi("fsm_equity").value == pytest.approx(0.5 / pupils)


def test_send_share_counts_children_whose_status_is_known(luton):
    luton.returned(attendance=children(50), participants=_statuses(fsm=0, send=10, total=40))
    assert said(luton.kpi("send_share", area="Luton")) == (0.25, 10, 40, "ok")


def test_a_characteristic_of_fewer_than_fifteen_children_is_suppressed(luton):
    luton.returned(attendance=children(14), participants=_statuses(fsm=3, send=6, total=14))
    assert luton.kpi("fsm_equity", area="Luton").state == "suppressed"
    assert luton.kpi("send_share", area="Luton").state == "suppressed"


def test_the_figures_are_missing_until_the_returns_are_due(luton):
    luton.returned(
        received_on=date(2025, 12, 10),
        attendance=children(40),
        participants=_statuses(fsm=20, send=10, total=40),
    )
    assert luton.kpi("send_share", today=date(2025, 12, 28)).state == "missing"
    assert luton.kpi("send_share", today=date(2025, 12, 29)).state == "ok"


def test_a_quarter_that_is_not_due_waits_though_an_earlier_one_of_its_year_is_released(luton):
    statuses = _statuses(fsm=20, send=10, total=40)
    luton.returned(attendance=children(40), participants=statuses)
    early = {"quarter": "2025/26 Q2", "received_on": TODAY}
    luton.returned(attendance=children(40), participants=statuses, **early)
    assert luton.kpi("send_share").state == "ok"
    assert luton.kpi("send_share", quarter="2025/26 Q2").state == "missing"


def test_a_child_of_two_quarters_and_two_areas_counts_once_in_the_year_to_date(luton):
    luton.agreement("A-2", area="Bedford")
    luton.returned(attendance=children(40), participants=_statuses(fsm=20, send=10, total=40))
    later = {"agreement": "A-2", "quarter": "2025/26 Q2", "received_on": date(2026, 4, 1)}
    new = "\n".join(f"c{n} | none" for n in range(40, 50))
    luton.returned(attendance=children(50), participants=f"child | send\n{new}", **later)
    asked = {"quarter": "2025/26 Q2", "today": date(2026, 6, 1), "span": "to-date"}
    assert said(luton.kpi("send_share", **asked)) == (0.2, 10, 50, "ok")
    assert luton.kpi("send_share", area="Luton", **asked).denominator == 40
    assert luton.kpi("send_share", area="Bedford", **asked).denominator == 50


def test_the_figures_are_for_areas_and_the_hub_only(luton):
    luton.returned(attendance=children(40), participants=_statuses(fsm=20, send=10, total=40))
    assert luton.kpi("send_share").state == "ok"
    for chosen in ({"function": "schools"}, {"activity": "ensemble"}, {"partner_code": "P-1"}):
        reading = luton.kpi("send_share", **chosen)
        assert (reading.state, bool(reading.note)) == ("missing", True)


def test_a_released_figure_moves_by_six_children_or_not_at_all(luton):
    luton.returned(attendance=children(40), participants=_statuses(fsm=20, send=10, total=40))
    assert luton.kpi("send_share", area="Luton").denominator == 40
    for first, last, shown in ((40, 45, 40), (45, 46, 46)):
        statuses = "\n".join(f"c{n} | none" for n in range(first, last))
        luton.returned(attendance=children(last), participants=f"child | send\n{statuses}")
        assert luton.kpi("send_share", area="Luton").denominator == shown


def test_the_whole_year_is_released_with_its_last_quarter(luton):
    luton.returned(attendance=children(40), participants=_statuses(fsm=20, send=10, total=40))
    assert luton.kpi("send_share", today=TODAY, span="year").state == "missing"
    assert luton.kpi("send_share", today=TODAY, span="to-date").state == "ok"
    assert hub_in_october(luton).state == "missing"
    luton.returned(quarter="2025/26 Q4", is_nil=True)
    assert hub_in_october(luton).state == "ok"


def hub_in_october(hub):
    return hub.kpi("send_share", today=date(2026, 10, 1), span="year")
