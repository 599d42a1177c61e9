"""Webhook: only Telegram comes in, and is answered after the commit (P2, P3, S9)."""

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Update

from bot.delivery.fetch import end_point, fetcher, receiver
from bot.delivery.health import server
from bot.texts.general_endings import NOT_SAVED
from tests import telegram_webhook, waiting
from tests.delivery.handlers import Handler, full
from tests.delivery.rig import ALLOWED, Rig
from tests.telegram_webhook import URL, Webhook

PATIENT = end_point.Patience(*[waiting.PATIENCE] * 3)
"""A busy machine takes its time even for what is nearly done."""
QUICK = end_point.Patience(waiting.PATIENCE, commit=0.2, answer=0.2)
"""For what is not handled at all."""
CUT_OFF = end_point.Patience(0.2, waiting.PATIENCE, waiting.PATIENCE)
"""For a body that never comes."""
BIG = "x" * (end_point.LARGEST + 1)


def made(
    rig: Rig, handle: Any, port: int = 0, patience: end_point.Patience = PATIENT
) -> receiver.Receiver:
    return receiver.Receiver(
        rig.bot,
        rig.store,
        handle,
        rig.sender().direct,
        rig.clock.time(),
        ALLOWED,
        end_point.Place(URL, port=port),
        rig.done,
        patience,
    )


@pytest.fixture
async def receiving(
    request: pytest.FixtureRequest, rig: Rig, handler: Handler
) -> AsyncIterator[receiver.Receiver]:
    patience = getattr(request, "param", PATIENT)
    found = made(rig, handler, patience=patience)
    await found.begin()
    yield found
    await found.stop(within=0.1)


@pytest.fixture
async def hook(rig: Rig, receiving: receiver.Receiver) -> AsyncIterator[Webhook]:
    """Telegram, that sends only what a test posts."""
    async with aiohttp.ClientSession() as line:
        yield Webhook(rig.town, receiving.end_point.port, line)


def said(rig: Rig, words: str) -> dict[str, Any]:
    """What Asha types, as an update."""
    rig.town.say(rig.asha, rig.asha, words)
    update: dict[str, Any] = rig.town.feed.entries[-1].update
    return update


async def pieces(text: str) -> AsyncIterator[bytes]:
    """A body whose length nobody says before."""
    yield text.encode()


REFUSED: dict[str, tuple[int, str, dict[str, str]]] = {
    "no secret": (403, "{}", {end_point.HEADER: ""}),
    "another secret": (403, "{}", {end_point.HEADER: "0" * 64}),
    "a secret that is no text": (403, "{}", {end_point.HEADER: "\udcff"}),
    "another secret with too much": (403, BIG, {end_point.HEADER: "0" * 64}),
    "a form": (415, "a=b", {"Content-Type": "application/x-www-form-urlencoded"}),
    "too much": (413, BIG, {}),
    "broken JSON": (400, '{"update_id": 5', {}),
    "JSON without an end": (400, "[" * 200_000, {}),
    "a list": (400, "[]", {}),
    "no id": (400, '{"message": {}}', {}),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_no_update_of_telegrams_is_refused(
    rig: Rig, handler: Handler, hook: Webhook, name: str
) -> None:
    status, body, more = REFUSED[name]
    known = {end_point.HEADER: rig.town.secret, "Content-Type": "application/json"}
    headers = {**known, **more}
    file = io.BytesIO(body.encode())
    async with hook.line.post(hook.address, data=file, headers=headers) as answer:
        assert answer.status == status
    assert handler.seen == []
    await hook.deliver(said(rig, "after"))


async def test_a_body_without_a_length_is_refused_once_it_is_too_large(
    rig: Rig, hook: Webhook
) -> None:
    known = {end_point.HEADER: rig.town.secret, "Content-Type": "application/json"}
    async with hook.line.post(hook.address, data=pieces(BIG), headers=known) as answer:
        assert answer.status == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "", 405), ("PUT", "", 405), ("POST", "x", 404), ("POST", "/x", 404)],
)
async def test_only_one_path_and_method_is_answered(
    rig: Rig, hook: Webhook, method: str, path: str, status: int
) -> None:
    headers = {end_point.HEADER: rig.town.secret}
    async with hook.line.request(
        method, hook.address + path, json=said(rig, "no"), headers=headers
    ) as answer:
        assert answer.status == status


