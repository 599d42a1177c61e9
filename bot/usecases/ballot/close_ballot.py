"""Close a ballot: automatically at its closing time, or now, for an organiser."""

import datetime as dt
from collections.abc import Sequence

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.ballot import hours
from bot.rules.privacy import endings as privacy_endings
from bot.usecases import outgoing, release
from bot.usecases.context import Context
from storage import ballots
from storage.privacy import audit
from storage.queue import cards, due_work

HOW = "closed"
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
    """Note the close, tell organisers, take cards away; False if closed before.

    Nobody gets a card from then on. If cards are more than a piece, the clock goes on.
    """
    if ballots.life(session, ballot_id).closed_at is not None:
        return False
    ballots.update_life(session, ballot_id, closed_at=now)
    if release.release_some(session, ballot_id, HOW, now):
        _set_unfinished(session, [*_unfinished(session), ballot_id])
    audit.record(session, "closed", now, ballot_id=ballot_id, person_id=by)
    quiet = hours.earliest(ballots.get(session, ballot_id), now, hours.LOUD) > now
    ending = privacy_endings.BallotClosed(ballot_id)
    outgoing.tell_organisers(session, ballot_id, ending, now, silent=quiet)
    return True


def _unfinished(session: Session) -> list[int]:
    """List the closed ballots in which somebody may still hold or keep members."""
    found = ballots.recall(session, due_work.CLOSING).get("ballots", "")
    return list(map(int, str(found).split()))


def _set_unfinished(session: Session, ballot_ids: Sequence[int]) -> None:
    """Note them; the memo is there only while there are some."""
    if ballot_ids:
        told = " ".join(map(str, ballot_ids))
        ballots.remember(session, due_work.CLOSING, {"ballots": told})
    else:
        ballots.forget(session, due_work.CLOSING)


def go_on(session: Session, now: dt.datetime) -> bool:
    """Take a piece more from the people of a closed ballot; False if all is done."""
    for ballot_id in _unfinished(session):
        if ballots.life(session, ballot_id).closed_at is not None and (
            release.release_some(session, ballot_id, HOW, now)
        ):
            return True
        finished(session, ballot_id)
        return True
    return False


def finished(session: Session, ballot_id: int) -> None:
    """Note that nobody has a member of a ballot any more, or that it is open again."""
    left = [one for one in _unfinished(session) if one != ballot_id]
    _set_unfinished(session, left)


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
