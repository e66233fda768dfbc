"""Each page answers its question, for those who may ask, and refuses what is forged."""

import re
from datetime import date

import dash
import pytest

from dashboard.components.setting_words import sentence
from dashboard.domain.viewer import COMMAND_LINE, ROLES
from dashboard.kpis import KPIS
from dashboard.policy.ladder_rungs import RUNGS
from dashboard.policy.reasons import REASONS
from dashboard.web.export import TABLES
from dashboard.web.navigation import GROUPS
from dashboard.web.page import FILLED
from tests.support.addresses import addresses
from tests.support.drawn_facts import POLICY
from tests.support.sessions import ask as ask_store
from tests.support.small_hub import ask, become, read, told, warmed


@pytest.mark.parametrize("address", addresses())
@pytest.mark.parametrize("role", [*(role for role in ROLES if role != "lead"), "lead:luton"])
def test_every_page_is_filled_for_every_role(client, address, role):
    """As it opens, and by the callback that fills it again."""
    become(client, role)
    opened = client.get(address)
    assert opened.status_code == 200
    assert "could not be fetched" not in opened.text
    path, _, search = address.partition("?")
    for name in re.findall(r'"id": ?"(\w+)-drawn"', opened.text):
        assert "could not be fetched" not in told(ask(client, name, f"?{search}", path))


def test_pages_open_on_the_newest_quarter_whose_returns_are_due(client):
    assert "2025/26 Q1 (September to November 2025)" in told(ask(client, "overview"))
    assert "2025/26 Q2 so far" in told(ask(client, "overview"))


def test_the_filter_is_said_in_words(client):
    said = told(ask(client, "lpme", "?area=luton&quarter=2024/25+Q4&span=year&function=schools"))
    assert "Luton Music Service" in said
    assert "2024/25, the whole year (September 2024 to August 2025)" in said


@pytest.mark.parametrize(
    ("search", "nearest"),
    [
        ("?area=lutton", "Did you mean Luton?"),
        ("?area=../etc/passwd", "Did you mean"),
        ("?quarter=2025/26+Q9", "Did you mean 2025/26 Q"),
        ("?quarter=2099/00+Q1", "Did you mean 2025/26 Q2?"),
        ("?span=decade", "Did you mean"),
        ("?function=dance", "Did you mean"),
    ],
)
@pytest.mark.parametrize("page", ["overview", "lpme", "funds", "flags", "reminders", "data"])
def test_an_unknown_filter_is_refused_with_the_nearest_offered(client, page, search, nearest):
    said = told(ask(client, page, search))
    assert "Not found" in said
    assert nearest in said
    assert "%" not in said


def test_an_unknown_activity_is_refused_with_the_nearest_offered(client):
    said = told(ask(client, "value", "?activity=ensembel"))
    assert "There is no activity called ‘ensembel’ here." in said
    assert "Did you mean Ensemble?" in said


@pytest.mark.parametrize("search", [None, "?" + "a" * 4_000, "?" + "a=1&" * 400])
def test_a_filter_that_says_nothing_is_never_an_error(client, search):
    assert "could not be fetched" not in told(ask(client, "overview", search))


def test_an_unknown_partner_is_refused_with_the_nearest_offered(client):
    said = told(ask(client, "partner", path="/partner/P-33"))
    assert "There is no partner ‘P-33’." in said
    assert "Did you mean" in said


def test_a_lead_is_refused_the_partners_of_another_area(client):
    become(client, "lead:luton")
    assert "Tallow Strings" in told(ask(client, "partner", path="/partner/P-3"))
    refused = told(ask(client, "partner", path="/partner/P-1"))
    assert "Not open to you" in refused
    assert "Oakmoss" not in refused


@pytest.mark.parametrize("role", ["executive", "oversight", "officer", "auditor", "lead:luton"])
def test_a_partners_page_weighs_both_sides_and_says_where_the_facts_point(client, role):
    become(client, role)
    said = told(ask(client, "partner", path="/partner/P-3"))
    assert [one.title for one in REASONS if one.title not in said] == []
    assert [rung for rung in RUNGS if rung.capitalize() not in said] == []
    assert "Consider an improvement plan." in said
    assert "If it ended on its end date, 31 August 2026, this would leave Luton with no" in said


