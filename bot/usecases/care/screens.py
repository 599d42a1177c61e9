"""Gather what the screens of member care show."""

from collections.abc import Collection

from sqlmodel import Session

from bot.rules.care import case_report
from bot.rules.care import endings as care_endings
from bot.rules.care import screens as showing
from bot.rules.care.answers import kinds
from bot.rules.care.needs import OUT, Need
from bot.rules.member import Member
from bot.rules.replies import drafts
from bot.usecases import shown_member
from bot.usecases.care import policy
from bot.usecases.moment import Moment
from storage import ballots
from storage.care import cases as stored
from storage.care import needs as waiting
from storage.replies import conflicts, contacts, passed_on
from storage.team import people

MOST = 20
"""How many members one screen lists at most."""


def cases(moment: Moment, ending: care_endings.Cases) -> showing.CasesFacts:
    """List the open cases, and count the members who need an organiser."""
    session, ballot_id = moment.session, ending.ballot_id
    found = stored.still_open(session, ballot_id)
    return showing.CasesFacts(
        ballots.get(session, ballot_id),
        moment.now,
        tuple(_line(session, case) for case in found if case.awaits),
        sum(_counts(session, ballot_id).values()),
        stored.count_settled(session, ballot_id),
        stored.count_complaints(session, ballot_id),
    )


def settled_cases(
    moment: Moment, ending: care_endings.AnsweredCases
) -> showing.CasesFacts:
    """List the cases settled last."""
    session, ballot_id = moment.session, ending.ballot_id
    found = stored.settled(session, ballot_id, care_endings.MOST)
    lines = tuple(_line(session, case) for case in found)
    return showing.CasesFacts(ballots.get(session, ballot_id), moment.now, lines, 0)


def complaints(moment: Moment, ending: care_endings.Complaints) -> showing.CasesFacts:
    """List complaints and upset members, the latest first."""
    session, ballot_id = moment.session, ending.ballot_id
    found = stored.complaints(session, ballot_id, care_endings.MOST)
    lines = tuple(_line(session, case) for case in found)
    return showing.CasesFacts(ballots.get(session, ballot_id), moment.now, lines, 0)


def records(
    session: Session, ballot_id: int, kinds: Collection[str]
) -> list[showing.CaseRecord]:
    """List the cases of these kinds, for a sheet."""
    return [
        showing.CaseRecord(
            _line(session, case),
            case.asked_at,
            case.settled_at,
            case.reply_by,
            case.kind,
        )
        for case in stored.of_ballot(session, ballot_id)
        if case.kind in kinds
    ]


def report(moment: Moment, ending: care_endings.CaseReport) -> showing.ReportFacts:
    """Report how cases went, by kind."""
    found = stored.of_ballot(moment.session, ending.ballot_id)
    return showing.ReportFacts(case_report.lines(found, moment.now))


OfCase = (
    care_endings.CaseOpened
    | care_endings.HandOver
    | care_endings.ChooseKind
    | care_endings.AnswerOffered
    | care_endings.AskedOrganisers
)


def case(moment: Moment, ending: OfCase) -> showing.CaseFacts:
    """Find one case with its policy, its ready answers, and who may take it."""
    session = moment.session
    found = stored.get(session, ending.case_id)
    fits = found.awaits and found.kind in kinds.HAS_FAQ
    return showing.CaseFacts(
        ballots.get(session, found.ballot_id),
        _line(session, found),
        moment.now,
        policy.of(session, moment.handbook, found.ballot_id).of(found.kind),
        moment.handbook.faq.likely(found.words) if fits else (),
        tuple(
            (one.id, one.name) for one in people.organisers(session, found.ballot_id)
        ),
    )


def offered(
    moment: Moment, ending: care_endings.AnswerOffered
) -> showing.CaseFacts | None:
    """Find the ready answers that may fit; None once the case is settled."""
    facts = case(moment, ending)
    return None if facts.case.over or not facts.ready else facts


def answered_case(
    moment: Moment,
    ending: care_endings.AnswerPassedOn
    | care_endings.CaseAnswered
    | care_endings.Spoken,
) -> showing.CaseLine:
    """Find the case with its answer, and who asked."""
    return _line(moment.session, stored.get(moment.session, ending.case_id))


def _line(session: Session, case: stored.Case) -> showing.CaseLine:
    """Add the names that go with a case."""
    return showing.CaseLine(
        case.id,
        case.kind,
        shown_member.get(session, case.member_id) if case.member_id else None,
        case.words,
        case.reply_by,
        people.get(session, case.owner).name if case.owner else "",
        people.get(session, case.opened_by).name if case.opened_by else "",
        case.answer,
        over=not case.awaits,
    )


def needs(moment: Moment, ending: care_endings.Needs) -> showing.NeedsFacts:
    """Count the members who need an organiser, by kind."""
    return showing.NeedsFacts(_counts(moment.session, ending.ballot_id))


def _counts(session: Session, ballot_id: int) -> dict[Need, int]:
    kinds = (*OUT, Need.HELPS)
    return {
        **{need: waiting.count(session, ballot_id, need) for need in kinds},
        Need.TOLD: len(passed_on.unsettled(session, ballot_id)),
        Need.CONFLICT: len(conflicts.unsettled(session, ballot_id)),
    }


def needs_list(
    moment: Moment, ending: care_endings.NeedsList
) -> showing.NeedsListFacts:
    """List the members of one kind with their last words."""
    session, need = moment.session, Need(ending.need)
    found = waiting.of_ballot(session, ending.ballot_id, need, MOST)
    told = () if shown_member.low_data(session, ending.ballot_id) else found
    last = {one.id: contacts.of_member(session, one.id, limit=1) for one in told}
    return showing.NeedsListFacts(
        need,
        waiting.count(session, ending.ballot_id, need),
        shown_member.each(session, found),
        {member_id: log[0].words for member_id, log in last.items() if log},
    )


def words_passed_on(
    moment: Moment, ending: care_endings.WordsPassedOn
) -> showing.ToldFacts:
    """Find words passed on."""
    return _words_facts(moment.session, ending.telling_id)


def words_about(moment: Moment, ending: care_endings.Told) -> showing.ToldFacts:
    """Find words passed on, and whom they may be about."""
    may_be = tuple(shown_member.get(moment.session, one) for one in ending.member_ids)
    return _words_facts(moment.session, ending.telling_id, may_be)


def words_settled(
    moment: Moment, ending: care_endings.ToldSettled
) -> showing.ToldFacts:
    """Find words passed on, and whom they were about."""
    return _words_facts(moment.session, ending.telling_id)


def _words_facts(
    session: Session, telling_id: int, may_be: tuple[Member, ...] = ()
) -> showing.ToldFacts:
    telling = passed_on.get(session, telling_id)
    return showing.ToldFacts(
        people.get(session, telling.person_id).name,
        telling.name,
        drafts.from_json(telling.draft),
        may_be,
        shown_member.get(session, telling.member_id) if telling.member_id else None,
    )
