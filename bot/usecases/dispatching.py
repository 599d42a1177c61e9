"""Bring planned nudges to the outbox, once each."""

import datetime as dt

from sqlmodel import Session

from bot.rules.endings import posting
from bot.rules.planned import Kind
from bot.rules.sending import Reason
from bot.usecases import saying, unit
from storage import cards, chats, outbox
from storage import nudges as rows

AT_ONCE = 600
"""Telegram takes 30 a second, and a tick comes every 20."""
_PANELS = {
    Kind.RIPE: "mine",
    Kind.LAPSE: "lapse",
    Kind.PLEDGE: "next",
    Kind.CASE: "cases",
}
"""What the buttons under a nudge do."""
EDITS_WITHIN = dt.timedelta(hours=2)
"""A countdown that follows so soon edits the last one: one sound is enough."""


def send(session: Session, now: dt.datetime, bot_name: str = "") -> None:
    """What is due goes to the outbox, as much as can leave before the next tick.

    The sender looks at the facts again; what is too late already is skipped here.
    """
    rows.expire(session, now, Reason.LATE)
    for nudge, chat_id in rows.due(session, now, AT_ONCE):
        put(session, nudge, chat_id, now, bot_name)


def put(
    session: Session, nudge: rows.Nudge, chat_id: int, now: dt.datetime, bot_name: str
) -> None:
    """Into the outbox, to be sent once; another process may have been faster."""
    if not rows.take(session, nudge.id):
        return
    about = saying.pack(_ending(session, nudge, now, bot_name))
    standing = _standing(session, nudge, now)
    entry = outbox.put(
        session,
        chat_id,
        "edit" if standing else "send",
        {**about, "message_id": standing} if standing else about,
        now,
        drop_at=nudge.plan.send_until,
        once=True,
        silent=nudge.plan.silent,
    )
    rows.queued(session, nudge.id, entry)


def _ending(
    session: Session, nudge: rows.Nudge, now: dt.datetime, bot_name: str
) -> posting.Ending:
    if nudge.plan.to_group:
        return posting.GroupNudged(nudge.id, bot_name)
    return posting.Nudged(nudge.id, _panel(session, nudge, now))


def _standing(session: Session, nudge: rows.Nudge, now: dt.datetime) -> int | None:
    """The group's last countdown, where an edit is kinder than another post."""
    if nudge.plan.kind is not Kind.COUNTDOWN:
        return None
    chat = chats.get(session, nudge.recipient)
    if chat is None or chat.countdown_at is None:
        return None
    return chat.countdown_message if now - chat.countdown_at < EDITS_WITHIN else None


def _panel(session: Session, nudge: rows.Nudge, now: dt.datetime) -> str:
    """The key of the buttons under it; none where it has none."""
    kind = nudge.plan.kind
    if kind not in _PANELS:
        return ""
    lapses = kind is Kind.LAPSE
    return cards.open_panel(
        session,
        _PANELS[kind],
        nudge.plan.send_until if lapses else now + unit.PANEL_LASTS,
        about={"claim": nudge.plan.about} if lapses else None,
        person_id=nudge.plan.person,
        ballot_id=nudge.plan.ballot,
        many=not lapses,
    )
