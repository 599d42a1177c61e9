"""`mantelpiece run` and `demo`: the bot against Telegram, or against the stand-in."""

import asyncio
import contextlib
import gc
import importlib
import logging
import signal
import socket
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shell import Shell, fail, now

if TYPE_CHECKING:
    from bot.app import App
    from bot.config import Settings
    from storage.opening import Opened

FOR_A_TERMINAL = ("click", "pygments", "rich")
"""What structlog and HTTPX load where they find it, and the bot has no use for."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("run")(run)
    app.command("demo")(demo)


Processes = Annotated[
    int, typer.Option(min=1, help="How many, with a webhook on PostgreSQL.")
]


def run(context: typer.Context, processes: Processes = 1) -> None:
    """Run the bot until it is stopped."""
    shell: Shell = context.obj
    settings = shell.settings()
    if settings.telegram.token is None:
        fail(
            "There is no token. Put the one that BotFather gave you into [telegram] "
            "token in config.toml, or into MANTELPIECE_TELEGRAM__TOKEN."
        )
    shared = settings.shares_database
    if processes > 1 and not shared:
        fail(
            "Several processes need a webhook ([webhook] url) and PostgreSQL "
            "([storage] url): without them one has all updates, or the file, for "
            "itself. See docs/running.md."
        )
    with loading():
        importlib.import_module("bot.app")
    from bot import logs
    from bot.usecases.team import owner

    logs.configure()
    with shell.opened(alone=not shared, shared=shared) as opened:
        code = opened.store.write(lambda session: owner.first_code(session, now()))
        if processes == 1:
            from bot.cli.processes import inherited

            listener = inherited()
            app = _app(settings, opened, listener)
            asyncio.run(serve(app, code, child=listener is not None))
    if processes > 1:
        asyncio.run(_several(shell, settings, processes))


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """Load the program as if nothing for a terminal was installed: 3 MiB less at rest.

    Collect no garbage meanwhile, nor look through it ever after: else each full
    collection holds everything up for a tenth of a second.
    """
    absent = [name for name in FOR_A_TERMINAL if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]  # nobody finds it now
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        for name in absent:
            del sys.modules[name]


def _app(
    settings: "Settings", opened: "Opened", listener: socket.socket | None
) -> "App":
    """Make the bot; fail where one of the branch's own files is not as it should be."""
    from bot.app import App
    from bot.rules.care.bad_file import BadFile
    from bot.texts.queue import scripts

    try:
        return App(settings, opened.store, listener=listener, held=opened.held)
    except (scripts.ScriptsError, BadFile) as error:
        fail(str(error))


async def _several(shell: Shell, settings: "Settings", many: int) -> None:
    """Run processes that share the port and the database."""
    from bot.cli import processes

    at = settings.webhook
    try:
        listener = processes.listen(at.host, at.port)
    except OSError as error:
        fail(f"Port {at.port} of [webhook] cannot be used: {error.strerror}.")
    with listener:
        port = settings.health.port
        await processes.Processes(many, listener, shell.config, port).run()


async def serve(
    app: "App", owner_code: str | None = None, *, child: bool = False
) -> None:
    """Start the bot, run it until a signal or an error, then stop it.

    A child also stops when its parent is gone.
    """
    from bot.cli import processes
    from bot.delivery import check_telegram

    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    parent = processes.Parent(stopped) if child else None
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
    if parent is not None:
        parent.ready()
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
