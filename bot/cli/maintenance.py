"""`mantelpiece backup`, `restore`, `owner-code`, `permissions`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shell import Shell, fail, now

if TYPE_CHECKING:
    from bot.usecases.privacy.restore_backup import Restored


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("owner-code")(owner_code)
    app.command("permissions")(permissions)


def _database(shell: Shell) -> Path:
    from storage.privacy.integrity_check import file_of

    file = file_of(shell.settings().storage.url)
    if file is None:
        fail("This is for SQLite only. For PostgreSQL use pg_dump and pg_restore.")
    return file


def backup(context: typer.Context, file: Path) -> None:
    """Write a consistent copy of the database; the bot may run meanwhile."""
    from storage.privacy import backups, files_beside

    database = _database(context.obj)
    if not database.exists():
        fail(f"There is no database {database}.")
    try:
        backups.backup(database, file)
    except FileExistsError as error:
        fail(f"{error.filename} exists. Choose another name.")
    except files_beside.Unfit as error:
        fail(str(error))
    except (OSError, backups.NotRestored) as error:
        fail(f"{file} could not be written: {error}.")
    typer.echo(
        f"Backed up to {file}, with {file}.key and {file}.erased, which belong to it: "
        "restore needs all three. They hold members' details: keep them safe and "
        "delete them in time."
    )


def restore(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="On SQLite the backup; see docs/running.md.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Replace the database by a backup, and repeat the erasures made since then.

    On PostgreSQL after pg_restore, without a file.
    """
    from storage.privacy.integrity_check import file_of

    shell: Shell = context.obj
    if file_of(shell.settings().storage.url) is not None:
        if file is None:
            fail("Which backup? mantelpiece restore FILE")
        done = _replace(shell, file, ask=not yes)
    elif file is not None:
        fail(
            "Put a PostgreSQL back with pg_restore, then type mantelpiece restore "
            "without a file: docs/running.md."
        )
    else:
        done = _after_pg_restore(shell)
    typer.echo(
        f"Restored and checked. {done.again} erasures were repeated."
        f"{_log_went_on(done.lines_lost)} Who was suspended, "
        "frozen or removed since the backup is not in it, so every ballot and every "
        "organiser is frozen and no invitation holds. Unfreeze an organiser you trust: "
        "mantelpiece unfreeze NAME. They look at /team, then send /unfreeze."
    )


def _replace(shell: Shell, file: Path, *, ask: bool) -> "Restored":
    """Put a backup into the place of a file."""
    from bot.usecases.privacy import restore_backup
    from storage import opening
    from storage.privacy import backups, files_beside

    database = _database(shell)
    if not file.is_file():
        fail(f"There is no file {file}.")
    if database.exists() and ask:
        typer.confirm(f"Replace {database} by {file}?", abort=True)
    try:
        with opening.alone(database):
            return restore_backup.restore(database, file, now())
    except (
        opening.CannotOpen,
        backups.NotRestored,
        files_beside.Unfit,
        OSError,
    ) as error:
        fail(str(error))


def _after_pg_restore(shell: Shell) -> "Restored":
    """Bring up to date what pg_restore has put back."""
    from bot.usecases.privacy import restore_backup
    from storage.privacy import files_beside, integrity_check

    with shell.store(alone=True) as store:
        done = restore_backup.bring_up_to_date(store, files_beside.NO_FILE, now())
        for fault in store.read(lambda session: list(integrity_check.faults(session))):
            fail(fault.sentence)
        return done


def _log_went_on(lines: int) -> str:
    """Say that the log replaced was longer, so that nobody takes it for an attack."""
    if not lines:
        return ""
    return (
        f" The audit log replaced went on for {lines} lines more: their codes in the "
        "evening digests fit no more."
    )


def owner_code(context: typer.Context) -> None:
    """Print a fresh one-time code that makes whoever sends it an owner; 72 hours."""
    from bot.usecases.team import owner

    shell: Shell = context.obj
    with shell.store() as store:
        code = store.write(lambda session: owner.fresh_code(session, now()))
    typer.echo(f"Send this to the bot within 72 hours, once: /start {code}")


def permissions() -> None:
    """Print who may do what, where."""
    from bot.texts.privacy import permissions_page

    typer.echo(permissions_page.page(), nl=False)
