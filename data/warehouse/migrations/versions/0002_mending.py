"""mending: what files wait for, each reading of them, corrections, and when children came"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COMMENTS = {
    "file": "one row per arrival, numbered in order; a corrections file mends another",
    "dim_return": "one (file, sheet, agreement, quarter); source `return` is the form itself; "
    "one that mends a file stands beside that file's return and ends with it",
    "dim_participant": "known from the earliest quarter that names the child; the newest return "
    "that does was prepared on a day and came with a file",
}
_NOUNS = ("agreement", "partner", "need", "objective", "opportunity")
_CHILDREN_CAME = """
    from participant_detail as detail join dim_return as came on came.return_id = detail.return_id
    where detail.participant_id = dim_participant.participant_id
"""


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("attempt_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("file_id", _NUMBER, nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.file_id"], name=op.f("fk_attempt_file_id")),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_attempt")),
        comment="each time that a file was read, in order: what a rebuild does once more",
    )
    op.create_index(op.f("ix_attempt_file_id"), "attempt", ["file_id"])
    op.create_table(
        "waiting",
        sa.Column("file_id", _NUMBER, nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.file_id"], name=op.f("fk_waiting_file_id")),
        sa.PrimaryKeyConstraint("file_id", "register", "code", name=op.f("pk_waiting")),
        comment="what a file waits for; `seen` is the newest number there when it was last tried",
    )
    op.add_column("dim_participant", sa.Column("since_quarter", sa.Text()))
    op.add_column("dim_participant", sa.Column("prepared_on", sa.Date()))
    op.add_column("dim_participant", sa.Column("named_by", _NUMBER))
    op.add_column("dim_return", sa.Column("mends_file_id", _NUMBER))
    op.add_column("file", sa.Column("mends_file_id", _NUMBER))
    op.add_column("problem", sa.Column("mended_by", _NUMBER))
    op.execute("alter table mart_participation drop column sessions")
    if op.get_bind().dialect.name == "postgresql":
        for table, comment in _COMMENTS.items():
            op.create_table_comment(table, comment)
    _fill()


def _fill() -> None:
    """Say of what is there already what later loads record themselves."""
    op.execute("insert into attempt select file_id, file_id, received_on from file")
    for noun in _NOUNS:
        op.execute(
            f"""
            insert into waiting
            select distinct file_id, '{noun}s', lower(value), 0 from problem
            where rule = 'unknown_{noun}' and value is not null
            """.replace("'opportunitys'", "'opportunities'")
        )
    op.execute(
        f"""
        update dim_participant set
            since_quarter = (select min(came.quarter) {_CHILDREN_CAME}),
            prepared_on = (select max(came.prepared_on) {_CHILDREN_CAME}),
            named_by = (select max(detail.file_id) {_CHILDREN_CAME})
        """
    )
