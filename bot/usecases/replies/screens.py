"""Gather what the screens of typed words show."""

import datetime as dt

from sqlmodel import Session

from bot.rules.ballot import timetable
from bot.rules.replies import drafts
from bot.rules.replies import endings as replies_endings
from bot.rules.replies import screens as showing
from bot.usecases import shown_member
from bot.usecases.queue.screens import card
from storage import ballots
from storage.queue import cards


def facts(
    session: Session, ending: replies_endings.Ending, now: dt.datetime
) -> showing.Facts:
    """What an ending of typed words shows; None where nothing, or it has gone."""
    match ending:
        case replies_endings.AskWhich(member_id=member_id):
            return showing.OneFacts(shown_member.get(session, member_id))
        case replies_endings.AskSeveral(key=key):
            return several(session, key)
        case replies_endings.OfferDetails(key=key, member_id=member_id):
            panel = cards.panel(session, key)
            found = (
                panel.several("details") if panel and "details" in panel.about else []
            )
            pairs = tuple((field, value) for field, value in found)
            return showing.DetailFacts(shown_member.get(session, member_id), pairs)
        case replies_endings.Script(ballot_id=ballot_id, card_id=card_id):
            ballot = ballots.get(session, ballot_id)
            shown = card(session, card_id, now) if card_id else None
            return showing.ScriptFacts(ballot, timetable.phase(ballot, now), shown)
        case _:
            return None


def several(session: Session, key: str) -> showing.SeveralFacts | None:
    """The parts that the panel of a message about several members holds."""
    panel = cards.panel(session, key)
    if panel is None or panel.ballot_id is None or "parts" not in panel.about:
        return None
    return showing.SeveralFacts(
        ballots.get(session, panel.ballot_id),
        tuple(
            (shown_member.get(session, member_id), drafts.of_plain(kept))
            for member_id, kept in panel.several("parts")
        ),
    )
