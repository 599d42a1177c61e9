"""Look at everything that may be wrong here, each fault with its remedy."""

import asyncio
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import Session

from bot.cli.health import versions
from bot.cli.shell import Shell, now
from bot.config.from_file import without_effect
from bot.rules.privacy.fault import Kind, Night
from bot.texts.privacy import endings as words
from bot.usecases.privacy import full_check, nightly
from storage import ballots
from storage.privacy import backup_folder, integrity_check
from storage.team import chats

if TYPE_CHECKING:
    from telegram import User

    from bot.config.sections import Storage, Telegram, Texts


class Looked(NamedTuple):
    """What runs here, what was looked at, and what is wrong with it."""

    running: list[str]
    parts: str
    faults: list[str]


def look(shell: Shell) -> Looked:
    """Look at versions, settings, files, database, disk and Telegram."""
    settings = shell.settings()
    found = [*versions.faults(), *_texts(settings.texts)]
    with shell.store() as store:
        found += store.read(_database)
        groups = store.read(_linked)
        night = store.read(nightly.last)
    found += [*_disk(settings.storage.url), *_backups(settings.storage, night)]
    parts = "versions, settings, files, database, counts, audit chain"
    if settings.telegram.token is not None:
        found += asyncio.run(_telegram(settings.telegram, groups, settings.webhook.url))
        parts += ", Telegram"
    running = [versions.running(), *without_effect(shell.config)]
    if integrity_check.file_of(settings.storage.url) is not None:
        running.append(words.night(night))
    return Looked(running, parts, found)


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


def _backups(to: "Storage", night: Night | None) -> Iterator[str]:
    """Look whether the folder takes backups, and whether the last night made one."""
    file = integrity_check.file_of(to.url)
    if file is None or to.backups is None:
        return
    try:
        backup_folder.check(to.backups, file)
    except backup_folder.NoRoom as error:
        yield str(error)
    else:
        missed = night.faults if night else ()
        yield from (one.sentence for one in missed if one.kind is Kind.BACKUP)


def _linked(session: Session) -> dict[int, str]:
    """Find the linked groups, each with the name of its ballot."""
    return {
        chat.id: ballot.name
        for ballot in ballots.every(session)
        for chat in chats.linked(session, ballot.id)
    }


async def _telegram(
    at: "Telegram", groups: dict[int, str], webhook: str | None
) -> list[str]:
    """Ask Telegram about the bot, its account and its groups."""
    from bot.delivery import check_telegram, request

    token = at.token.get_secret_value() if at.token else ""
    bot = request.make_bot(token, at.base_url, at.base_file_url)
    try:
        return await check_telegram.faults(bot, of_account, groups, now(), webhook)
    finally:
        await request.close(bot)


def of_account(account: "User") -> Iterator[str]:
    """Say what makes the bot's account unsafe."""
    from bot import handlers

    try:
        handlers.refuse_unsafe(account)
    except handlers.Unsafe as error:
        yield str(error)
