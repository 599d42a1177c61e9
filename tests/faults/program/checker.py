"""What has to be so after any faults: P1 to P7 and P10, from the database and chats."""

import contextlib
import itertools
import re
from collections import Counter

from sqlmodel import Session, col, select

from storage import engine
from storage.outbox import outbox_entry
from storage.privacy import integrity_check
from storage.tables import (
    ClaimRow,
    ContactRow,
    MemberRow,
    NudgeRow,
    OutboxRow,
    PersonRow,
    SetAsideRow,
)
from tests.faults.program.harness import Program

LONGEST_SILENCE = 10.0
"""Seconds of the program's life in which a chat that waits may hear nothing."""
ENDED = {"planned", "sent", "skipped", "unknown"}
TICK = re.compile(r"([A-Z]\.[A-Z]\.): voted")
Tick = tuple[int, str]
"""In whose chat, about which initials."""


def check(made: Program) -> None:
    """Nothing acknowledged is lost, nothing is double, nobody was left in silence."""
    assert "Traceback" not in made.output
    with contextlib.closing(engine.connect(made.url)) as store:
        store.read(lambda session: _check(session, made))
    assert not made.history.waiting
    too_long = [one for one in made.history.silences if one.seconds > LONGEST_SILENCE]
    assert not too_long, sorted(too_long)


def longest_silence(made: Program) -> float:
    """Return it in seconds of the program's life."""
    return max((one.seconds for one in made.history.silences), default=0.0)


def check_ticks(made: Program) -> None:
    """Check, in the midst of everything, that each tick so far is in the log."""
    shown = ticks(made)
    with contextlib.closing(engine.connect(made.url)) as store:
        logged = store.read(_logged)
    assert set(shown) <= set(logged), "a tick without a contact"


def _check(session: Session, made: Program) -> None:
    assert not list(integrity_check.faults(session))
    assert len(session.exec(select(SetAsideRow)).all()) == made.history.unreadable
    logged, shown = _logged(session), ticks(made)
    assert set(shown) == set(logged), "a tick without a contact, or the reverse"
    assert shown >= logged
    names = {person.id: name for name, person in made.people.items()}
    assert Counter(names[chat] for chat, _ in logged.elements()) == +made.history.said
    assert_claims(session)
    assert_known_states(session)


def ticks(made: Program) -> Counter[Tick]:
    """Count in how many messages each chat saw that somebody's vote is recorded."""
    shown = {
        (seen.chat_id, seen.message_id, found[1])
        for seen in made.history.seen
        if (found := TICK.search(seen.text))
    }
    return Counter((chat, name) for chat, _, name in shown)


def _logged(session: Session) -> Counter[Tick]:
    chats = {p.id: p.telegram_id for p in session.exec(select(PersonRow))}
    rows = select(ContactRow.person_id, MemberRow).where(
        ContactRow.member_id == MemberRow.id
    )
    return Counter(
        (chats[person or 0], f"{member.first_name[0]}.{member.last_name[0]}.")
        for person, member in session.exec(rows)
    )


def assert_claims(session: Session) -> None:
    """Check that nobody was ever held twice at a time."""
    claims = session.exec(
        select(ClaimRow).order_by(col(ClaimRow.member_id), col(ClaimRow.id))
    ).all()
    for _, found in itertools.groupby(claims, lambda claim: claim.member_id):
        for one, next_one in itertools.pairwise(found):
            assert one.ended_at is not None
            assert one.ended_at <= next_one.taken_at
    still = {(c.member_id, c.person_id) for c in claims if c.ended_at is None}
    held = select(MemberRow.id, MemberRow.holder).where(
        col(MemberRow.holder).is_not(None)
    )
    assert still == set(session.exec(held))


def assert_known_states(session: Session) -> None:
    """Check that no row was lost on the way, and that each nudge ended once."""
    lost = select(OutboxRow).where(OutboxRow.state == outbox_entry.UNKNOWN)
    assert all(row.once for row in session.exec(lost))
    assert not session.exec(
        select(OutboxRow).where(OutboxRow.state == outbox_entry.SENDING)
    ).all()
    assert_nudges(list(session.exec(select(NudgeRow))))


def assert_nudges(log: list[NudgeRow]) -> None:
    """Check that each nudge is planned once, and ended with a reason or sent."""
    keys = Counter((one.ballot_id, one.kind, one.recipient, one.slot) for one in log)
    assert set(keys.values()) <= {1}
    assert {one.state for one in log} <= ENDED
    assert all(one.why for one in log if one.state in {"skipped", "unknown"})
