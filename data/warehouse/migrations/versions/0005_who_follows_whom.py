"""who follows whom: partners that succeed others, agreements that move"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("dim_agreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("moved_from", sa.Text(), nullable=True))

    with op.batch_alter_table("dim_partner", schema=None) as batch_op:
        batch_op.add_column(sa.Column("succeeds", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("dim_partner", schema=None) as batch_op:
        batch_op.drop_column("succeeds")

    with op.batch_alter_table("dim_agreement", schema=None) as batch_op:
        batch_op.drop_column("moved_from")
