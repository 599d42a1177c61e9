"""Bring planned nudges to the outbox, once each; what may not go is skipped."""

import datetime as dt

from sqlmodel import Session

from bot.rules.endings import posting
from bot.rules.planned import Kind
from bot.rules.sending import Later, Skip
from bot.usecases import judging, saying
from storage import cards, chats, outbox, people
from storage import nudges as rows

AT_ONCE = 500
EDITS_WITHIN = dt.timedelta(hours=2)
"""A countdown that follows so soon edits the last one: one sound is enough."""


def send(session: Session, now: dt.datetime, bot_name: str = "") -> None:
    """Bring to the outbox what may go now."""
    while _send(session, now, bot_name) == AT_ONCE:
        pass


def _send(session: Session, now: dt.datetime, bot_name: str) -> int:
    """Bring what may go now to the outbox; what may not is skipped, with the reason."""
    found = rows.due(session, now, AT_ONCE)
    for nudge in found:
        verdict = judging.verdict(session, nudge, now)
        match verdict:
            case Skip(reason):
                rows.end(session, nudge.id, rows.SKIPPED, reason, now)
            case Later(until):
                rows.later(session, nudge.id, until)
            case _:
                put(session, nudge, now, bot_name)
    return len(found)


def put(session: Session, nudge: rows.Nudge, now: dt.datetime, bot_name: str) -> None:
    """Into the outbox, to be sent once; the facts are looked at again there."""
    about = saying.pack(_ending(session, nudge, bot_name))
    standing = _standing(session, nudge, now)
    entry = outbox.put(
        session,
        _chat(session, nudge),
        "edit" if standing else "send",
        {**about, "message_id": standing} if standing else about,
        now,
        drop_at=nudge.plan.send_until,
        once=True,
        silent=nudge.plan.silent,
        key=f"nudge {nudge.id} {nudge.plan.send_from:%Y%m%d%H%M%S}",
    )
    rows.queued(session, nudge.id, entry, nudge.about)


def _ending(session: Session, nudge: rows.Nudge, bot_name: str) -> posting.Ending:
    if nudge.plan.to_group:
        return posting.GroupNudged(nudge.id, bot_name)
    return posting.Nudged(nudge.id, _panel(session, nudge))


def _chat(session: Session, nudge: rows.Nudge) -> int:
    if nudge.plan.person is None:
        return nudge.recipient
    return people.get(session, nudge.plan.person).telegram_id


def _standing(session: Session, nudge: rows.Nudge, now: dt.datetime) -> int | None:
    """The group's last countdown, where an edit is kinder than another post."""
    if nudge.plan.kind is not Kind.COUNTDOWN:
        return None
    chat = chats.get(session, nudge.recipient)
    if chat is None or chat.countdown_at is None:
        return None
    return chat.countdown_message if now - chat.countdown_at < EDITS_WITHIN else None


def _panel(session: Session, nudge: rows.Nudge) -> str:
    """The key of the buttons under it; none where it has none."""
    if nudge.plan.kind is not Kind.LAPSE:
        return ""
    return cards.open_panel(
        session,
        "lapse",
        nudge.plan.send_until,
        about={"claim": nudge.plan.about},
        person_id=nudge.plan.person,
        ballot_id=nudge.plan.ballot,
    )
