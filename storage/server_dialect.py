"""PostgreSQL's dialect, apart: with SQLite nobody loads what it needs."""

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from storage import dialects


class Postgresql(dialects.Alike, PGDialect_psycopg):
    """PostgreSQL's dialect."""

    supports_statement_cache = True
