"""The chat page's addresses: who sees what, and who may speak here."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo.page import actions
from bot.demo.telegram.models import Person
from tests.demo.wire import Clock, Town

LONDON = ZoneInfo("Europe/London")


async def state(town: Town, person: Person) -> dict[str, Any]:
    url = f"{town.server.page_url}chat/state?as={person.id}"
    async with town.session.get(url) as answer:
        return dict(await answer.json())


async def seen(town: Town, person: Person, chat_id: int) -> list[dict[str, Any]]:
    url = f"{town.server.page_url}chat/messages?as={person.id}&chat={chat_id}"
    async with town.session.get(url) as answer:
        return list(await answer.json())


async def do(town: Town, person: Person, act: str, **body: Any) -> dict[str, Any]:
    url = f"{town.server.page_url}chat/act/{act}?as={person.id}"
    async with town.session.post(url, json=body) as answer:
        return dict(await answer.json())


async def test_what_is_typed_on_the_page_reaches_the_bot(town: Town) -> None:
    await do(town, town.asha, "say", chat=town.group.id, text="/next")
    assert town.updates()[0].message.text == "/next"


async def test_nobody_sees_anothers_private_chat(town: Town) -> None:
    await town.line.send_message(town.asha.id, "Card")
    assert await seen(town, town.asha, town.asha.id)
    assert await seen(town, town.ben, town.asha.id) == []
    refused = await do(town, town.ben, "say", chat=town.asha.id, text="x")
    assert "nobody writes in another's chat" in refused["error"]


async def test_who_is_not_in_the_group_sees_nothing_of_it(town: Town) -> None:
    stranger = town.add_person("Cara")
    await town.line.send_message(town.group.id, "12 days left")
    assert await seen(town, stranger, town.group.id) == []
    await do(town, stranger, "join", chat=town.group.id)
    texts = [m["text"] for m in await seen(town, stranger, town.group.id)]
    assert "12 days left" in texts


async def test_unread_messages_are_counted_until_looked_at(town: Town) -> None:
    await town.line.send_message(town.group.id, "12 days left")
    counts = {p["name"]: p["unread"] for p in (await state(town, town.ben))["people"]}
    assert counts == {"Asha": 1, "Ben": 1}
    await do(town, town.ben, "seen", chat=town.group.id)
    counts = {p["name"]: p["unread"] for p in (await state(town, town.ben))["people"]}
    assert counts == {"Asha": 1, "Ben": 0}


async def test_the_clock_goes_forward_only(town: Town, clock: Clock) -> None:
    before = clock.now
    await do(town, town.asha, "move", hours=6)
    assert clock.now - before == timedelta(hours=6)
    assert "forward only" in (await do(town, town.asha, "move", hours=-1))["error"]


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 5, 6, 7, 0, tzinfo=UTC), 1),
        (datetime(2026, 5, 6, 8, 0, tzinfo=UTC), 24),
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), 20),  # the clocks go forward
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), 21),  # and back
    ],
)
def test_next_nine_is_nine_in_london(now: datetime, hours: int) -> None:
    assert actions.until(now, time(9), LONDON) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example.org"},
        {"Origin": "https://evil.example.org"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["chat/act/say", "bot8100000001:stand-in/getMe"])
async def test_other_sites_are_refused(
    town: Town, headers: dict[str, str], path: str
) -> None:
    url = town.server.page_url + path
    async with town.session.post(url, json={}, headers=headers) as answer:
        assert answer.status == 403


async def test_the_page_may_load_nothing_from_elsewhere(town: Town) -> None:
    async with town.session.get(town.server.page_url) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "//" not in (await answer.text()).replace("http://www.w3.org", "")


async def test_unreadable_requests_are_told_so(town: Town) -> None:
    assert (await do(town, town.asha, "say"))["error"] == "This cannot be read."
    assert (await do(town, town.asha, "fly"))["error"] == "Nobody can do this."
