"""Several processes on one database, killed at random, down for up to three days.

10 kills by default; MANTELPIECE_KILLED=100 plays on until there were so many,
MANTELPIECE_SEED=7 others.
"""

import datetime as dt
import os
import random
from collections import Counter
from pathlib import Path

import pytest

from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges import slots
from bot.rules.nudges.planned_nudge import Kind
from storage import opening
from storage.nudges import nudges
from tests.faults import branch, processes
from tests.faults.branch import Branch

SEED = int(os.environ.get("MANTELPIECE_SEED", "1"))
KILLS = int(os.environ.get("MANTELPIECE_KILLED", "10"))
MOST = 15
"""Kills in one run; the next starts afresh."""
END = branch.CLOSES - dt.timedelta(hours=1)
SENDS = ("sendmessage", "sendphoto", "editmessagetext", "editmessagemedia")


async def live(url: str, play: Branch, many: int, kills: int) -> list[nudges.Nudge]:
    """From the first promise to the close; the log of the nudges."""
    opened = opening.open_store(url)
    store, ballot = opened.store, branch.settle(opened.store, play)

    async def between() -> None:
        await branch.vote(store, play, ballot)
        await branch.watch(store, play)

    async with processes.fleet(
        play.town, play.clock, url, many, play.chance, kills
    ) as fleet:
        await fleet.live(END, between)
        play.killed = kills - fleet.kills
    log = store.read(lambda session: nudges.log(session, ballot.id, 10_000))
    opened.close()
    assert_all_planned(play, ballot, log)
    return log


@pytest.mark.parametrize("many", [2, 4])
async def test_each_nudge_goes_once_or_is_logged_with_its_reason(
    tmp_path: Path, many: int
) -> None:
    left, sent, chance = KILLS, 0, random.Random(SEED)
    while left > 0 or not sent:  # now and then everybody is down for too long
        seed = chance.randrange(10**6)
        print(f"seed {seed}, {many} processes", end=": ")
        play = branch.begin(seed)
        url = f"sqlite:///{tmp_path / f'{seed}.db'}"
        log = await live(url, play, many, max(1, min(left, MOST)))
        left -= play.killed
        sent += len(play.posted)
        ends = Counter(f"{one.state} {one.why or ''}".strip() for one in log)
        refused = sum(play.town.limits.refused.values())
        print(
            f"{play.killed} kills, {refused} refused, {len(log)} nudges: {dict(ends)}"
        )
        assert_once(play, log)
        assert_none_about_the_voted(play)


def assert_once(play: Branch, log: list[nudges.Nudge]) -> None:
    """Planned once, ended with a reason or sent, and as often as Telegram heard it."""
    keys = Counter((one.plan.kind, one.recipient, one.plan.slot) for one in log)
    assert set(keys.values()) == {1}
    ended = [one for one in log if one.plan.send_from <= play.clock.at]
    assert {one.state for one in ended} <= {"sent", "skipped", "unknown"}
    assert all(one.why for one in ended if one.state != "sent")
    assert {one.id for one in log if one.state == "sent"} == set(play.posted)
    assert_heard(play, log)


def assert_heard(play: Branch, log: list[nudges.Nudge]) -> None:
    """Check that each chat holds what was sent, and more only for unknown rows."""
    ends = Counter((play.chats.get(one.recipient), one.state) for one in log)
    heard = Counter(
        int(call.params["chat_id"])
        for call in play.town.history
        if call.status == 200 and call.method.lower() in SENDS
    )
    for chat_id in (play.group.id, *play.people):
        sent, unknown = ends[chat_id, "sent"], ends[chat_id, "unknown"]
        assert sent <= heard[chat_id] <= sent + unknown
    private = [message for message in play.posted.values() if message[0] > 0]
    assert len(private) == len(set(private))


def assert_all_planned(play: Branch, ballot: Ballot, log: list[nudges.Nudge]) -> None:
    """What the dates ask for, and each advocate's promises."""
    planned = {one.plan.slot for one in log if one.plan.kind is Kind.COUNTDOWN}
    begun = (s for s in slots.fixed(ballot) if branch.START < s.start <= play.clock.at)
    assert planned == {slot.name for slot in begun if slot.kind is Kind.COUNTDOWN}
    told = (Kind.RIPE, Kind.HANDED)
    asked = {play.chats[one.recipient] for one in log if one.plan.kind in told}
    gone = Counter(chat_id for chat_id, *_ in play.voted)
    assert asked | {one for one in gone if gone[one] == branch.KEPT} == set(play.people)


def assert_none_about_the_voted(play: Branch) -> None:
    """Check that no message after a vote names the member who voted."""
    assert play.voted
    for chat_id, initials, since in play.voted:
        for message in play.town.messages(play.people[chat_id]):
            named = initials in (message.text or "")
            assert not (named and message.date > since)
