"""Whoever alters, deletes, swaps or cuts off what people decided is found out."""

import shutil
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import pytest
from sqlalchemy import Boolean, Connection, Date, Integer, select

from data.installation_key import derived, read_key
from data.journal.book import PURPOSE
from data.journal.end_mark import EndMark, note, noted, place_of
from data.journal.entry import as_text
from data.journal.verifying import findings
from data.settings import Settings
from data.warehouse.engine import writing
from data.warehouse.tables import attempt, fact_decision, fact_review, file, journal, policy_version
from tests.support.drawn_journal import Book
from tests.support.empty_warehouse import empty_warehouse
from tests.support.hub_builder import Builder

ACTS = ("acknowledge", "review", "improvement plan", "decision", "approval", "report", "settings")
SAID = {
    "review": {"review_ref": "R-1"},
    "approval": {"decision_ref": "J-4"},
    "report": {"decision_ref": "J-4"},
}
NUMBERS = range(1, len(ACTS) + 1)
ALTERED = {
    "entry_number": 99,
    "file_id": 1,
    "written_at": "2026-01-15T00:00:00+00:00",
    "written_on": date(2026, 1, 14),
    "role": "officer",
    "act": "reply",
    "organisation": "P-7",
    "agreement_code": "A-7",
    "told": as_text({"note": "Nothing was said."}),
    "previous": "f" * 64,
    "seal": "f" * 64,
}
OTHER = {Date: date(2020, 2, 2), Boolean: True, Integer: 7}
ROWS = (  # tables that entries write into: which rows are theirs, and how many there are
    (fact_decision, "decision_ref", 4),
    (fact_review, "review_ref", 2),
)


def written(hub, folder) -> Book:
    """A journal with an entry of each kind over a drawn hub."""
    hub.agreement("A-1")
    hub.agreement("A-7")
    hub.review("R-1", due_on=date(2026, 1, 5))
    hub.store()
    book = Book(hub, folder)
    for act in ACTS:
        book.enter(act, **SAID.get(act, {}))
    assert book.findings() == []
    return book


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("journal")
    engine = empty_warehouse(folder / "warehouse.db")
    yield written(Builder(engine), folder)
    engine.dispose()


@dataclass
class Open:
    """A journal in a transaction that is taken back when the test is over."""

    connection: Connection
    settings: Settings

    def findings(self) -> list[str]:
        secret = derived(read_key(self.settings.key_file), PURPOSE)
        return findings(self.connection, secret, noted(self.settings, secret))


@pytest.fixture
def book(made):
    with made.hub.engine.connect() as connection, connection.begin() as transaction:
        connection.exec_driver_sql("pragma defer_foreign_keys = on")
        yield Open(connection, made.settings())
        transaction.rollback()


def change(book, *statements) -> None:
    for statement in statements:
        book.connection.execute(statement)


def own_rows(book, table) -> list[dict]:
    """The rows of a table that entries wrote, oldest first."""
    query = select(table).join(file, file.c.file_id == table.c.file_id)
    query = query.where(file.c.status == "journal").order_by(table.c.row_id)
    return [dict(row) for row in book.connection.execute(query).mappings()]


def found(book) -> bool:
    return bool(book.findings())


def test_on_either_database_an_alteration_is_found_and_nothing_else(hub, tmp_path):
    book = written(hub, tmp_path)
    for table, key, value in (
        (fact_decision, "rationale", "It was cheap."),
        (fact_review, "outcome", "watch"),
        (journal, "told", "{}"),
    ):
        column = table.c[key]
        with writing(hub.engine) as connection:
            before = connection.execute(select(column).where(column.is_not(None))).first()[0]
            connection.execute(table.update().where(column == before).values({key: value}))
        assert book.findings()
        with writing(hub.engine) as connection:
            connection.execute(table.update().where(column == value).values({key: before}))
        assert book.findings() == []


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("column", ALTERED)
def test_an_entry_altered_in_any_part(book, number, column):
    altered = journal.update().where(journal.c.entry_number == number)
    change(
        book,
        altered.values({column: ALTERED[column]}) if column != "file_id" else _moved(book, number),
    )
    assert found(book)


