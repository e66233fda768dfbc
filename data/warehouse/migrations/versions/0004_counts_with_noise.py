"""counts of people are shown with noise: a warehouse that holds files keeps since when"""

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_STATE = sa.table("state", sa.column("name", sa.Text), sa.column("value", sa.Text))
_FILE = sa.table("file", sa.column("file_id", sa.BigInteger))
_NAME = "counts_with_noise_since"


def upgrade() -> None:
    connection = op.get_bind()
    if connection.scalar(sa.select(_FILE.c.file_id).limit(1)) is not None:
        since = datetime.now(ZoneInfo("Europe/London")).date().isoformat()
        connection.execute(_STATE.insert().values(name=_NAME, value=since))


def downgrade() -> None:
    op.get_bind().execute(_STATE.delete().where(_STATE.c.name == _NAME))
