"""Answers of Telegram lost after it delivered: nothing is lost for people, and nothing
is said twice in a group (P7).

1,000 messages, and 5 in 100 of the answers lost; MANTELPIECE_SENDS=10000 sends more,
MANTELPIECE_SEED=7 loses others.
"""

import os
import random
from collections import Counter

from sqlmodel import Session

from bot.demo.telegram.faults import Kind
from storage.outbox import to_send
from tests.delivery.conftest import rig
from tests.delivery.rig import Rig

__all__ = ["rig"]
SENDS = int(os.environ.get("MANTELPIECE_SENDS", "1000"))
SEED = int(os.environ.get("MANTELPIECE_SEED", "1"))
LOST = SENDS // 20
PEOPLE = 40
AT_ONCE = 100
FOR_GROUP = 5
"""Every so many-th message is for the group."""
AFTERWARDS = (Kind.ANSWER_LOST, Kind.ANSWER_CUT, Kind.GATEWAY_AFTER)


def write(rig: Rig, chats: list[int], numbers: range) -> None:
    """Queue messages at once, each with a number of its own."""
    now = rig.clock.now()

    def unit(session: Session) -> None:
        for number in numbers:
            group = number % FOR_GROUP == 0
            chat = rig.group.id if group else chats[number % len(chats)]
            to_send.put(session, chat, "send", {"text": str(number)}, now, once=group)

    rig.store.write(unit)


async def test_lost_answers_lose_no_message_and_double_none_in_a_group(
    rig: Rig,
) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    people = [rig.town.add_person(str(n), started=True) for n in range(PEOPLE)]
    # A call that fails is not counted by the faults planned behind its own.
    for earlier, place in enumerate(sorted(chance.sample(range(SENDS), LOST))):
        kind, skip = chance.choice(AFTERWARDS), place - earlier
        rig.town.faults.plan(kind, "sendMessage", skip=skip)
    for first in range(0, SENDS, AT_ONCE):
        write(rig, [person.id for person in people], range(first, first + AT_ONCE))
        await rig.send()
    private = Counter(text for person in people for text in rig.texts(person))
    group = Counter(filter(None, rig.texts(rig.group)))
    doubled = private.total() - len(private)
    ends = Counter(rig.states())
    print(f"{LOST} answers lost, {doubled} messages doubled, ends: {dict(ends)}")
    assert len(private) + len(group) == SENDS
    assert 0 < doubled <= LOST
    assert max(group.values()) == 1
    assert ends == {"sent": SENDS - LOST + doubled, "unknown": LOST - doubled}
