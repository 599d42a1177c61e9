"""Planned faults and Telegram's limits, as a sender meets them."""

import asyncio

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError

from bot.demo.telegram.faults import Kind
from tests import waiting
from tests.demo.wire import Clock, Town


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (Kind.SERVER_ERROR, NetworkError),
        (Kind.BAD_GATEWAY, NetworkError),
        (Kind.BLOCKED, Forbidden),
        (Kind.RESET, NetworkError),
    ],
)
async def test_a_refusal_or_a_break_sends_nothing(
    town: Town, kind: Kind, error: type[Exception]
) -> None:
    town.faults.plan(kind, "sendMessage")
    with pytest.raises(error):
        await town.line.send_message(town.asha.id, "Hello")
    assert town.messages(town.asha) == []
    await town.line.send_message(town.asha.id, "Hello")
    assert len(town.messages(town.asha)) == 1


@pytest.mark.parametrize(
    "kind", [Kind.ANSWER_LOST, Kind.ANSWER_HANGS, Kind.ANSWER_CUT, Kind.GATEWAY_AFTER]
)
async def test_an_answer_can_be_lost_after_delivery(town: Town, kind: Kind) -> None:
    town.faults.plan(kind, "sendMessage", seconds=0.05)
    with pytest.raises(NetworkError):
        await town.line.send_message(town.asha.id, "Hello")
    assert town.last(town.asha).text == "Hello"


async def test_a_sender_who_gives_up_waiting_has_sent_all_the_same(town: Town) -> None:
    town.faults.plan(Kind.ANSWER_HANGS, seconds=waiting.PATIENCE)
    sending = asyncio.create_task(town.line.send_message(town.asha.id, "Hello"))
    await town.until(lambda: town.messages(town.asha))
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    assert sending.cancelled()
    assert town.last(town.asha).text == "Hello"


async def test_a_migrated_answer_names_the_new_id(town: Town) -> None:
    town.faults.plan(Kind.MIGRATED, chat_id=town.group.id, migrate_to=-1009)
    with pytest.raises(ChatMigrated) as refusal:
        await town.line.send_message(town.group.id, "Hello")
    assert refusal.value.new_chat_id == -1009


async def test_faults_come_in_order_at_the_request_they_name(town: Town) -> None:
    town.faults.plan(Kind.BLOCKED, "sendMessage", chat_id=town.asha.id, skip=1, times=2)
    outcomes = []
    for _ in range(4):
        answer = await town.ask("sendMessage", chat_id=town.asha.id, text="x")
        outcomes.append(answer["ok"])
    assert outcomes == [True, False, False, True]
    assert (await town.ask("sendMessage", chat_id=town.group.id, text="x"))["ok"]


async def test_a_slow_answer_comes(town: Town) -> None:
    town.faults.plan(Kind.SLOW, seconds=0.01)
    assert (await town.line.get_me()).is_bot


async def test_too_many_names_the_seconds_to_wait(town: Town) -> None:
    town.faults.plan(Kind.TOO_MANY, "sendMessage", seconds=7)
    answer = await town.ask("sendMessage", chat_id=town.asha.id, text="x")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert town.messages(town.asha) == []


async def test_a_chat_takes_a_short_burst_then_one_a_second(
    town: Town, clock: Clock
) -> None:
    town.limits.enforced = True
    for n in range(3):
        await town.line.send_message(town.asha.id, f"{n}")
    answer = await town.ask("sendMessage", chat_id=town.asha.id, text="more")
    clock.move(seconds=answer["parameters"]["retry_after"])
    assert await town.line.send_message(town.asha.id, "more")


async def test_a_group_takes_twenty_a_minute(town: Town, clock: Clock) -> None:
    town.limits.enforced = True
    for n in range(20):
        await town.line.send_message(town.group.id, f"{n}")
        clock.move(seconds=1)
    answer = await town.refused("sendMessage", chat_id=town.group.id, text="x")
    assert answer == "Too Many Requests: retry after 40"


async def test_all_chats_together_take_thirty_a_second(town: Town) -> None:
    town.limits.enforced = True
    people = [town.add_person(f"P{n}", started=True) for n in range(31)]
    for person in people[:30]:
        await town.line.send_message(person.id, "Hello")
    answer = await town.refused("sendMessage", chat_id=people[30].id, text="x")
    assert answer == "Too Many Requests: retry after 1"


async def test_no_limit_is_kept_unless_asked_for(town: Town) -> None:
    for n in range(40):
        await town.line.send_message(town.group.id, f"{n}")
    assert len(town.messages(town.group)) > 40


async def test_a_thread_outside_a_forum_is_not_found(town: Town) -> None:
    with pytest.raises(BadRequest, match="Message thread not found"):
        await town.line.send_message(town.group.id, "x", message_thread_id=7)
    town.group.forum = True
    sent = await town.line.send_message(town.group.id, "x", message_thread_id=7)
    assert sent.message_thread_id == 7
