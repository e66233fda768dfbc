"""The warehouse's tables, each said once for SQLite and PostgreSQL.

Returns (what partners send) are replaced whole: a fact hangs on the return that brought it, and the
return's `valid_from` and `valid_to` say on which days it was the current one. Register rows are
versioned by key in the same way. Nothing is changed in place, so any past day can be read.
Money is whole pence, time is whole seconds, a quarter is the text `2025/26 Q1`.
"""

from datetime import date

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from data.kinds import MONEY, Kind
from data.registers import REGISTERS

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite keys on INTEGER alone
Pence = BigInteger


def _text(*names: str) -> list[Column]:
    return [Column(name, Text) for name in names]


def _dates(*names: str) -> list[Column]:
    return [Column(name, Date) for name in names]


# -- Where everything comes from -------------------------------------------------------------

state = Table(
    "state",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    comment="data_version, and the sample's today",
)

file = Table(
    "file",
    metadata,
    Column("file_id", Id, primary_key=True, autoincrement=False),
    Column("sha256", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("loaded_at", Text, nullable=False),
    Column("backfill", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("mends_file_id", Id),
    comment="one row per arrival, numbered in order; a corrections file mends another",
)

attempt = Table(
    "attempt",
    metadata,
    Column("attempt_id", Id, primary_key=True, autoincrement=False),
    Column("file_id", ForeignKey("file.file_id"), nullable=False, index=True),
    Column("tried_on", Date, nullable=False),
    comment="each time that a file was read, in order: what a rebuild does once more",
)

waiting = Table(
    "waiting",
    metadata,
    Column("file_id", ForeignKey("file.file_id"), primary_key=True),
    Column("register", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("seen", BigInteger, nullable=False),
    comment="what a file waits for; `seen` is the newest number there when it was last tried",
)

load_sheet = Table(
    "load_sheet",
    metadata,
    Column("file_id", ForeignKey("file.file_id"), primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("source", Text),
    *(
        Column(name, Integer, nullable=False)
        for name in ("rows", "loaded", "unchanged", "rejected", "set_aside")
    ),
    *(
        Column(name, Pence, nullable=False)
        for name in ("pence", "pence_loaded", "pence_unchanged", "pence_rejected")
    ),
    comment="what became of every row of every sheet",
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("file_id", ForeignKey("file.file_id"), primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("row_number", Integer, primary_key=True),
    Column("reason", Text, nullable=False),
    comment="rows that hold no data, each with its reason",
)

problem = Table(
    "problem",
    metadata,
    Column("problem_id", Id, primary_key=True, autoincrement=False),
    Column("file_id", ForeignKey("file.file_id"), nullable=False, index=True),
    *_text("sheet", "cell"),
    Column("row_number", Integer),
    *_text("column_name", "value", "rule", "severity", "message", "remedy"),
    Column("mended_by", Id),
    Column("about", Text, index=True),
    comment="what could not be loaded, or was loaded and marked, in the sender's words",
)

dim_return = Table(
    "dim_return",
    metadata,
    Column("return_id", Id, primary_key=True, autoincrement=False),
    Column("file_id", ForeignKey("file.file_id"), nullable=False, index=True),
    Column("sheet", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("agreement_code", Text, nullable=False),
    Column("quarter", Text, nullable=False),
    Column("prepared_on", Date),
    Column("received_on", Date, nullable=False),
    Column("certified_by", Text),
    Column("is_nil", Boolean, nullable=False),
    Column("is_partial", Boolean, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("mends_file_id", Id),
    Index(None, "agreement_code", "quarter", "source"),
    comment="one (file, sheet, agreement, quarter); source `return` is the form itself; "
    "one that mends a file stands beside that file's return and ends with it",
)

# -- What people decide ------------------------------------------------------------------------

journal = Table(
    "journal",
    metadata,
    Column("entry_number", Id, primary_key=True, autoincrement=False),
    Column("file_id", ForeignKey("file.file_id"), nullable=False, unique=True),
    Column("written_at", Text, nullable=False),
    Column("written_on", Date, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("role", "act")),
    *_text("organisation", "agreement_code"),
    *(Column(name, Text, nullable=False) for name in ("told", "previous", "seal")),
    comment="append-only; each entry is sealed with the one before it, and arrives like a file, so "
    "that what it writes is known to be its own",
)

policy_version = Table(
    "policy_version",
    metadata,
    Column("version", Text, primary_key=True),
    Column("file_id", ForeignKey("file.file_id"), nullable=False),
    Column("in_force_from", Date, nullable=False),
    Column("adopted_on", Date, nullable=False),
    Column("adopted_by", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("changes", Text, nullable=False),
    comment="settings adopted through the journal: what each changes of the version before it",
)

calendar_feed = Table(
    "calendar_feed",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("areas", Text, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("revoked_on", Date),
    comment="who may read the calendar: only a hash of each token is kept; areas are slugs",
)

# -- Registers: one row per version of a key, as declared in data/registers ----------------------


def _register(name: str, key: tuple[str, ...], *columns: Column) -> Table:
    return Table(
        name,
        metadata,
        Column("row_id", Id, primary_key=True, autoincrement=False),
        *columns,
        Column("file_id", ForeignKey("file.file_id"), nullable=False),
        Column("sheet", Text, nullable=False),
        Column("row_number", Integer, nullable=False),
        Column("valid_from", Date, nullable=False),
        Column("valid_to", Date),
        Index(None, *key),
    )


def _type_of(kind: Kind) -> type[TypeEngine]:
    return Pence if kind is MONEY else _TYPES[kind.holds]


_TYPES = {str: Text, int: Integer, float: Double, bool: Boolean, date: Date}

for _declared in REGISTERS.values():
    _register(
        _declared.table,
        _declared.natural_key,
        *(Column(name, _type_of(column.kind)) for name, column in _declared.stored_columns.items()),
    )

# Those that queries name; the rest is reached by a register's `table`.
dim_partner = metadata.tables["dim_partner"]
dim_agreement = metadata.tables["dim_agreement"]
dim_objective = metadata.tables["dim_objective"]
dim_need = metadata.tables["dim_need"]
dim_opportunity = metadata.tables["dim_opportunity"]
dim_school = metadata.tables["dim_school"]
fact_allocation = metadata.tables["fact_allocation"]
fact_payment = metadata.tables["fact_payment"]
fact_review = metadata.tables["fact_review"]
fact_decision = metadata.tables["fact_decision"]
fact_vfm = metadata.tables["fact_vfm"]
fact_risk = metadata.tables["fact_risk"]
fact_proposal = metadata.tables["fact_proposal"]
fact_score = metadata.tables["fact_score"]
fact_waiver = metadata.tables["fact_waiver"]

# -- Children, known only by a keyed hash ------------------------------------------------------

dim_participant = Table(
    "dim_participant",
    metadata,
    Column("participant_id", Id, primary_key=True, autoincrement=False),
    Column("partner_code", Text, nullable=False),
    Column("ref_hash", Text, nullable=False),
    Column("since_quarter", Text),
    Column("prepared_on", Date),
    Column("named_by", Id),
    UniqueConstraint("partner_code", "ref_hash"),
    comment="known from the earliest quarter that names the child; the newest return that does was "
    "prepared on a day and came with a file",
)
participant_detail = _register(
    "participant_detail",
    ("participant_id",),
    Column("participant_id", ForeignKey("dim_participant.participant_id"), nullable=False),
    Column("return_id", ForeignKey("dim_return.return_id"), nullable=False, index=True),
    *_text("key_stage", "gender", "send", "fsm", "ethnicity"),
)

# -- Facts of returns --------------------------------------------------------------------------

dim_session = Table(
    "dim_session",
    metadata,
    Column("session_id", Id, primary_key=True, autoincrement=False),
    Column("return_id", ForeignKey("dim_return.return_id"), nullable=False, index=True),
    Column("session_date", Date, nullable=False),
    Column("activity", Text, nullable=False),
    Column("setting", Text, nullable=False),
    Column("group_name", Text),
    comment="what a session is, once",
)
# Without foreign keys: checking two for each of a million rows costs as much as writing them, and
# both numbers come from rows read or written in the same transaction.
fact_attendance = Table(
    "fact_attendance",
    metadata,
    Column("session_id", Id, primary_key=True, autoincrement=False),
    Column("participant_id", Id, primary_key=True, autoincrement=False),
    Column("row_number", Integer, nullable=False),
    Column("attended", Integer, nullable=False),
    Column("seconds", Integer, nullable=False),
    sqlite_with_rowid=False,
)
fact_headcount = Table(
    "fact_headcount",
    metadata,
    Column("session_id", ForeignKey("dim_session.session_id"), primary_key=True),
    Column("row_number", Integer, primary_key=True),
    Column("headcount", Integer, nullable=False),
    Column("seconds", Integer, nullable=False),
    sqlite_with_rowid=False,
)


def _return_fact(name: str, *columns: Column) -> Table:
    return Table(
        name,
        metadata,
        Column("return_id", ForeignKey("dim_return.return_id"), primary_key=True),
        Column("row_number", Integer, primary_key=True),
        *columns,
        sqlite_with_rowid=False,
    )


fact_progress = _return_fact(
    "fact_progress",
    Column("objective_code", Text, nullable=False),
    *_text("activities"),
    Column("achieved_value", Double),
    *_text("outcome", "challenges", "own_rating"),
)
fact_satisfaction = _return_fact(
    "fact_satisfaction",
    Column("response_hash", Text, nullable=False),
    *_text("respondent", "question"),
    Column("score", Integer, nullable=False),
    *_dates("answered_on"),
    Column("asked", Integer),
)
fact_learning = _return_fact(
    "fact_learning",
    Column("participant_id", ForeignKey("dim_participant.participant_id"), nullable=False),
    *_text("domain", "measure", "stage"),
    Column("score", Double, nullable=False),
    Column("scale_top", Double, nullable=False),
    *_dates("assessed_on"),
)
fact_spending = _return_fact(
    "fact_spending",
    *_text("line_ref", "kind", "category"),
    Column("amount_pence", Pence, nullable=False),
    *_dates("on_date"),
)

# -- Marts: what pages read, one row per return and what its .sql file says --------------------


def _mart(name: str, *columns: Column) -> Table:
    return Table(
        name,
        metadata,
        Column("return_id", ForeignKey("dim_return.return_id"), primary_key=True),
        *columns,
        sqlite_with_rowid=False,
    )


def _grain(*names: str) -> list[Column]:
    return [Column(name, Text, primary_key=True) for name in names]


def _counts(*names: str) -> list[Column]:
    return [Column(name, BigInteger, nullable=False) for name in names]


mart_participation = _mart(
    "mart_participation",
    *_grain("activity", "setting"),
    *_counts("enrolled", "attended", "attended_seconds"),
    *_counts("headcount", "headcount_seconds"),
)
mart_reach = _mart(
    "mart_reach",
    *_grain("activity"),
    Column("participant_id", ForeignKey("dim_participant.participant_id"), primary_key=True),
    *_counts("enrolled", "attended"),
)
mart_satisfaction = _mart(
    "mart_satisfaction",
    *_grain("respondent"),
    Column("score", Integer, primary_key=True),
    *_counts("answers"),
)
mart_response = _mart(
    "mart_response", *_grain("respondent", "response_hash"), Column("asked", BigInteger)
)
mart_spending = _mart(
    "mart_spending", *_grain("kind", "category"), *_counts("lines", "amount_pence")
)

released_characteristic = Table(
    "released_characteristic",
    metadata,
    *_grain("quarter", "span", "area", "characteristic"),
    Column("released_on", Date, primary_key=True),
    *_counts("children", "known"),
    sqlite_with_rowid=False,
    comment="figures by a characteristic; the newest release by a day is the one that is read",
)

registers = {
    table.name: table
    for table in metadata.tables.values()
    if "valid_from" in table.c and table.name != "dim_return"
}
marts = {name: table for name, table in metadata.tables.items() if name.startswith("mart_")}
