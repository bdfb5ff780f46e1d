"""The schema of SQLite as PostgreSQL says it: see build-aux/schema-twin.py."""
