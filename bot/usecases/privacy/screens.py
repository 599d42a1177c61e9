"""Gather what the screens of freezing, purging and closing show."""

from bot.rules.privacy import endings as privacy_endings
from bot.rules.privacy import retention
from bot.rules.privacy import screens as showing
from bot.usecases.moment import Moment
from bot.usecases.stats import unfinished_work
from storage import ballots, members
from storage.team import people


def namesakes(
    moment: Moment, ending: privacy_endings.WhichPerson
) -> showing.NamesakeFacts:
    """Find what tells people of one name apart."""
    session, ballot_id = moment.session, ending.ballot_id
    found = (people.get(session, one, ballot_id) for one in ending.people)
    return showing.NamesakeFacts(
        ballots.get(session, ballot_id),
        tuple((one, len(members.held(session, one.id, ballot_id))) for one in found),
    )


def frozen(
    moment: Moment, ending: privacy_endings.Frozen | privacy_endings.Unfrozen
) -> showing.FreezeFacts:
    """Find whose cards are frozen or unfrozen."""
    return _whose(moment, ending.whose)


def frozen_by(
    moment: Moment, ending: privacy_endings.FrozenBy | privacy_endings.UnfrozenBy
) -> showing.FreezeFacts:
    """Find whose cards somebody froze or unfroze, and who that was."""
    return _whose(moment, ending.person_id, ending.by)


def _whose(
    moment: Moment, person_id: int | None, by: int | None = None
) -> showing.FreezeFacts:
    return showing.FreezeFacts(_name(moment, person_id), _name(moment, by))


def _name(moment: Moment, person_id: int | None) -> str:
    return people.get(moment.session, person_id).name if person_id is not None else ""


def second(
    moment: Moment, ending: privacy_endings.SecondAsked | privacy_endings.SecondSaid
) -> showing.SecondFacts:
    """Find the organiser who asks, or who has decided."""
    ballot = ballots.get(moment.session, ending.ballot_id)
    name = people.get(moment.session, ending.person_id, ending.ballot_id).name
    return showing.SecondFacts(name, ballot)


def unfinished(
    moment: Moment, ending: privacy_endings.BallotClosed
) -> showing.UnfinishedFacts:
    """Find what is unfinished, and when the ballot's members will be erased."""
    ballot = ballots.get(moment.session, ending.ballot_id)
    closed_at = ballots.life(moment.session, ballot.id).closed_at or moment.now
    return showing.UnfinishedFacts(
        ballot,
        retention.purge_on(ballot, closed_at),
        unfinished_work.count(moment.session, ballot.id, moment.now),
    )
