"""What the worlds are checked for would be found if it happened."""

import dataclasses
import datetime as dt
from collections import Counter
from pathlib import Path

from sqlmodel import Session, select

from bot.demo.telegram.server import Call
from storage.tables import ClaimRow
from tests.faults.worlds import invariants, traffic, world
from tests.journeys.play import playing

HOUR = dt.timedelta(hours=1)


def held_before(session: Session) -> None:
    """Somebody held the same member until after the claim there is was taken."""
    claim = session.exec(select(ClaimRow)).one()
    before, after = claim.taken_at - HOUR, claim.taken_at + HOUR
    same = {"member_id": claim.member_id, "person_id": claim.person_id}
    ballot = claim.ballot_id
    session.add(ClaimRow(ballot_id=ballot, **same, taken_at=before, ended_at=after))


def sent(at: dt.datetime, message_id: int) -> Call:
    answer = {"result": {"message_id": message_id}}
    return Call("sendMessage", {"chat_id": 7, "text": "Lapses"}, {}, 200, answer, at)


async def test_a_claim_that_overlaps_is_found(tmp_path: Path) -> None:
    async with playing(tmp_path, world.BEGINS) as branch:
        await branch.say("Asha", "/next")
        assert branch.store.read(invariants.overlapping) == []
        branch.store.write(held_before)
        assert len(branch.store.read(invariants.overlapping)) == 1


async def test_a_reply_that_was_acknowledged_and_lost_is_found(tmp_path: Path) -> None:
    async with playing(tmp_path, world.BEGINS) as branch:
        await branch.say("Asha", "/next")
        await branch.say("Asha", "voted")
        seen = branch.town.history
        assert branch.store.read(lambda s: invariants.lost(s, seen)) == []
        marked = "".join(str(call.params.get("reply_markup")) for call in seen)
        (key, _), *_ = invariants.UNDO.findall(marked)
        markup = {"reply_markup": f"{key}.undo:99"}
        other = [dataclasses.replace(seen[-1], params=markup)]
        assert branch.store.read(lambda s: invariants.lost(s, other)) == [key]


def test_a_nudge_sent_twice_is_found() -> None:
    twice = [sent(world.BEGINS, 1), sent(world.BEGINS + HOUR / 60, 2)]
    assert invariants.sent_twice({(7, 2)}, twice) == ["Lapses"]
    assert invariants.sent_twice(set(), twice) == []
    later = [sent(world.BEGINS, 1), sent(world.BEGINS + 2 * HOUR, 2)]
    assert invariants.sent_twice({(7, 2)}, later) == []


def test_a_world_in_which_nothing_happens_shows_too_little() -> None:
    nothing = {what: Counter[str]() for what in traffic.LEAST}
    assert len(traffic.too_little(nothing)) == sum(map(len, traffic.LEAST.values()))