def _moved(book, number):
    """An entry that claims another arrival's number."""
    change(book, file.insert().values(_row(book, file, file.c.file_id > 0) | {"file_id": 900}))
    return journal.update().where(journal.c.entry_number == number).values(file_id=900)


def _row(book, table, condition) -> dict:
    return dict(book.connection.execute(select(table).where(condition)).mappings().first())


@pytest.mark.parametrize("number", NUMBERS)
def test_an_entry_deleted(book, number):
    change(book, journal.delete().where(journal.c.entry_number == number))
    assert found(book)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_entry_deleted_and_the_others_moved_up(book, number):
    change(book, journal.delete().where(journal.c.entry_number == number))
    for later in NUMBERS[number:]:
        moved = journal.update().where(journal.c.entry_number == later)
        change(book, moved.values(entry_number=later - 1))
    assert found(book)


@pytest.mark.parametrize("kept", range(len(ACTS)))
def test_all_entries_after_one_cut_off_with_everything_that_they_wrote(book, kept):
    gone = [row["file_id"] for row in _entries(book) if row["entry_number"] > kept]
    tables = (journal, fact_decision, fact_review, policy_version, attempt, file)
    change(book, *(table.delete().where(table.c.file_id.in_(gone)) for table in tables))
    assert found(book)


def _entries(book) -> list[dict]:
    return [dict(row) for row in book.connection.execute(select(journal)).mappings()]


@pytest.mark.parametrize(("one", "other"), list(combinations(NUMBERS, 2)))
def test_two_entries_swapped(book, one, other):
    by_number = {row["entry_number"]: row for row in _entries(book)}
    change(book, journal.delete().where(journal.c.entry_number.in_([one, other])))
    rows = [by_number[one] | {"entry_number": other}, by_number[other] | {"entry_number": one}]
    change(book, *(journal.insert().values(row) for row in rows))
    assert found(book)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_entry_written_a_second_time_at_the_end(book, number):
    row = _row(book, journal, journal.c.entry_number == number)
    arrived = _row(book, file, file.c.file_id == row["file_id"])
    last = len(ACTS) + 1
    new = {"entry_number": last, "file_id": 901, "previous": _entries(book)[-1]["seal"]}
    change(book, file.insert().values(arrived | {"file_id": 901, "name": f"Journal, entry {last}"}))
    change(book, journal.insert().values(row | new))
    assert found(book)


def _columns(table, key) -> list[str]:
    return [c.name for c in table.c if c.name not in ("row_id", "file_id", key)]


WRITTEN = [
    (table, key, place, column)
    for table, key, count in ROWS
    for place in range(count)
    for column in _columns(table, key)
]


@pytest.mark.parametrize(
    ("table", "key", "place", "column"),
    WRITTEN,
    ids=[f"{table.name}-{place}-{column}" for table, _, place, column in WRITTEN],
)
def test_a_row_that_an_entry_wrote_altered_in_any_column(book, table, key, place, column):
    row = own_rows(book, table)[place]
    value = OTHER.get(type(table.c[column].type), "something else")
    assert row[column] != value
    change(book, table.update().where(table.c.row_id == row["row_id"]).values({column: value}))
    assert found(book)


@pytest.mark.parametrize(
    ("table", "place"), [(table, place) for table, _, count in ROWS for place in range(count)]
)
def test_a_row_that_an_entry_wrote_deleted(book, table, place):
    row = own_rows(book, table)[place]
    change(book, table.delete().where(table.c.row_id == row["row_id"]))
    assert found(book)


@pytest.mark.parametrize("table", [fact_decision, fact_review], ids=lambda table: table.name)
def test_a_row_added_in_the_name_of_an_entry(book, table):
    row = own_rows(book, table)[0]
    change(book, table.insert().values(row | {"row_id": 999}))
    assert found(book)