def test_a_lead_sees_the_partners_and_flags_of_their_areas_only(client):
    become(client, "lead:luton")
    assert "Oakmoss" not in told(ask(client, "partners")) + told(ask(client, "flags"))
    become(client, "lead:luton,bedford")
    assert "Oakmoss" in told(ask(client, "partners"))


def test_the_page_of_flags_shows_every_flag_that_the_command_line_lists(app, client):
    found = ask_store(app.server.extensions["store"], COMMAND_LINE, "judge.flags")
    said = told(ask(client, "flags"))
    raised = [flag for flag in found if flag.finding.state == "raised"]
    assert {flag.rule.kind for flag in raised} == {"review", "concern", "money", "hub"}
    for flag in raised:
        about = (flag.rule.title, flag.finding.clears_when, *map(str, flag.finding.evidence))
        assert [words for words in about if words not in said] == []
    unsettled = [flag for flag in found if flag.finding.state == "not_computable"]
    assert len(unsettled) > 0
    assert [f.finding.missing for f in unsettled if f.finding.missing not in said] == []


def test_what_one_viewer_was_sent_is_not_sent_to_another(client):
    assert "Oakmoss" in told(ask(client, "partners"))
    become(client, "lead:luton")
    assert "Oakmoss" not in told(ask(client, "partners"))


def test_every_layout_and_callback_states_its_permission(app):
    warmed(app)
    ours = {
        name: one["callback"]
        for name, one in app.callback_map.items()
        if "callback" in one and "_pages_" not in name
    }
    assert len(ours) > len(FILLED)
    assert [name for name, function in ours.items() if not hasattr(function, "permission")] == []
    layouts = [page["layout"] for page in dash.page_registry.values()] + [app.layout]
    assert all(hasattr(layout, "permission") for layout in layouts)


OPEN_TO_ALL = {
    "who": "says who is looking",
    "data_version": "a number and a time, no data",
    "bundled": "scripts for everyone",
    "calendar": "its token says who reads",
    "export": "each table states its permission",
    "/_dash-update-component": "each callback states its permission",
    "/_dash-layout": "the frame, which states its permission",
    "/_dash-dependencies": "the names of callbacks",
    "/": "the frame and its page, each of which states its permission",
    "/<path:path>": "the frame and its page, each of which states its permission",
    "/_favicon.ico": "a picture",
    "/_reload-hash": "answers only while developing",
    "_dash_assets.static": "files for everyone",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": "scripts of Dash",
}


def test_every_address_states_its_permission_or_is_known_to_be_open(app):
    functions = app.server.view_functions
    addressed = {rule.endpoint for rule in app.server.url_map.iter_rules()}
    unguarded = {name for name in addressed if not hasattr(functions[name], "permission")}
    assert unguarded == set(OPEN_TO_ALL)


def test_every_exported_table_states_its_permission():
    assert TABLES
    assert [name for name, table in TABLES.items() if not hasattr(table, "permission")] == []


def test_a_page_is_named_in_the_navigation_only_if_it_exists(app, client):
    drawn = str(client.get("/_dash-layout").get_json())
    sections = re.findall(r"'data-section': '([^']+)'", drawn)
    pages = dash.page_registry.values()
    assert sections == [p["path"] for group in GROUPS for p in pages if p.get("group") == group]


def test_every_measure_has_its_value_on_the_page_of_the_local_plan(client):
    said = told(ask(client, "lpme"))
    assert [kpi.title for kpi in KPIS.values() if kpi.title not in said] == []
    _, beyond = said.split("Beyond the functions")
    places = [beyond.index(theme) for theme in ("Experience", "Outcomes", "Money")]
    assert places == sorted(places)
    assert "Ensemble £" in beyond
    assert "Singing" not in beyond


def test_a_measure_is_followed_to_its_agreements_and_their_returns(client):
    answer = ask(client, "measure", path="/measure/attendance_rate")
    said = told(answer)
    assert "Numerator" in said
    assert "places attended" in said
    assert "Oakmoss Choir" in said
    assert "/return?agreement=A-1&quarter=2025%2F26+Q1" in str(answer.get_json())


