"""`mantelpiece check`, `backup`, `restore`, `owner-code`, `permissions`."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from sqlmodel import Session

from bot.cli.shell import Shell, fail, now
from bot.usecases.privacy import audit_chain
from storage import ballots, counters
from storage.engine import Store
from storage.privacy import audit_anchor, integrity_check, key_and_erasures
from storage.team import chats

if TYPE_CHECKING:
    from telegram import User

    from bot.config.sections import Telegram, Texts

LEAST_FREE = 200 * 2**20
"""Bytes on the disk of the database."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("check")(check)
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


def check(context: typer.Context) -> None:
    """Check settings, files, database, disk and Telegram; print every fault."""
    shell: Shell = context.obj
    settings = shell.settings()
    texts = _texts(settings.texts)
    with shell.store() as store:
        found = [*texts, *faults(store), *_disk(settings.storage.url)]
        groups = store.read(_linked)
    parts = "settings, files, database, counts, audit chain"
    if settings.telegram.token is not None:
        found += asyncio.run(_telegram(settings.telegram, groups))
        parts += ", Telegram"
    for fault in found:
        typer.echo(f"✗ {fault}", err=True)
    if found:
        raise typer.Exit(1)
    typer.echo(f"All is sound: {parts}.")


def _texts(texts: "Texts") -> Iterator[str]:
    """Read the branch's own files of texts, and list what is wrong with them."""
    from bot.config import care_files, scripts_file
    from bot.rules.care.bad_file import BadFile
    from bot.texts.queue import scripts

    try:
        scripts_file.read(texts.scripts)
    except scripts.ScriptsError as error:
        yield str(error)
    try:
        care_files.handbook(texts)
    except BadFile as error:
        yield str(error)


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
    file: Path,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Replace the database by a backup, and repeat the erasures made since then."""
    from bot.usecases.privacy import restore_backup
    from storage import opening
    from storage.privacy import backups, files_beside

    database = _database(context.obj)
    if not file.is_file():
        fail(f"There is no file {file}.")
    if database.exists() and not yes:
        typer.confirm(f"Replace {database} by {file}?", abort=True)
    try:
        with opening.alone(database):
            done = restore_backup.restore(database, file, now())
    except (
        opening.CannotOpen,
        backups.NotRestored,
        files_beside.Unfit,
        OSError,
    ) as error:
        fail(str(error))
    typer.echo(
        f"Restored and checked. {done.again} erasures were repeated."
        f"{_log_went_on(done.lines_lost)} Who was suspended, "
        "frozen or removed since the backup is not in it, so every ballot and every "
        "organiser is frozen and no invitation holds. Unfreeze an organiser you trust: "
        "mantelpiece unfreeze NAME. They look at /team, then send /unfreeze."
    )


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


def faults(store: Store) -> list[str]:
    """List every fault of the files, the database, the counts and the audit log."""
    found = store.read(
        lambda session: [
            *integrity_check.faults(session),
            *key_and_erasures.lost_lines(session),
            *_counts(session),
        ]
    )
    broken = store.read(audit_chain.broken)
    if broken is not None:
        found.append(f"The audit log was changed at line {broken}.")
    lost = store.read(audit_anchor.lost)
    return [*found, lost] if lost else found


def _disk(url: str) -> Iterator[str]:
    """Look whether the database has room to grow."""
    file = integrity_check.file_of(url)
    if file is None:
        return
    free = shutil.disk_usage(file.absolute().parent).free
    if free < max(LEAST_FREE, 2 * file.stat().st_size):
        yield (
            f"Only {free // 2**20} MiB are free on the disk of {file}. Make room: on a "
            "full disk nothing can be saved."
        )


def _linked(session: Session) -> dict[int, str]:
    """Find the linked groups, each with the name of its ballot."""
    return {
        chat.id: ballot.name
        for ballot in ballots.every(session)
        for chat in chats.linked(session, ballot.id)
    }


async def _telegram(at: "Telegram", groups: dict[int, str]) -> list[str]:
    """Ask Telegram about the bot, its account and its groups."""
    from bot.delivery import check_telegram, request

    token = at.token.get_secret_value() if at.token else ""
    bot = request.make_bot(token, at.base_url, at.base_file_url)
    try:
        return await check_telegram.faults(bot, _account, groups, now())
    finally:
        await request.close(bot)


def _account(account: "User") -> Iterator[str]:
    """Say what makes the bot's account unsafe."""
    from bot import handlers

    try:
        handlers.refuse_unsafe(account)
    except handlers.Unsafe as error:
        yield str(error)


def _counts(session: Session) -> Iterator[str]:
    """Compare the counters with the members, in ballots that are not purged."""
    for ballot in ballots.every(session):
        purged = ballots.life(session, ballot.id).purged_at is not None
        kept = counters.by_standing(session, ballot.id)
        if not purged and kept != counters.counted(session, ballot.id):
            yield f"The counts of {ballot.name!r} do not fit its members."
