"""Gather what the screens of member care show."""

import datetime as dt

from sqlmodel import Session

from bot.rules.care import endings as care_endings
from bot.rules.care import screens as showing
from bot.rules.care.needs import OUT, Need
from bot.rules.replies import drafts
from bot.usecases import shown_member
from storage import ballots
from storage.care import cases, needs
from storage.replies import conflicts, contacts, passed_on
from storage.team import people

MOST = 20
"""So many members stand on one screen."""


def facts(
    session: Session, ending: care_endings.Ending, now: dt.datetime
) -> showing.Facts:
    """What an ending of member care shows; None where nothing."""
    match ending:
        case care_endings.Cases(ballot_id=ballot_id):
            found = cases.still_open(session, ballot_id)
            return showing.CasesFacts(
                ballots.get(session, ballot_id),
                now,
                tuple(line(session, case) for case in found if not case.answered_at),
                sum(counts(session, ballot_id).values()),
            )
        case (
            care_endings.TypeAnswer()
            | care_endings.AnswerPassedOn()
            | care_endings.CaseAnswered()
        ):
            return line(session, cases.get(session, ending.case_id))
        case care_endings.Needs(ballot_id=ballot_id):
            return showing.NeedsFacts(counts(session, ballot_id))
        case care_endings.NeedsList():
            return listed(session, ending)
        case care_endings.Told() | care_endings.ToldSettled():
            return told(session, ending)
        case (
            care_endings.DoYouKnow(member_id=member_id)
            | care_endings.AskLift(member_id=member_id)
        ):
            return showing.KnowFacts(shown_member.get(session, member_id))
        case _:
            return None


def line(session: Session, case: cases.Case) -> showing.CaseLine:
    """One case with the names that go with it."""
    return showing.CaseLine(
        case.id,
        case.kind,
        shown_member.get(session, case.member_id) if case.member_id else None,
        case.words,
        case.reply_by,
        people.get(session, case.owner).name if case.owner else "",
        people.get(session, case.opened_by).name if case.opened_by else "",
        case.answer,
    )


def counts(session: Session, ballot_id: int) -> dict[Need, int]:
    """How many need a hand, by kind."""
    found = {need: needs.count(session, ballot_id, need) for need in (*OUT, Need.HELPS)}
    return {
        **found,
        Need.TOLD: len(passed_on.unsettled(session, ballot_id)),
        Need.CONFLICT: len(conflicts.unsettled(session, ballot_id)),
    }


def listed(session: Session, ending: care_endings.NeedsList) -> showing.NeedsListFacts:
    """The members of one kind with their last words."""
    need = Need(ending.need)
    found = needs.of_ballot(session, ending.ballot_id, need, MOST)
    last = {one.id: contacts.of_member(session, one.id, limit=1) for one in found}
    return showing.NeedsListFacts(
        need,
        needs.count(session, ending.ballot_id, need),
        tuple(found),
        {member_id: log[0].words for member_id, log in last.items() if log},
    )


def told(
    session: Session, ending: care_endings.Told | care_endings.ToldSettled
) -> showing.ToldFacts:
    """Words passed on, with whom they may be about or were."""
    telling = passed_on.get(session, ending.telling_id)
    ids = ending.member_ids if isinstance(ending, care_endings.Told) else ()
    return showing.ToldFacts(
        people.get(session, telling.person_id).name,
        telling.name,
        drafts.of_plain(telling.draft),
        tuple(shown_member.get(session, one) for one in ids),
        shown_member.get(session, telling.member_id) if telling.member_id else None,
    )
