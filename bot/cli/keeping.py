"""`mantelpiece check`, `backup`, `restore`, `owner-code`: keeping it safe."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shell import Shell, fail, now


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("check")(check)
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("owner-code")(owner_code)
    app.command("permissions")(permissions)


def _database(shell: Shell) -> Path:
    from storage import soundness

    file = soundness.file_of(shell.settings().storage.url)
    if file is None:
        fail("this is for the embedded database. PostgreSQL: pg_dump and pg_restore.")
    return file


def check(context: typer.Context) -> None:
    """Say whether the set-up and the database are sound and safe, and why not."""
    from bot.cli import soundness

    shell: Shell = context.obj
    shell.settings()
    with shell.store() as store:
        faults = soundness.faults(store, shell.settings().storage.url)
    for fault in faults:
        typer.echo(f"✗ {fault}", err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo("All is sound: settings, files, database, counts, audit chain.")


def backup(context: typer.Context, file: Path) -> None:
    """Write a sound copy of the database while the bot may run."""
    from storage import backups

    database = _database(context.obj)
    if not database.exists():
        fail(f"There is no database {database}.")
    try:
        backups.backup(database, file)
    except FileExistsError:
        fail(f"{file} exists. Choose another name.")
    except (OSError, backups.NotRestored) as error:
        fail(f"{file} could not be written: {error}.")
    typer.echo(
        f"Backed up to {file}. It holds members' details: keep it safe and delete it "
        f"in time. Keep {database}.key apart from it."
    )


def restore(
    context: typer.Context,
    file: Path,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in place of the database; erasures since then are made again."""
    from bot.usecases import restoring
    from storage import backups, opening

    database = _database(context.obj)
    if not file.is_file():
        fail(f"There is no file {file}.")
    if database.exists() and not yes:
        typer.confirm(f"Replace {database} by {file}?", abort=True)
    try:
        with opening.alone(database):
            again = restoring.restore(database, file, now())
    except (opening.CannotOpen, backups.NotRestored, OSError) as error:
        fail(str(error))
    typer.echo(f"Restored and checked. {again} erasures were made again.")


def owner_code(context: typer.Context) -> None:
    """Print a fresh one-time code that makes whoever sends it to the bot an owner."""
    from bot.usecases import owning

    shell: Shell = context.obj
    with shell.store() as store:
        code = store.write(owning.fresh_code)
    typer.echo(f"Send this to the bot, once: /start {code}")


def permissions() -> None:
    """Print who may do what, where."""
    from bot.texts import permitted

    typer.echo(permitted.page(), nl=False)
