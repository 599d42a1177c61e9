"""A ballot's last two weeks with people who do what people do, by seed (P1 to P13).

The same seed by default, so that luck fails nobody's change; MANTELPIECE_WORLDS=100
plays so many from the seed MANTELPIECE_WORLD=7 on, MANTELPIECE_ADVOCATES and
MANTELPIECE_MEMBERS worlds of this size.
"""

import io
import logging
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from bot import logs
from storage import members, outbox, recount
from storage.privacy import integrity_check
from storage.tables import (
    ClaimRow,
    ContactRow,
    MemberRow,
    NudgeRow,
    OutboxRow,
    SetAsideRow,
)
from tests.faults import world
from tests.faults.test_fuzz import leaks
from tests.journeys.play import Branch, playing, sheet

FIRST = int(os.environ.get("MANTELPIECE_WORLD", "4"))
WORLDS = int(os.environ.get("MANTELPIECE_WORLDS", "2"))
ADVOCATES = int(os.environ.get("MANTELPIECE_ADVOCATES", "8"))
MEMBERS = int(os.environ.get("MANTELPIECE_MEMBERS", "120"))
TROUBLED = 120
"""Seconds: calls that fail one after the other are tried again after up to 15."""
PACE = 25
"""How many of these pass in one: a world's trouble costs no time."""
ACTS_AN_HOUR = max(2, ADVOCATES // 4)


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    yield
    logs.configure()
    logging.getLogger().handlers.clear()


@pytest.mark.parametrize("seed", range(FIRST, FIRST + WORLDS))
async def test_two_weeks_keep_every_promise(tmp_path: Path, seed: int) -> None:
    log = io.StringIO()
    logs.configure(log, logging.DEBUG)
    names = [f"Advocate{number}" for number in range(ADVOCATES)]
    listed = (sheet(number) for number in range(MEMBERS))
    async with playing(tmp_path, world.BEGINS, listed, names, pace=PACE) as branch:
        branch.patience = TROUBLED
        made = world.World(branch, random.Random(seed))
        await made.live(world.DAYS, ACTS_AN_HOUR)
        assert made.silent == []
        assert leaks(branch, log.getvalue()) == []
        branch.store.write(lambda session: check(session, branch))


def check(session: Session, branch: Branch) -> None:
    """What holds of the database after any two weeks."""
    assert not list(integrity_check.faults(session))
    assert not session.exec(select(SetAsideRow.id)).all()
    held = select(func.count(MemberRow.id)).where(col(MemberRow.holder).is_not(None))
    claims = select(func.count(ClaimRow.id)).where(col(ClaimRow.ended_at).is_(None))
    assert session.exec(held).one() == session.exec(claims).one()
    assert session.exec(select(func.count(ContactRow.id))).one() > ADVOCATES
    assert not asked_after_opting_out(session)
    before = recount.kept(session, branch.ballot.id)
    recount.recount(session, branch.ballot.id)
    assert recount.kept(session, branch.ballot.id) == before
    now = branch.clock.now()
    assert not outbox.due(session, now, 10)
    lost = select(OutboxRow).where(OutboxRow.state == outbox.UNKNOWN)
    assert all(row.once for row in session.exec(lost))
    nudges = session.exec(select(NudgeRow)).all()
    assert nudges
    assert all(row.state != "planned" or row.send_at > now for row in nudges)
    assert list(members.every(session, branch.ballot.id))


def asked_after_opting_out(session: Session) -> list[int]:
    """Members who were handed out after they had asked for no contact."""
    opted_out = select(ContactRow.member_id, ContactRow.at).where(
        ContactRow.outcome == "do_not_contact"
    )
    undone = set(session.exec(select(ContactRow.undoes)))
    taken = session.exec(select(ClaimRow.member_id, ClaimRow.taken_at)).all()
    found = []
    for row in session.exec(opted_out.add_columns(ContactRow.id)):
        member, at, contact = row
        if contact not in undone:
            found += [one for one, when in taken if one == member and when > at]
    return found