def test_a_decision_replaced_as_if_by_a_register(book):
    row = own_rows(book, fact_decision)[-1]
    closed = fact_decision.update().where(fact_decision.c.row_id == row["row_id"])
    new = row | {"row_id": 999, "file_id": 1, "kind": "vary"}
    change(
        book,
        closed.values(valid_to=date(2026, 1, 15)),
        fact_decision.insert().values(new),
    )
    assert found(book)


@pytest.mark.parametrize("column", ["name", "sha256", "status", "received_on", "loaded_at"])
@pytest.mark.parametrize("number", [1, 4, 7])
def test_an_arrival_altered(book, number, column):
    row = _row(book, journal, journal.c.entry_number == number)
    value = OTHER.get(type(file.c[column].type), "loaded")
    change(book, file.update().where(file.c.file_id == row["file_id"]).values({column: value}))
    assert found(book)


def test_an_arrival_added_that_is_no_entry(book):
    arrived = _row(book, file, file.c.status == "journal")
    change(book, file.insert().values(arrived | {"file_id": 902}))
    assert found(book)


@pytest.mark.parametrize("number", [1, 4, 7])
def test_a_reading_deleted_or_moved(book, number):
    row = _row(book, journal, journal.c.entry_number == number)
    mine = attempt.c.file_id == row["file_id"]
    change(book, attempt.update().where(mine).values(attempt_id=950 if number < 7 else 0))
    assert found(book)
    change(book, attempt.delete().where(mine))
    assert found(book)


@pytest.mark.parametrize("column", [c.name for c in policy_version.c if c.name != "file_id"])
def test_adopted_settings_altered(book, column):
    value = OTHER.get(type(policy_version.c[column].type), '{"quality_floor": 0.1}')
    change(book, policy_version.update().values({column: value}))
    assert found(book)


def test_adopted_settings_deleted_or_added(book):
    row = _row(book, policy_version, policy_version.c.file_id > 0)
    change(book, policy_version.insert().values(row | {"version": "of nobody"}))
    assert found(book)
    change(book, policy_version.delete())
    assert found(book)


@pytest.fixture
def beside(book, tmp_path):
    """The same journal with its key and note in a folder of its own."""
    archive = tmp_path / "archive"
    archive.mkdir()
    shutil.copy(book.settings.key_file, tmp_path / "hub.key")
    shutil.copy(place_of(book.settings), archive / "journal.end")
    settings = replace(book.settings, archive=archive, key_file=tmp_path / "hub.key")
    moved = Open(book.connection, settings)
    assert not found(moved)
    return moved


@pytest.mark.parametrize("mark", [EndMark(7, "f" * 64), EndMark(8, "f" * 64), EndMark(3, "f" * 64)])
def test_the_note_of_the_end_altered(beside, mark):
    """With the seal that stood there, and with one made by another key."""
    for sealed in (place_of(beside.settings).read_text().split()[2], mark.sealed_with(b"other")):
        place_of(beside.settings).write_text(f"{mark.entry_number} {mark.seal} {sealed}")
        assert found(beside)


def test_entries_cut_off_with_a_note_of_the_entry_before_them(beside):
    """Whoever lacks the key cannot note an earlier end."""
    last = _entries(beside)[-1]
    change(beside, policy_version.delete(), journal.delete().where(journal.c.entry_number == 7))
    for table in (attempt, file):
        change(beside, table.delete().where(table.c.file_id == last["file_id"]))
    place_of(beside.settings).write_text(f"6 {last['previous']} {'0' * 64}")
    assert found(beside)


def test_an_end_that_was_noted_is_never_noted_as_an_earlier_one(beside):
    secret = derived(read_key(beside.settings.key_file), PURPOSE)
    note(beside.settings, secret, EndMark(3, "f" * 64))
    assert noted(beside.settings, secret).entry_number == len(ACTS)
    assert not found(beside)


@pytest.mark.parametrize("text", ["", "seven", "7"])
def test_the_note_of_the_end_made_unreadable_or_taken_away(beside, text):
    place_of(beside.settings).write_text(text)
    assert found(beside)
    place_of(beside.settings).unlink()
    assert found(beside)


def test_a_journal_sealed_with_another_key(beside):
    beside.settings.key_file.write_bytes(b"k" * 32)
    assert found(beside)
