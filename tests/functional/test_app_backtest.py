"""The page on which a setting is tried: the address says which, mistakes are told on the page."""

import json
import re
from urllib.parse import urlencode

import pytest

from dashboard.domain.viewer import COMMAND_LINE
from data.adjustable import adjustable
from tests.support.sessions import ask as ask_store
from tests.support.small_hub import ask, become, told


def address(setting="quality_floor", value="95%", **more) -> str:
    named = {"setting": setting, "value": value} | more
    return "?" + urlencode({name: one for name, one in named.items() if one is not None})


def page(client, **typed) -> str:
    return told(ask(client, "backtest", address(**typed)))


def parts(client, **typed) -> str:
    """The page as it is sent, with its attributes."""
    return json.dumps(ask(client, "backtest", address(**typed)).get_json(), sort_keys=True)


def test_without_a_setting_the_page_invites_to_choose_one(client):
    said = told(ask(client, "backtest"))
    assert "Choose a setting and another value for it" in said
    assert "Trying changes nothing" in said
    assert "The share of positive answers that is asked at least (now 60%)" in said
    assert "Decommissioning Partners" in str(ask(client, "backtest").get_json())


def test_the_answer_stands_first_then_which_flags(client):
    said = page(client)
    answer = (
        "With 95% instead of 60%, 12 more flags would have been raised over five quarters, "
        "none lost, 4 kept."
    )
    assert answer in said
    assert said.index(answer) < said.index("Try it") < said.index("Oakmoss Choir")
    assert "The share of positive answers that is asked at least. 2024/25 Q1 to 2025/26 Q1" in said
    assert "Raised: 12, of 3 agreements. Lost: none. Kept: 4, of 1 agreement." in said
    assert "Show 4 flags raised either way" in said
    assert "Trying changes nothing" in said


def test_what_was_chosen_stands_in_the_form_and_in_the_downloads(client):
    sent = parts(client, **{"from": "2024/25 Q3", "to": "2025/26 Q1"})
    chosen = re.findall(r'"selected": true, "value": "([^"]+)"', sent)
    assert chosen == ["quality_floor", "2024/25 Q3", "2025/26 Q1"]
    assert '"value": "95%"' in sent
    assert "Now 60%; from 0% to 100%." in sent
    export = re.search(r"/export/backtest\.csv\?[^\"]+", sent)[0]
    rows = client.get(export).get_data(as_text=True)
    assert rows.count("Quality below standard") == 12
    assert "2024/25 Q2" not in rows


def test_a_choice_of_area_is_kept_by_the_form(client):
    sent = parts(client, area="luton")
    assert '"name": "area", "type": "hidden", "value": "luton"' in sent
    said = page(client, area="luton")
    assert "no flag would have been raised or lost over five quarters, 4 kept" in said


def test_a_lead_sees_the_flags_of_their_areas_only(client):
    become(client, "lead:luton")
    said = page(client)
    assert "Oakmoss" not in said
    assert "4 kept" in said


def test_a_target_shows_which_ratings_would_be_others(client):
    said = page(client, setting="target.satisfaction_positive", value="95%")
    assert "14 ratings would no longer meet the target and 5 ratings would change" in said
    assert "Measures that would be rated otherwise" in said
    assert "Target met Close to target" in said
    nothing = page(client, setting="noisy_share", value="40%")
    assert "No flag and no rating of a measure rests on this setting." in nothing


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"setting": "quality_flor"}, "The nearest is ‘quality_floor’."),
        ({"setting": "smallest_shown", "value": "1"}, "There is no setting ‘smallest_shown’"),
        ({"value": "120%"}, "may be from 0 to 1; 120% lies outside."),
        ({"value": "plenty"}, "‘plenty’ is not a value for "),
        ({"from": "2025/26 Q1", "to": "2024/25 Q1"}, "lies after the last"),
        ({"to": "2025/26 Q2"}, "are not due until the end of 28 March 2026"),
        ({"from": "2001/02 Q1"}, "Nothing is known of 2001/02 Q1."),
        ({"from": "<b>"}, "‘<b>’ is not a quarter."),
        ({"setting": None, "value": None, "from": "<b>"}, "‘<b>’ is not a quarter."),
        ({"setting": "quality_min_answers", "value": "1"}, "may be from 10 to 1000"),
        ({"setting": "a" * 400, "value": "1"}, "There is no setting"),
    ],
)
def test_what_cannot_be_tried_is_told_on_the_page_with_the_form(client, typed, said):
    found = page(client, **typed)
    assert said in found
    assert "This cannot be tried." in found
    assert "Try it" in found
    assert "could not be fetched" not in found
    answer = client.get(f"/export/backtest.csv{address(**typed)}")
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (404, True)


def test_a_refusal_on_the_page_does_without_the_command_lines_names(client):
    assert "This setting may be from 0 to 1; 120% lies outside." in page(client, value="120%")


def test_a_setting_without_a_value_is_asked_for_one(client):
    said = told(ask(client, "backtest", "?setting=quality_floor&value="))
    assert "Choose a setting and another value" in said
    assert "Now 60%; from 0% to 100%." in said


def test_every_setting_can_be_tried_at_the_value_in_force(app, client):
    policy = ask_store(app.server.extensions["store"], COMMAND_LINE, "policy")
    typed = {"quotes": "1 from £0; 3 from £10,000", "spending_profile": "30;60;90;100"}
    for name, setting in adjustable(policy).items():
        now = str(setting.get(policy))
        value = typed.get(name.partition(".")[0], now)
        said = page(client, setting=name, value=value)
        assert "This is in force already" in said, name


def test_how_good_the_flags_are_is_told_with_the_words_that_it_uses(client):
    said = told(ask(client, "backtest"))
    assert "How good are the flags?" in said
    assert "flags went up over five quarters" in said
    for word in ("Acted on", "Dismissed", "Cleared by itself", "Standing, nothing done"):
        assert said.count(word) >= 2
    assert "A rule is called noisy where it raised 5 flags or more, and 50% of them" in said
