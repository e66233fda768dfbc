"""Parsing of a typed act, field by field; all that is wrong is reported at once."""

from collections.abc import Mapping
from datetime import date

from data.adjustable import read_changes
from data.journal.acts import Act, Field
from data.personal import personal_in_text
from data.policies import Policy
from data.typed_settings import NotASettingError
from data.vocabulary.decisions import ENDING_KINDS, ENDING_REASONS

LONGEST = {"text": 4_000, "code": 64}


class NotRecordedError(Exception):
    """An entry that cannot be made; `sentences` say all that is wrong with it."""

    def __init__(self, *sentences: str):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class _WrongError(ValueError):
    """One field that cannot be read; its text says what to type."""


def read(act: Act, typed: Mapping[str, object], policy: Policy, today: date) -> dict[str, object]:
    """What is told of each field, blank ones left out; NotRecordedError where something is wrong.

    Days come back as ISO dates; `values` are the settings by name, as they were typed.
    """
    answers, wrong = {}, []
    for field in act.fields:
        try:
            value = _read(field, typed.get(field.name), policy, today)
        except _WrongError as error:
            wrong.append(str(error))
            continue
        if value is not None:
            answers[field.name] = value
    wrong += _across(act, answers)
    if wrong:
        raise NotRecordedError(*wrong)
    return answers


def _read(field: Field, typed: object, policy: Policy, today: date) -> object:
    if field.kind == "values":
        return _values(typed, policy)
    text = " ".join(typed.split("\x00")).strip() if isinstance(typed, str) else ""
    if not text:
        if field.required:
            raise _WrongError(f"‘{field.label}’ is blank; it must be said.")
        return None
    if field.kind == "day":
        return _day(field, text, today)
    if field.kind == "choice":
        return _choice(field, text)
    return _text(field, text)


def _values(typed: object, policy: Policy) -> dict[str, object]:
    if not isinstance(typed, Mapping) or not typed:
        raise _WrongError("No setting is named that would change.")
    try:
        return read_changes(policy, {str(name): str(text) for name, text in typed.items()})
    except NotASettingError as error:
        raise _WrongError(str(error)) from None


def _day(field: Field, text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _WrongError(
            f"‘{field.label}’ is not a day: ‘{text[:40]}’. Give it like 2026-01-15."
        ) from None
    if field.is_done and day > today:
        raise _WrongError(f"‘{field.label}’ lies ahead, but must have happened.")
    if not 2000 <= day.year <= 2100:
        raise _WrongError(f"‘{field.label}’ is in the year {day.year}. Check the year.")
    return day.isoformat()


def _choice(field: Field, text: str) -> str:
    if text not in field.choices:
        words = ", ".join(field.choices)
        raise _WrongError(f"‘{field.label}’ cannot be ‘{text[:40]}’. Choose one of: {words}.")
    return text


def _text(field: Field, text: str) -> str:
    longest = LONGEST[field.kind]
    if len(text) > longest:
        raise _WrongError(f"‘{field.label}’ is longer than {longest:,} characters. Shorten it.")
    personal = personal_in_text(text) if field.kind == "text" else None
    if personal:
        raise _WrongError(
            f"‘{field.label}’ holds {personal}, which the hub does not take in. Leave it out."
        )
    return text


def _across(act: Act, answers: Mapping[str, object]) -> list[str]:
    """What is wrong between the fields."""
    wrong = []
    for before, after in _ORDERED:
        if before in answers and after in answers and answers[after] < answers[before]:
            names = {field.name: field.label for field in act.fields}
            wrong.append(f"‘{names[after]}’ lies before ‘{names[before]}’.")
    if act.key == "decision" and answers.get("kind") in ENDING_KINDS:
        wrong += _ending(answers)
    return wrong


_ORDERED = (
    ("held_on", "next_due_on"),
    ("decided_on", "review_on"),
    ("decided_on", "notice_on"),
    ("notice_on", "effective_on"),
    ("decided_on", "effective_on"),
    ("adopted_on", "in_force_from"),
)


def _ending(answers: Mapping[str, object]) -> list[str]:
    """Notice and decommissioning name one of the policy's reasons and the day of their effect."""
    wrong = []
    if answers.get("reason") not in ENDING_REASONS:
        wrong.append(
            "Ending an agreement needs one of the policy’s six reasons: "
            f"{', '.join(ENDING_REASONS)}."
        )
    if "effective_on" not in answers:
        wrong.append("Say on which day the ending takes effect.")
    return wrong
