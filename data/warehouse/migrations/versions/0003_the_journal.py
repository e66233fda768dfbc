"""the journal: what people decide, the settings they adopt, and calendars to subscribe to"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("entry_number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("file_id", _NUMBER, nullable=False),
        sa.Column("written_at", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text()),
        sa.Column("agreement_code", sa.Text()),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.file_id"], name=op.f("fk_journal_file_id")),
        sa.PrimaryKeyConstraint("entry_number", name=op.f("pk_journal")),
        sa.UniqueConstraint("file_id", name=op.f("uq_journal_file_id")),
        comment="append-only; each entry is sealed with the one before it, and arrives like a "
        "file, so that what it writes is known to be its own",
    )
    op.create_table(
        "policy_version",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("file_id", _NUMBER, nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("adopted_by", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["file.file_id"], name=op.f("fk_policy_version_file_id")
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_policy_version")),
        comment="settings adopted through the journal: what each changes of the version before it",
    )
    op.create_table(
        "calendar_feed",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date()),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_calendar_feed")),
        comment="who may read the calendar: only a hash of each token is kept; areas are slugs",
    )
    op.add_column("fact_decision", sa.Column("approved_on", sa.Date()))
