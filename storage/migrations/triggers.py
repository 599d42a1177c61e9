"""Triggers that forbid changing or deleting contacts before a purge (P5)."""

from sqlalchemy import Connection, text

SQLITE = (
    "CREATE TRIGGER contact_not_changed BEFORE UPDATE ON contact "
    "WHEN (SELECT purged_at FROM ballot WHERE id = OLD.ballot_id) IS NULL "
    "BEGIN SELECT RAISE(ABORT, 'the contact log only grows'); END",
    "CREATE TRIGGER contact_not_deleted BEFORE DELETE ON contact "
    "WHEN (SELECT purged_at FROM ballot WHERE id = OLD.ballot_id) IS NULL "
    "AND (SELECT out_reason FROM member WHERE id = OLD.member_id) IS NOT 'erased' "
    "BEGIN SELECT RAISE(ABORT, 'the contact log only grows'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION contact_only_grows() RETURNS trigger AS $$ BEGIN "
    "IF (SELECT purged_at FROM ballot WHERE id = OLD.ballot_id) IS NULL "
    "AND (TG_OP = 'UPDATE' OR (SELECT out_reason FROM member "
    "WHERE id = OLD.member_id) IS DISTINCT FROM 'erased') "
    "THEN RAISE EXCEPTION 'the contact log only grows'; END IF; "
    "RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER contact_only_grows BEFORE UPDATE OR DELETE ON contact "
    "FOR EACH ROW EXECUTE FUNCTION contact_only_grows()",
)


def create(connection: Connection) -> None:
    """Create the triggers for SQLite or PostgreSQL."""
    sqlite = connection.dialect.name == "sqlite"
    for statement in SQLITE if sqlite else _POSTGRESQL:
        connection.execute(text(statement))


def drop(connection: Connection) -> None:
    """Drop PostgreSQL's function; SQLite drops triggers with their table."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("DROP FUNCTION contact_only_grows CASCADE"))
