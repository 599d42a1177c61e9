"""`mantelpiece setup`: from a token and a close to a bot that can be started; `invite`
writes the page by which advocates come in."""

import asyncio
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import import_report
from bot.cli.import_ import BallotName
from bot.cli.shell import Shell, fail, now

if TYPE_CHECKING:
    from telegram import User

    from bot.config import Settings
    from bot.rules.ballot.ballot import Ballot
    from storage.engine import Store

GET_ONE = """\
In Telegram, open @BotFather, send /newbot, and choose a name and a username.
It answers with a token, which looks like 123456:ABC-DEF. It is a secret."""
REFUSED = "Telegram does not know this token. Copy it again, whole, from BotFather."
NEW_FILE = "# Every setting, with its default, stands in docs/settings.md.\n"
SECTION = re.compile(r"^\[telegram\].*\n", re.MULTILINE)
CLOSES = "When does the ballot close? For example: 11 March 2027 12:00"
UNREAD = "I cannot read that as a day. Write it like this: 11 March 2027 12:00"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("setup")(setup)
    app.command("invite")(invite)


def setup(context: typer.Context) -> None:
    """Set up a new bot: its token, its first ballot, and the link for its owner."""
    shell: Shell = context.obj
    settings = shell.settings()
    account = _known_account(settings) or _new_account(shell, settings)
    with shell.store() as store:
        _ballot(store)
        _owner(store, account)
    config = f" --config {shell.config}" if shell.config else ""
    typer.echo(f"Now start the bot, and leave it running: mantelpiece{config} run")


def invite(
    context: typer.Context,
    file: Path,
    people: Annotated[
        int, typer.Option(min=1, max=200, help="How many may join by it.")
    ] = 20,
    ballot: BallotName = None,
) -> None:
    """Write the page for advocates as a PDF, with a QR code to join by; 72 hours."""
    from bot.pictures import advocate_sheet
    from bot.rules.team.screens import InviteFacts
    from bot.usecases.team import invite as invites

    shell: Shell = context.obj
    if file.exists():
        fail(f"{file} exists. Choose another name.")
    if not file.parent.is_dir():
        fail(f"There is no folder {file.parent}.")
    account = _known_account(shell.settings())
    if account is None:
        fail("There is no token. Put it into the settings, or run: mantelpiece setup")
    name = str(account.username)
    with shell.store() as store:
        of = shell.ballot(store, ballot)
        made = store.write(lambda s: invites.make(s, of.id, now(), people, None))
        link = store.read(lambda s: invites.link(s, made, name))
    facts = InviteFacts(of, link, made.uses_left, made.expires_at)
    import_report.write(file, advocate_sheet.pdf(facts))
    typer.echo(
        f"{file} is to be printed. Up to {people} people may join within 72 "
        "hours; an organiser lets each in."
    )


def _known_account(settings: "Settings") -> "User | None":
    """Find the account of the token that the settings hold."""
    if settings.telegram.token is None:
        return None
    account = _account(settings, settings.telegram.token.get_secret_value())
    if account is None:
        fail(f"{REFUSED} It stands in the settings, as telegram.token.")
    typer.echo(f"The token in the settings is @{account.username}'s.")
    return account


def _new_account(shell: Shell, settings: "Settings") -> "User":
    """Ask for a token until Telegram knows it, and write the settings file."""
    from bot.config import from_file

    file = shell.config or from_file.DEFAULT_FILE
    typer.echo(GET_ONE)
    account = None
    while account is None:
        token = typer.prompt("The token").strip()
        account = _account(settings, token)
        if account is None:
            typer.echo(REFUSED)
    _write(file, token)
    typer.echo(f"This is @{account.username}. Its token is in {file}, for you alone.")
    return account


def _account(settings: "Settings", token: str) -> "User | None":
    """Ask Telegram whose token this is, and say what is wrong; None if nobody's."""
    from telegram.error import InvalidToken, TelegramError

    from bot.cli.health import faults
    from bot.delivery import check_telegram, request

    async def ask() -> "User":
        at = settings.telegram
        async with request.make_bot(token, at.base_url, at.base_file_url) as bot:
            unsafe = faults.of_account(bot.bot)
            for one in [*unsafe, *check_telegram.of_account(bot, now())]:
                typer.echo(f"✗ {one}")
            return bot.bot

    try:
        return asyncio.run(ask())
    except InvalidToken:
        return None
    except TelegramError as error:
        fail(f"Telegram cannot be reached: {error}. Nothing is changed; try again.")


def _write(file: Path, token: str) -> None:
    """Write the token into the settings file, which only its owner can read then."""
    text = file.read_text(encoding="utf-8") if file.exists() else NEW_FILE
    line = f"token = {json.dumps(token)}\n"
    text, found = SECTION.subn(lambda header: header[0] + line, text, count=1)
    text += "" if found else f"\n[telegram]\n{line}"
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as written:
            os.fchmod(written.fileno(), 0o600)
            written.write(text)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.")


def _ballot(store: "Store") -> None:
    """Make the first ballot from its close."""
    from bot.rules.ballot import timetable
    from bot.texts.ballot import timetable_words
    from storage import ballots

    if known := store.read(ballots.every):
        names = ", ".join(ballot.name for ballot in known)
        typer.echo(f"There is a ballot already: {names}.")
        return
    typer.echo(CLOSES)
    ballot = None
    while ballot is None:
        ballot = _with_close(typer.prompt("It closes"))
    made = ballot
    store.write(lambda session: ballots.add(session, made, now()))
    typer.echo(timetable_words.table(ballot, timetable.of(ballot)))
    typer.echo("If your union gave other dates, send the bot /ballot later.")


def _with_close(typed: str) -> "Ballot | None":
    """Read the close as the chat does; say why where it cannot be one."""
    from bot.rules.ballot import impossible_dates, set_up
    from bot.rules.ballot.ballot import Ballot
    from bot.texts.ballot import timetable_words
    from bot.usecases.ballot import edit_ballot

    empty = Ballot(0, edit_ballot.FIRST_NAME, now())
    said = edit_ballot.with_date(typed, set_up.Step.CLOSES, empty.today(now()))
    try:
        ballot = set_up.change(empty, set_up.Step.CLOSES, said)
    except set_up.Unreadable:
        typer.echo(UNREAD)
        return None
    found = impossible_dates.of(ballot, now())
    for one in found:
        typer.echo(timetable_words.refusal(one))
    return None if found else ballot


def _owner(store: "Store", account: "User") -> None:
    """Print the link that makes whoever opens it the owner."""
    from bot.pictures import qr_code
    from bot.usecases.team import owner

    code = store.write(lambda session: owner.first_code(session, now()))
    if code is None:
        typer.echo("Somebody owns this bot already.")
        return
    link = f"https://t.me/{account.username}?start={code}"
    typer.echo(
        "Once the bot runs, open this link on your phone and press Start: you then "
        f"own\nthis bot. It works once, within 72 hours: show it to nobody.\n  {link}"
    )
    typer.echo(qr_code.lines(link))
