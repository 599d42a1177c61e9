"""Close a ballot: automatically at its closing time, or now, for an organiser."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.ballot import hours
from bot.rules.privacy import endings as privacy_endings
from bot.usecases import outgoing, release
from bot.usecases.context import Context
from storage import ballots
from storage.privacy import audit
from storage.queue import cards

SLACK = dt.timedelta(minutes=5)
"""A clock set right by less opens no ballot again for its last minutes."""


def ask(context: Context) -> object:
    """Answer `/close`: ask for confirmation first."""
    if ballots.life(context.session, context.ballot.id).closed_at is not None:
        context.tell(privacy_endings.BallotClosed(context.ballot.id))
        return None
    ending = privacy_endings.CloseAsked(context.ballot.id, context.panel("close"))
    context.tell(ending)
    return ending


def confirm(context: Context, _panel: cards.Panel, code: str) -> object:
    """Take yes or no to closing."""
    context.delete_message()
    if code != "close":
        return general_endings.Pressed()
    if not close(context.session, context.ballot.id, context.now, by=context.person.id):
        return general_endings.NotAllowed("expired")
    return general_endings.Pressed()


def close(
    session: Session, ballot_id: int, now: dt.datetime, by: int | None = None
) -> bool:
    """Take cards away, note the close, tell organisers; False if closed before."""
    if ballots.life(session, ballot_id).closed_at is not None:
        return False
    ballots.update_life(session, ballot_id, closed_at=now)
    release.release_ballot(session, ballot_id, "closed", now)
    audit.record(session, "closed", now, ballot_id=ballot_id, person_id=by)
    quiet = hours.earliest(ballots.get(session, ballot_id), now, hours.LOUD) > now
    ending = privacy_endings.BallotClosed(ballot_id)
    outgoing.tell_organisers(session, ballot_id, ending, now, silent=quiet)
    return True


def open_again(session: Session, now: dt.datetime) -> None:
    """Open the ballots again that a clock running ahead has closed, and say so."""
    for ballot in ballots.closed_ahead(session, now + SLACK):
        ballots.update_life(session, ballot.id, closed_at=None)
        audit.record(session, "opened again", now, ballot_id=ballot.id)
        ending = privacy_endings.BallotOpenedAgain(ballot.id)
        outgoing.tell_organisers(session, ballot.id, ending, now)


def close_due(session: Session, now: dt.datetime) -> bool:
    """Close a ballot whose closing time has come; False if there is none."""
    for ballot in ballots.due_to_close(session, now):
        return close(session, ballot.id, now)
    return False
