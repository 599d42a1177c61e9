"""Erase all members of a ballot: 30 days after the close, or on `/purge` (S12)."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.privacy import endings as privacy_endings
from bot.rules.privacy import retention
from bot.usecases import outgoing, release
from bot.usecases.ballot import close_ballot
from bot.usecases.context import Context
from bot.usecases.privacy import second_organiser
from bot.usecases.stats import ballot_totals
from storage import ballots, scrub
from storage.privacy import audit, audit_anchor, erasure, key_and_erasures
from storage.queue import cards
from storage.team import people


def purge(session: Session, ballot_id: int, now: dt.datetime) -> bool:
    """Erase every member row of a ballot; False if that was done before.

    The file itself is cleaned afterwards, outside of any transaction: Store.scrub.
    """
    if ballots.life(session, ballot_id).purged_at is not None:
        return False
    close_ballot.close(session, ballot_id, now)
    release.release_ballot(session, ballot_id, close_ballot.HOW, now)
    close_ballot.finished(session, ballot_id)
    made = ballots.life(session, ballot_id).created_at.isoformat()
    line: key_and_erasures.Line = {"what": "purged", "ballot_id": ballot_id}
    key_and_erasures.write_down(session, line | {"made": made, "at": now.isoformat()})
    ballots.update_life(session, ballot_id, purged_at=now)
    for person in people.team(session, ballot_id):
        release.take_shown(session, person.telegram_id, now)
    ballot_totals.keep(session, ballot_id, now)
    views = audit_anchor.views_detail(session, ballot_id=ballot_id, member_id=None)
    erasure.ballot(session, ballot_id)
    audit.record(session, "purged", now, ballot_id=ballot_id, detail=views)
    ending = privacy_endings.Purged(ballot_id)
    outgoing.tell_organisers(session, ballot_id, ending, now)
    scrub.request(session)
    return True


def purge_due(session: Session, now: dt.datetime) -> bool:
    """Purge a ballot that has been closed for long enough; False if there is none."""
    for ballot_id in ballots.due_to_purge(session, now - retention.KEPT):
        return purge(session, ballot_id, now)
    return False


def ask(context: Context) -> privacy_endings.Ending:
    """Answer `/purge`: ask for confirmation first."""
    ending: privacy_endings.Purged | privacy_endings.PurgeAsked = (
        privacy_endings.Purged(context.ballot.id)
    )
    if ballots.life(context.session, context.ballot.id).purged_at is None:
        ending = privacy_endings.PurgeAsked(context.ballot.id, context.panel("purge"))
    context.tell(ending)
    return ending


def confirm(context: Context, _panel: cards.Panel, code: str) -> object:
    """Take yes or no; after a yes, ask the other organisers, if there are any."""
    context.delete_message()
    if code != "erase":
        return general_endings.Pressed()
    return second_organiser.ask(context, second_organiser.PURGE) or _purge(context)


def decide_as_second(context: Context, panel: cards.Panel, code: str) -> object:
    """Take the decision of another organiser."""
    return second_organiser.decide(context, panel, code, _purge)


def _purge(context: Context) -> object:
    context.note("purge")
    if not purge(context.session, context.ballot.id, context.now):
        return general_endings.NotAllowed("expired")
    return general_endings.Pressed()
