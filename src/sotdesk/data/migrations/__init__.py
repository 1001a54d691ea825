"""The road of the schema, revision by revision, with Alembic; imported only when a migration is due."""
