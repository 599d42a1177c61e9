"""Record the result of sending a nudge: sent, skipped with the reason, or unknown."""

import datetime as dt

from sqlmodel import Session

from bot.rules.nudges import endings as nudges_endings
from bot.rules.nudges.planned_nudge import Kind
from bot.rules.nudges.send_or_skip import Later, Reason, Skip
from bot.usecases import outbox_codec
from bot.usecases.nudges import nudge_check
from storage.nudges import nudges
from storage.outbox import outbox_entry
from storage.team import chats


def _id(entry: outbox_entry.Entry) -> int | None:
    ending = outbox_codec.unpack(entry.ending)
    if not isinstance(ending, nudges_endings.Nudged | nudges_endings.GroupNudged):
        return None
    return ending.nudge_id


def sent(
    session: Session,
    entry: outbox_entry.Entry,
    message_id: int | None,
    now: dt.datetime,
) -> None:
    """Note that a nudge was sent; remember a countdown's message, to edit it later."""
    nudge_id = _id(entry)
    if nudge_id is None:
        return
    if entry.kind == "edit" and message_id is None:
        _post_again(session, nudges.get(session, nudge_id), now)
        return
    nudge = nudges.end(session, nudge_id, nudges.SENT, None, now)
    if nudge.plan.kind is Kind.COUNTDOWN and message_id is not None:
        chats.update(
            session, nudge.recipient, countdown_message=message_id, countdown_at=now
        )


def failed(
    session: Session, entry: outbox_entry.Entry, state: str, why: str, now: dt.datetime
) -> None:
    """Note that a nudge was not sent, or that nobody knows."""
    nudge_id = _id(entry)
    if nudge_id is None:
        return
    nudge = nudges.get(session, nudge_id)
    if state == outbox_entry.UNKNOWN:
        nudges.end(session, nudge.id, nudges.UNKNOWN, why, now)
    elif state == outbox_entry.DROPPED:
        _dropped(session, nudge, now)
    elif why == "unreachable":
        nudges.end(session, nudge.id, nudges.SKIPPED, Reason.UNREACHABLE, now)
    elif entry.kind == "edit":
        _post_again(session, nudge, now)
    else:
        nudges.end(session, nudge.id, nudges.SKIPPED, why, now)


def _post_again(session: Session, nudge: nudges.Nudge, now: dt.datetime) -> None:
    """Post a countdown anew, because somebody deleted the last one."""
    chats.update(session, nudge.recipient, countdown_message=None)
    nudges.postpone(session, nudge.id, now)


def _dropped(session: Session, nudge: nudges.Nudge, now: dt.datetime) -> None:
    """Skip or postpone a nudge that the last check before sending dropped."""
    match nudge_check.verdict(session, nudge, now):
        case Later(until):
            nudges.postpone(session, nudge.id, until)
        case Skip(reason):
            nudges.end(session, nudge.id, nudges.SKIPPED, reason, now)
        case _:
            why = Reason.NOTHING_LEFT
            nudges.end(session, nudge.id, nudges.SKIPPED, why, now)