def test_an_unknown_measure_is_refused_with_the_nearest_offered(client):
    said = told(ask(client, "measure", path="/measure/attendence"))
    assert "There is no measure ‘attendence’." in said
    assert "Did you mean Attendance?" in said
    assert client.get("/measure/attendence").status_code == 404


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("?q=tallow", "2 results for ‘tallow’."),
        ("?q=nobody", "Nothing is found for ‘nobody’."),
        ("?q=%3Cscript%3E", "Nothing is found for ‘<script>’."),
        ("", "Type a word"),
    ],
)
def test_a_search_answers_with_a_page(client, search, expected):
    assert expected in told(ask(client, "find", search, "/find"))


def test_a_search_of_a_lead_finds_only_what_is_theirs(client):
    become(client, "lead:luton")
    assert "Oakmoss" not in told(ask(client, "find", "?q=oakmoss", "/find")).split("results")[-1]
    assert "2 results" in told(ask(client, "find", "?q=tallow", "/find"))


@pytest.mark.parametrize(
    ("role", "sections"),
    [
        ("executive", ("Decisions waiting", "Where the year may end")),
        ("oversight", ("Actions carried forward", "Read the quarterly review")),
        ("lead:luton", ("Whom to chase", "Schools not yet reached")),
    ],
)
def test_the_overview_has_what_each_reader_comes_for(client, role, sections):
    become(client, role)
    said = told(ask(client, "overview"))
    assert [words for words in sections if words not in said] == []


def test_no_page_and_no_file_names_a_partner_of_another_area_to_a_lead(client):
    become(client, "lead:luton")
    pages = (*addresses(), *(f"/measure/{key}" for key in KPIS))
    said = " ".join(read(client.get(address).text) for address in pages)
    assert "Tallow Strings" in said
    endings = ("csv", "csv-metadata.json")
    exports = (f"/export/{name}.{ending}" for name in TABLES for ending in endings)
    files = [client.get(address).get_data(as_text=True) for address in exports]
    for name in ("Oakmoss", "Formula Brass", "Wherry"):
        assert name not in said
        assert [text[:60] for text in files if name in text] == []


def test_the_last_meeting_is_told_to_be_a_due_day(client):
    assert "no meeting is on any register" in told(ask(client, "overview"))
    assert "Since 28 September 2025" in told(ask(client, "review"))


def test_methods_say_every_measure_in_its_own_words(client):
    said = told(ask(client, "methods"))
    assert all(sentence(kpi.sentence, POLICY) in said for kpi in KPIS.values())


def test_partners_and_flags_count_the_same_reasons_to_talk(client):
    partners, flags = (told(ask(client, page)) for page in ("partners", "flags"))
    (many,) = re.findall(r"(\d+) partners? gives? a reason to talk", flags)
    assert f"; {many} give" in partners
    assert "4 partners, 4 of them with a running agreement" in partners
    assert "only flags for the hub to put right" in partners


def test_money_lags_behind_only_while_the_year_runs(client):
    lag = "Both lag behind the allocation while the year runs."
    assert lag in told(ask(client, "funds"))
    assert lag not in told(ask(client, "funds", "?quarter=2024/25+Q4"))


def test_funds_are_in_a_table_per_pupil_for_all_to_see_and_the_hub_is_hub_wide(client):
    said = told(ask(client, "funds"))
    assert "Allocated per pupil" in said
    assert "Show the numbers" not in said
    assert "Hub-wide" in said
    assert "Value of running agreements" in told(ask(client, "partners"))


def test_flags_of_another_day_are_those_of_the_command_line(app, client):
    day = date(2025, 6, 30)
    flags = ask_store(app.server.extensions["store"], COMMAND_LINE, "judge.flags", day)
    raised = {flag.rule.title for flag in flags if flag.finding.state == "raised"}
    told_then = told(ask(client, "flags", f"?on={day}", "/flags"))
    assert "on 30 June 2025" in told_then
    assert raised and all(title in told_then for title in raised)
    listed = client.get(f"/export/flags.csv?on={day}").get_data(as_text=True)
    rows = [line for line in listed.splitlines() if any(line.startswith(t) for t in raised)]
    assert len(rows) == sum(flag.finding.state == "raised" for flag in flags)


def test_a_day_that_is_none_gets_its_sentence(client):
    assert "‘soon’ is not a day" in told(ask(client, "flags", "?on=soon", "/flags"))
