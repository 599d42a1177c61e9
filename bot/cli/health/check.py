"""`mantelpiece check`: everything that may be wrong, each with its remedy."""

import asyncio
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer
from sqlmodel import Session

from bot.cli.health import versions
from bot.cli.shell import Shell, now
from bot.usecases.privacy import full_check
from storage import ballots
from storage.privacy import integrity_check
from storage.team import chats

if TYPE_CHECKING:
    from telegram import User

    from bot.config.sections import Telegram, Texts


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(context: typer.Context) -> None:
    """Check versions, settings, files, database, disk and Telegram; print faults."""
    shell: Shell = context.obj
    settings = shell.settings()
    found = [*versions.faults(), *_texts(settings.texts)]
    with shell.store() as store:
        found += store.read(_database)
        groups = store.read(_linked)
    found += _disk(settings.storage.url)
    parts = "versions, settings, files, database, counts, audit chain"
    if settings.telegram.token is not None:
        found += asyncio.run(_telegram(settings.telegram, groups))
        parts += ", Telegram"
    typer.echo(versions.running())
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


def _database(session: Session) -> list[str]:
    return [fault.sentence for fault in full_check.faults(session)]


def _disk(url: str) -> Iterator[str]:
    """Look whether the database has room to grow."""
    file = integrity_check.file_of(url)
    if file is not None:
        free = shutil.disk_usage(file.absolute().parent).free
        yield from (one.sentence for one in full_check.disk(file, free))


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
