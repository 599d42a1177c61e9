"""The end of a ballot: by itself at closing time, or now, by an organiser's tap."""

import datetime as dt

from sqlmodel import Session

from bot.rules import hours
from bot.rules.endings import guarding, joining
from bot.usecases import removing, saying
from bot.usecases.unit import Desk
from storage import audit, ballots, cards, outbox, people


def ask(desk: Desk) -> object:
    """`/close`: one question first."""
    if ballots.life(desk.session, desk.ballot.id).closed_at is not None:
        desk.tell(guarding.BallotClosed(desk.ballot.id))
        return None
    ending = guarding.CloseAsked(desk.ballot.id, desk.panel("close"))
    desk.tell(ending)
    return ending


def pressed(desk: Desk, panel: cards.Panel, code: str) -> object:
    """Yes or no."""
    if desk.arrival.message_id is not None:
        desk.delete(desk.arrival.chat_id, desk.arrival.message_id)
    if code != "close":
        return joining.Pressed()
    if not close(desk.session, desk.ballot.id, desk.now, by=desk.person.id):
        return joining.NotAllowed("expired")
    return joining.Pressed()


def close(
    session: Session, ballot_id: int, now: dt.datetime, by: int | None = None
) -> bool:
    """Cards go, the purge clock starts, organisers are told; False if closed before."""
    if ballots.life(session, ballot_id).closed_at is not None:
        return False
    ballots.live(session, ballot_id, closed_at=now)
    removing.everybody(session, ballot_id, "closed", now)
    audit.note(session, "closed", now, ballot_id=ballot_id, person_id=by)
    quiet = hours.earliest(ballots.get(session, ballot_id), now, hours.LOUD) > now
    for organiser in people.organisers(session, ballot_id):
        about = saying.pack(guarding.BallotClosed(ballot_id))
        outbox.put(session, organiser.telegram_id, "send", about, now, silent=quiet)
    return True


def close_due(session: Session, now: dt.datetime) -> None:
    """Ballots whose closing time has come close by themselves."""
    for ballot in ballots.closed_by(session, now):
        close(session, ballot.id, now)
