"""Gather what the screens of member care show."""

import datetime as dt

from sqlmodel import Session

from bot.rules import drafts
from bot.rules import showing_needs as showing
from bot.rules.attention import OUT, Need
from bot.rules.endings import needs
from bot.usecases import masking
from storage import (
    ballots,
    cases,
    conflicts,
    contacts,
    needing,
    people,
    tellings,
)

MOST = 20
"""So many members stand on one screen."""


def facts(session: Session, ending: needs.Ending, now: dt.datetime) -> showing.Facts:
    """What an ending of member care shows; None where nothing."""
    match ending:
        case needs.Cases(ballot_id=ballot_id):
            found = cases.still_open(session, ballot_id)
            return showing.CasesFacts(
                ballots.get(session, ballot_id),
                now,
                tuple(line(session, case) for case in found if not case.answered_at),
                sum(counts(session, ballot_id).values()),
            )
        case needs.TypeAnswer() | needs.AnswerPassedOn() | needs.CaseAnswered():
            return line(session, cases.get(session, ending.case_id))
        case needs.Needs(ballot_id=ballot_id):
            return showing.NeedsFacts(counts(session, ballot_id))
        case needs.NeedsList():
            return listed(session, ending)
        case needs.Told() | needs.ToldSettled():
            return told(session, ending)
        case needs.DoYouKnow(member_id=member_id) | needs.AskLift(member_id=member_id):
            return showing.KnowFacts(masking.get(session, member_id))
        case _:
            return None


def line(session: Session, case: cases.Case) -> showing.CaseLine:
    """One case with the names that go with it."""
    return showing.CaseLine(
        case.id,
        case.kind,
        masking.get(session, case.member_id) if case.member_id else None,
        case.words,
        case.reply_by,
        people.get(session, case.owner).name if case.owner else "",
        people.get(session, case.opened_by).name if case.opened_by else "",
        case.answer,
    )


def counts(session: Session, ballot_id: int) -> dict[Need, int]:
    """How many need a hand, by kind."""
    found = {
        need: needing.count(session, ballot_id, need) for need in (*OUT, Need.HELPS)
    }
    return {
        **found,
        Need.TOLD: len(tellings.unsettled(session, ballot_id)),
        Need.CONFLICT: len(conflicts.unsettled(session, ballot_id)),
    }


def listed(session: Session, ending: needs.NeedsList) -> showing.NeedsListFacts:
    """The members of one kind with their last words."""
    need = Need(ending.need)
    found = needing.of_ballot(session, ending.ballot_id, need, MOST)
    last = {one.id: contacts.of_member(session, one.id, limit=1) for one in found}
    return showing.NeedsListFacts(
        need,
        needing.count(session, ending.ballot_id, need),
        tuple(found),
        {member_id: log[0].words for member_id, log in last.items() if log},
    )


def told(session: Session, ending: needs.Told | needs.ToldSettled) -> showing.ToldFacts:
    """Words passed on, with whom they may be about or were."""
    telling = tellings.get(session, ending.telling_id)
    ids = ending.member_ids if isinstance(ending, needs.Told) else ()
    return showing.ToldFacts(
        people.get(session, telling.person_id).name,
        telling.name,
        drafts.of_plain(telling.draft),
        tuple(masking.get(session, one) for one in ids),
        masking.get(session, telling.member_id) if telling.member_id else None,
    )
