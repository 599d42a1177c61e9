"""The end point to which Telegram sends updates: what may come in, and the answers."""

import asyncio
import hmac
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.delivery import request
from bot.delivery.fetch import update_shape
from bot.delivery.health.server import PortTaken

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024
"""Bytes of an update; Telegram's have some thousand."""
LINGER = 1.0
"""Seconds for which the rest of a refused body is read, so that its answer arrives."""
FAREWELL = 1.5
Take = Callable[[dict[str, Any]], Awaitable[bool]]
"""Handle an update; True once that is committed."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request may take, in seconds."""

    body: float = 10.0
    """Until its body is there."""
    commit: float = 8.0
    """Until its chat is told that it is not saved yet."""
    answer: float = 25.0
    """Until Telegram is told to send it again, maybe to another process, which would
    tell the chat once more."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where Telegram sends updates, and where that arrives on this machine."""

    url: str
    host: str = "127.0.0.1"
    port: int = 0
    listener: socket.socket | None = None
    """A socket that several processes share, in place of host and port."""

    @property
    def path(self) -> str:
        """The only path that is answered."""
        return urlsplit(self.url).path or "/"

    def secret(self, token: str) -> str:
        """Make the word by which Telegram is known: nobody can without the token.

        All processes make the same, and another address has another.
        """
        key, text = token.encode(), f"webhook {self.url}".encode()
        return hmac.new(key, text, "sha256").hexdigest()


class EndPoint:
    """Reads what comes to one path, hands updates on, answers after the commit."""

    def __init__(
        self, place: Place, secret: str, take: Take, patience: Patience
    ) -> None:
        self._place = place
        self._secret = secret.encode()
        self._take = take
        self._patience = patience
        self._runner: web.AppRunner | None = None
        self._site: web.BaseSite | None = None

    @property
    def port(self) -> int:
        """The port on which it listens."""
        if self._runner is None:
            raise LookupError("it does not listen yet")
        port: int = self._runner.addresses[0][1]
        return port

    async def open(self) -> None:
        """Listen, if it does not yet; raises PortTaken."""
        if self._runner is not None:
            return
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post(self._place.path, self._answer)
        runner = web.AppRunner(
            app, access_log=None, lingering_time=LINGER, shutdown_timeout=FAREWELL
        )
        await runner.setup()
        place = self._place
        if place.listener is not None:
            self._site = web.SockSite(runner, place.listener)
        else:
            self._site = web.TCPSite(runner, place.host, place.port)
        try:
            await self._site.start()
        except OSError as error:
            await runner.cleanup()
            raise PortTaken(
                f"Port {place.port} of [webhook] cannot be used: {error.strerror}. "
                "Choose another one, and tell the reverse proxy."
            ) from None
        self._runner = runner

    async def refuse(self) -> None:
        """Take no further connection: another process does, or Telegram tries again."""
        if self._site is not None:
            await self._site.stop()
            self._site = None

    async def close(self) -> None:
        """Let the last answers go, and close every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _answer(self, asked: web.Request) -> web.Response:
        """Answer one request: 200 only if its update is committed."""
        given = asked.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return _refusal(403)
        if asked.content_type != "application/json":
            return _refusal(415)
        if (asked.content_length or 0) > LARGEST:
            return _refusal(413)
        try:
            async with asyncio.timeout(self._patience.body):
                body = await asked.read()
            raw = request.Request.parse_json_payload(body)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(413)
        except TimeoutError:
            return _refusal(408)
        except request.Unknown:
            return _refusal(400)
        if not update_shape.has_id(raw):
            return _refusal(400)
        return web.Response() if await self._take(raw) else _refusal(503)


def _refusal(status: int) -> web.Response:
    """Refuse a request, and have its connection closed."""
    answer = web.Response(status=status)
    answer.force_close()
    return answer
