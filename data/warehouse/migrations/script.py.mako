"""${message}"""
<%!
    def without_remarks(lines):
        kept = [line for line in (lines or "").splitlines() if "# ###" not in line]
        return "\n".join(kept).strip() or "pass"
%>
import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${without_remarks(upgrades)}


def downgrade() -> None:
    ${without_remarks(downgrades)}
