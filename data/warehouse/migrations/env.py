"""Runs migrations on the connection that `engine.py` hands over, inside its transaction."""

from alembic import context

from data.warehouse.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
