"""How the bot fetches its updates: order, offsets, one reader, a day, a webhook."""

import asyncio

import pytest
from telegram.error import Conflict

from tests import waiting
from tests.demo.wire import Clock, Town


async def test_unconfirmed_updates_come_again(town: Town) -> None:
    town.say(town.asha, town.asha, "one")
    first = await town.line.get_updates()
    again = await town.line.get_updates()
    assert [u.update_id for u in first] == [u.update_id for u in again]


async def test_an_offset_confirms_what_lies_before_it(town: Town) -> None:
    for words in ("one", "two", "three"):
        town.say(town.asha, town.asha, words)
    first, *_ = await town.line.get_updates(limit=1)
    rest = await town.line.get_updates(offset=first.update_id + 1)
    assert [u.message.text for u in rest] == ["two", "three"]


async def test_a_negative_offset_forgets_all_but_the_last(town: Town) -> None:
    for words in ("one", "two", "three"):
        town.say(town.asha, town.asha, words)
    assert [u.message.text for u in await town.line.get_updates(-1)] == ["three"]
    assert len(await town.line.get_updates()) == 1


async def test_a_long_poll_ends_with_the_next_update(town: Town) -> None:
    poll = asyncio.create_task(town.line.get_updates(timeout=20))
    await town.idle()
    town.say(town.asha, town.group, "/next")
    (update,) = await asyncio.wait_for(poll, waiting.PATIENCE)
    assert update.message.text == "/next"


async def test_two_pollers_are_a_conflict(town: Town) -> None:
    older = asyncio.create_task(town.line.get_updates(timeout=20))
    await town.idle()
    assert await town.line.get_updates() == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older


async def test_a_webhook_forbids_polling_until_it_is_deleted(town: Town) -> None:
    await town.line.set_webhook("https://bot.example.org/hook")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook"):
        await town.line.get_updates()
    await town.line.delete_webhook()
    assert (await town.line.get_webhook_info()).url == ""
    assert await town.line.get_updates() == ()


async def test_allowed_updates_stick(town: Town) -> None:
    await town.line.get_updates(allowed_updates=["callback_query"])
    await town.line.get_updates()
    town.say(town.asha, town.asha, "not asked for")
    assert await town.line.get_updates() == ()


async def test_updates_are_kept_for_a_day(town: Town, clock: Clock) -> None:
    town.say(town.asha, town.asha, "old")
    clock.move(hours=25)
    town.say(town.asha, town.asha, "new")
    assert [u.message.text for u in await town.line.get_updates()] == ["new"]


async def test_ids_begin_anew_after_a_quiet_week(town: Town, clock: Clock) -> None:
    town.say(town.asha, town.asha, "before")
    (before,) = await town.line.get_updates()
    clock.move(days=8)
    town.say(town.asha, town.asha, "after")
    (after,) = await town.line.get_updates(before.update_id + 1)
    assert after.message.text == "after"
    assert after.update_id != before.update_id + 1


async def test_an_update_can_be_delivered_twice(town: Town) -> None:
    town.say(town.asha, town.asha, "once")
    (update,) = await town.line.get_updates()
    await town.line.get_updates(update.update_id + 1)
    town.redeliver(town.feed.everything[-1])
    (again,) = await town.line.get_updates()
    assert again.update_id == update.update_id


async def test_a_wrong_token_and_an_unknown_method_are_told(town: Town) -> None:
    assert (await town.ask("doMagic"))["error_code"] == 404
    url = f"{town.server.base_url}1:wrong/getMe"
    async with town.session.post(url) as answer:
        assert (answer.status, (await answer.json())["description"]) == (
            401,
            "Unauthorized",
        )


async def test_the_bot_is_idle_when_everything_is_confirmed(town: Town) -> None:
    poll = asyncio.create_task(town.line.get_updates(timeout=20))
    await town.idle()
    town.say(town.asha, town.asha, "one")
    (update,) = await poll
    assert not town.feed.idle.is_set()
    again = asyncio.create_task(town.line.get_updates(update.update_id + 1, timeout=9))
    await asyncio.wait_for(town.idle(), waiting.PATIENCE)
    again.cancel()


async def test_one_can_wait_for_what_the_bot_does(town: Town) -> None:
    answer = asyncio.create_task(
        town.until(lambda: [m for m in town.messages(town.asha) if m.text == "Hello"])
    )
    await town.line.send_message(town.asha.id, "Hello")
    await answer
    with pytest.raises(TimeoutError):
        await town.until(lambda: False, seconds=0.01)


async def test_one_can_wait_for_what_people_do(town: Town) -> None:
    waiting = asyncio.create_task(town.until(lambda: town.feed.entries))
    town.say(town.asha, town.group, "/next")
    await waiting
    assert town.feed.entries
