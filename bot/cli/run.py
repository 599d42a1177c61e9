"""`mantelpiece run` and `demo`: the bot against Telegram, or against the stand-in."""

import asyncio
import contextlib
import logging
import signal
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shell import Shell, fail, now

if TYPE_CHECKING:
    from bot.app import App


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("run")(run)
    app.command("demo")(demo)


def run(context: typer.Context) -> None:
    """Run the bot until it is stopped."""
    shell: Shell = context.obj
    settings = shell.settings()
    if settings.telegram.token is None:
        fail(
            "There is no token. Put the one that BotFather gave you into [telegram] "
            "token in config.toml, or into MANTELPIECE_TELEGRAM__TOKEN."
        )
    from bot import logs
    from bot.app import App
    from bot.rules.care.bad_file import BadFile
    from bot.texts.queue import scripts
    from bot.usecases.team import owner

    logs.configure()
    with shell.store(alone=True) as store:
        code = store.write(lambda session: owner.first_code(session, now()))
        try:
            app = App(settings, store)
        except (scripts.ScriptsError, BadFile) as error:
            fail(str(error))
        asyncio.run(serve(app, code))


async def serve(app: "App", owner_code: str | None = None) -> None:
    """Start the bot, run it until a signal or an error, then stop it."""
    from bot.delivery import check_telegram

    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    waiting = asyncio.create_task(stopped.wait())
    if not await _started(app, waiting):
        return
    for fault in check_telegram.of_account(app.bot, now()):
        typer.echo(f"✗ {fault}", err=True)
    if owner_code is not None:
        typer.echo(
            "Nobody owns this bot yet. Open this link within 72 hours, once, and press "
            "Start:\n"
            f"  https://t.me/{app.bot.username}?start={owner_code}\n"
            f"or send the bot: /start {owner_code}"
        )
    typer.echo("Mantelpiece is running. Ctrl+C stops it.")
    running = asyncio.create_task(app.run())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    await app.stop()
    with contextlib.suppress(asyncio.CancelledError):
        await running


async def _started(app: "App", stopped: asyncio.Task[bool]) -> bool:
    """Start the bot, however long Telegram is away; False if stopped before."""
    from telegram.error import InvalidToken

    from bot import handlers
    from bot.delivery.health import server

    starting = asyncio.create_task(app.start())
    await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
    starting.cancel()
    try:
        await starting
    except asyncio.CancelledError:
        await app.abandon()
        return False
    except Exception as error:
        await app.abandon()
        if isinstance(error, handlers.Unsafe | server.PortTaken):
            fail(str(error))
        if isinstance(error, InvalidToken):
            fail("Telegram does not know this token. Copy it again from BotFather.")
        raise
    return True


def demo(
    port: Annotated[int, typer.Option(help="Port of the chat page.")] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    empty: Annotated[
        bool, typer.Option("--empty", help="Start without a ballot, a list or roles.")
    ] = False,
) -> None:
    """Try the real bot on this machine, with an invented branch and no Telegram."""
    from bot import logs
    from bot.cli import demo_branch

    logs.configure(level=logging.WARNING)
    try:
        asyncio.run(demo_branch.play(port, browser=browser, empty=empty))
    except OSError as error:
        fail(f"Port {port} cannot be used: {error.strerror}. Try --port {port + 1}")
