"""One budget for all that a process sends: thirty a second, one a second per chat."""

import datetime as dt
import math

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.send import limits
from bot.demo.telegram.faults import Kind
from tests.delivery.rig import Rig

PRIVATE, GROUP = 7, -7


def starts(chat_ids: list[int], seconds: float) -> list[float]:
    """When each of these calls may start, one after another, each taking so long."""
    budget, now, times = limits.Budget(), 0.0, []
    for chat_id in chat_ids:
        now = max(now, budget.free_at(now), budget.chat_free_at(chat_id, now))
        times.append(now)
        budget.start(chat_id, now)
        now += seconds
        budget.end(chat_id, now, called=True)
    return times


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(t <= one < t + seconds for one in times) for t in times)


def test_a_private_chat_has_a_burst_of_three() -> None:
    assert [round(t) for t in starts([PRIVATE] * 6, 0)] == [0, 0, 0, 3, 3, 3]


def test_a_group_hears_twenty_a_minute() -> None:
    times = starts([GROUP] * 41, 0)
    assert most_within(times, 60) == 20


@given(st.lists(st.integers(-3, 40), min_size=1, max_size=120), st.floats(0, 0.3))
def test_no_span_ever_holds_more_than_its_rate(
    chat_ids: list[int], seconds: float
) -> None:
    times = starts(chat_ids, seconds)
    assert most_within(times, 1) <= 30
    for chat_id in set(chat_ids):
        mine = [t for t, one in zip(times, chat_ids, strict=True) if one == chat_id]
        assert most_within(mine, 3) <= 3


def test_a_call_under_way_keeps_its_place() -> None:
    window = limits.Window(limits.Rate(1, 1), under_way=1)
    assert window.free_at(100) == math.inf


def test_a_call_never_made_costs_nothing() -> None:
    budget = limits.Budget()
    for _ in range(50):
        budget.start(GROUP, 0)
        budget.end(GROUP, 0, called=False)
    assert budget.chat_free_at(GROUP, 0) == 0


async def test_a_server_that_enforces_the_limits_refuses_nothing(rig: Rig) -> None:
    rig.town.limits.enforced = True
    for number in range(12):
        rig.put(rig.group.id, f"group {number}")
        rig.put(rig.asha.id, f"private {number}")
    await rig.send()
    assert not rig.town.limits.refused
    assert len(rig.texts(rig.asha)) == 12


async def test_a_sender_begins_with_what_another_has_sent(rig: Rig) -> None:
    rig.town.limits.enforced = True
    for _ in range(3):
        for number in range(9):
            rig.put(rig.group.id, f"group {number}")
            rig.put(rig.asha.id, f"private {number}")
        await rig.send()
    assert not rig.town.limits.refused


async def test_a_sender_waits_as_long_as_another_was_told_to(rig: Rig) -> None:
    rig.town.faults.plan(Kind.TOO_MANY, seconds=40)
    rig.put(rig.asha.id, "Hello")
    await rig.send(
        until=lambda: len(rig.town.history) == 1 and "queued" in rig.states()
    )
    begun = rig.clock.elapsed
    await rig.send()
    assert rig.clock.elapsed - begun > 30
    assert [call.status for call in rig.town.history] == [429, 200]


async def test_many_nudges_take_no_longer_than_the_limit_says(rig: Rig) -> None:
    rig.town.limits.enforced = True
    for number in range(300):
        person = rig.town.add_person(f"Advocate {number}", started=True)
        rig.put(person.id, "Nudge", once=True)
    await rig.send(until=lambda: rig.states().count("sent") == 300)
    assert not rig.town.limits.refused
    took = rig.town.history[-1].at - rig.town.history[0].at
    assert took.total_seconds() <= 1.1 * 300 / 30


async def test_answers_go_before_nudges(rig: Rig) -> None:
    rig.put(rig.ben.id, "Nudge", once=True)
    rig.put(rig.asha.id, "Answer")
    await rig.send(rates=limits.Rates(overall=limits.Rate(1, 1)))
    assert [call.params["text"] for call in rig.town.history] == ["Answer", "Nudge"]


async def test_waiting_acknowledgements_of_a_group_become_one(rig: Rig) -> None:
    for name in ("Asha", "Ben", "Cara"):
        rig.put(rig.group.id, name, ack=True)
    await rig.send()
    assert rig.texts(rig.group)[-1] == "Asha, Ben, Cara"
    assert rig.states() == ["sent"] * 3


async def test_an_acknowledgement_that_is_late_is_dropped(rig: Rig) -> None:
    late = rig.clock.now() - dt.timedelta(seconds=1)
    row = rig.put(rig.group.id, "Asha", ack=True, drop_at=late)
    await rig.send()
    assert rig.ending(row) == ("dropped", "too late")