@pytest.mark.parametrize("receiving", [CUT_OFF], ids=["cut off"], indirect=True)
async def test_a_body_that_does_not_come_holds_nobody_up(
    rig: Rig, hook: Webhook, receiving: receiver.Receiver
) -> None:
    port = receiving.end_point.port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Content-Length: 100\r\n{end_point.HEADER}: {rig.town.secret}\r\n\r\n".encode()
    )
    await hook.deliver(said(rig, "meanwhile"))
    assert b" 408 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


async def test_telegram_is_answered_after_the_commit(rig: Rig) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_update: Update) -> bool:
        begun.set()
        await go_on.wait()
        return True

    found = made(rig, handle)
    await found.begin()
    async with telegram_webhook.sending(rig.town, found.end_point.port) as hook:
        said(rig, "voted")
        await begun.wait()
        assert 200 not in hook.answers
        go_on.set()
        await rig.running(found.run(), lambda: not rig.town.feed.entries)
    await found.stop(within=0.1)


@pytest.mark.parametrize("receiving", [QUICK], ids=["quick"], indirect=True)
async def test_what_cannot_be_saved_is_sent_again_and_then_handled(
    rig: Rig, handler: Handler, hook: Webhook
) -> None:
    broken = [full()] * 1_000_000
    handler.failing["voted"] = broken
    update = said(rig, "voted")
    assert await hook.post(update) == 503
    assert await hook.post(update) == 503
    await waiting.until(lambda: NOT_SAVED in rig.texts(rig.asha))
    assert rig.texts(rig.asha) == ["voted", NOT_SAVED]
    broken.clear()
    await hook.deliver(update)
    assert (handler.applied, rig.set_aside()) == (["voted"], [])


async def test_a_database_that_hangs_is_told_once_and_waited_for(rig: Rig) -> None:
    goes_on = asyncio.Event()

    async def handle(_update: Update) -> bool:
        return await goes_on.wait()

    found = made(rig, handle, patience=QUICK)
    await found.begin()
    async with aiohttp.ClientSession() as line:
        hook, update = Webhook(rig.town, found.end_point.port, line), said(rig, "voted")
        assert [await hook.post(update) for _ in range(2)] == [503, 503]
        await rig.running(found.run(), lambda: NOT_SAVED in rig.texts(rig.asha))
        goes_on.set()
        await hook.deliver(update)
    assert rig.texts(rig.asha) == ["voted", NOT_SAVED]
    await found.stop(within=0.1)


async def test_an_update_that_arrives_twice_is_handled_once(
    rig: Rig, handler: Handler, hook: Webhook
) -> None:
    update = said(rig, "voted")
    await asyncio.gather(hook.deliver(update), hook.deliver(update))
    await hook.deliver(update)
    assert handler.applied == ["voted"]


async def test_an_update_that_fails_three_times_is_set_aside_and_not_sent_again(
    rig: Rig, handler: Handler, hook: Webhook
) -> None:
    handler.failing["breaks"] = [LookupError() for _ in range(3)]
    update = said(rig, "breaks")
    await hook.deliver(update)
    assert rig.set_aside() == ["LookupError"]


async def test_a_webhook_that_is_gone_is_set_again(
    rig: Rig, receiving: receiver.Receiver
) -> None:
    assert rig.town.webhook == URL
    assert rig.town.feed.allowed == list(ALLOWED)
    rig.town.webhook = ""
    rig.done.heard = None
    await rig.running(receiving.run(), lambda: rig.done.heard is not None)
    assert rig.town.webhook == URL


async def test_polling_takes_a_webhook_away(rig: Rig, handler: Handler) -> None:
    rig.town.webhook = URL
    asking = fetcher.Fetcher(
        rig.bot, rig.store, handler, rig.sender().direct, rig.clock.time(), ALLOWED
    )
    await asking.begin()
    assert rig.town.webhook == ""


async def test_a_port_that_is_taken_is_said(
    rig: Rig, handler: Handler, receiving: receiver.Receiver
) -> None:
    other = made(rig, handler, receiving.end_point.port)
    with pytest.raises(server.PortTaken, match=r"of \[webhook\] cannot be used"):
        await other.begin()


async def test_a_bot_that_stops_takes_nothing_more(
    rig: Rig, handler: Handler, receiving: receiver.Receiver, hook: Webhook
) -> None:
    await receiving.stop()
    assert await hook.post(said(rig, "late")) == 0
    assert handler.seen == []


def test_the_secret_is_of_this_token_and_address() -> None:
    here, there = end_point.Place(URL), end_point.Place(f"{URL}2")
    words = {here.secret("1:a"), here.secret("1:b"), there.secret("1:a")}
    assert len(words) == 3
    assert here.secret("1:a") == end_point.Place(URL).secret("1:a")
