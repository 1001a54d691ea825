"""Alembic's entrance: runs the revisions on the connection it is handed, all in one transaction.

On SQLite Alembic's default is not atomic: an error half-way leaves half a schema (security.md §1.8). With
`transactional_ddl` and a transaction that began before, everything rolls back together.
"""

from alembic import context
from sqlmodel import SQLModel

from sotdesk.data import tables

assert tables  # noqa: S101  (imported for its effect on the metadata)
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
