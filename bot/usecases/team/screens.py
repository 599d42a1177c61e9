"""Gather what the organisers' screens show, at the moment of sending."""

import datetime as dt

from sqlmodel import Session

from bot.rules.person import Role
from bot.rules.privacy import endings as privacy_endings
from bot.rules.privacy import retention
from bot.rules.team import endings as team_endings
from bot.rules.team import join_endings
from bot.rules.team import screens as showing
from bot.usecases.stats import not_yet_left
from bot.usecases.team import checklist, invite, promise, team
from storage import ballots, members
from storage.privacy import key_and_erasures
from storage.queue import claims
from storage.team import invites, people

SHOWN = [role for role in Role if role not in (Role.OUTSIDER, Role.GONE)]


def for_joining(
    session: Session, ending: join_endings.Ending, now: dt.datetime
) -> showing.Facts:
    """What an ending of coming in shows."""
    match ending:
        case join_endings.Promised(person_id=person_id, at=at):
            key = key_and_erasures.key(session)
            return showing.CodeFacts(promise.freeze_code(key, person_id, at))
        case join_endings.RoleChanged(ballot_id=ballot_id):
            return showing.TeamFacts(ballots.get(session, ballot_id), ())
        case _:
            return None


def for_team(
    session: Session, ending: team_endings.Ending, now: dt.datetime
) -> showing.Facts:
    """What an ending of organising the people shows."""
    match ending:
        case team_endings.WaitingRoom(ballot_id=ballot_id):
            waiting = people.team(session, ballot_id, [Role.PENDING])
            ballot = ballots.get(session, ballot_id)
            return showing.WaitingFacts(ballot, tuple(waiting))
        case team_endings.Invited():
            return _invite(session, ending)
        case team_endings.Team(ballot_id=ballot_id):
            everybody = people.team(session, ballot_id, SHOWN)
            return showing.TeamFacts(ballots.get(session, ballot_id), tuple(everybody))
        case team_endings.OnePerson(ballot_id=ballot_id, person_id=person_id, by=by):
            return _person(session, ballot_id, person_id, by, now)
        case team_endings.Setup(ballot_id=ballot_id):
            ballot_or_none = ballots.get(session, ballot_id) if ballot_id else None
            gaps = checklist.gaps(session, ballot_id)
            return showing.SetupFacts(ballot_or_none, gaps)
        case (
            team_endings.CapReached(ballot_id=ballot_id, person_id=person_id)
            | team_endings.Scraping(ballot_id=ballot_id, person_id=person_id)
            | team_endings.Allowed(ballot_id=ballot_id, person_id=person_id)
            | team_endings.Unconfirmed(ballot_id=ballot_id, person_id=person_id)
            | team_endings.Unreachable(ballot_id=ballot_id, person_id=person_id)
            | team_endings.TypeNumber(ballot_id=ballot_id, person_id=person_id)
            | team_endings.NumberLinked(ballot_id=ballot_id, person_id=person_id)
        ):
            person = people.get(session, person_id, ballot_id)
            return showing.PersonFacts(person, ballots.get(session, ballot_id))
        case _:
            return None


def _invite(
    session: Session, ending: team_endings.Invited
) -> showing.InviteFacts | None:
    made = invites.get(session, ending.invite_id)
    if made.revoked_at is not None or made.ballot_id is None:
        return None
    code = invite.code(key_and_erasures.key(session), made)
    link = f"https://t.me/{ending.bot_name}?start={code}"
    ballot = ballots.get(session, made.ballot_id)
    return showing.InviteFacts(ballot, link, made.uses_left, made.expires_at)


def _person(
    session: Session, ballot_id: int, person_id: int, by: int, now: dt.datetime
) -> showing.PersonFacts:
    person = people.get(session, person_id, ballot_id)
    asks = people.get(session, by, ballot_id)
    ballot = ballots.get(session, ballot_id)
    allowed = (one for one in team.ROLES if team.may(asks, person, one) is None)
    midnight = ballot.at(ballot.today(now))
    return showing.PersonFacts(
        person,
        ballot,
        tuple(allowed),
        claims.seen_since(session, person_id, ballot_id, midnight),
        len(members.held(session, person_id, ballot_id)),
    )


def for_guarding(
    session: Session, ending: privacy_endings.Ending, now: dt.datetime
) -> showing.Facts:
    """What an ending of guarding shows."""
    match ending:
        case privacy_endings.FrozenBy(ballot_id=ballot_id, person_id=person_id):
            if person_id is None:
                return showing.TeamFacts(ballots.get(session, ballot_id), ())
            person = people.get(session, person_id, ballot_id)
            return showing.PersonFacts(person, ballots.get(session, ballot_id))
        case (
            privacy_endings.SecondAsked(ballot_id=ballot_id, person_id=person_id)
            | privacy_endings.SecondSaid(ballot_id=ballot_id, person_id=person_id)
        ):
            person = people.get(session, person_id, ballot_id)
            return showing.PersonFacts(person, ballots.get(session, ballot_id))
        case (
            privacy_endings.Frozen(whose=whose) | privacy_endings.Unfrozen(whose=whose)
        ):
            if whose is None:
                return None
            person = people.get(session, whose)
            ballot_id = person.ballot_id or 0
            return showing.PersonFacts(person, ballots.get(session, ballot_id))
        case (
            privacy_endings.CloseAsked(ballot_id=ballot_id)
            | privacy_endings.PurgeAsked(ballot_id=ballot_id)
            | privacy_endings.BallotClosed(ballot_id=ballot_id)
            | privacy_endings.Purged(ballot_id=ballot_id)
        ):
            return _leaving(session, ballot_id, now)
        case _:
            return None


def _leaving(
    session: Session, ballot_id: int, now: dt.datetime
) -> showing.LeavingFacts:
    ballot = ballots.get(session, ballot_id)
    closed_at = ballots.life(session, ballot_id).closed_at or now
    return showing.LeavingFacts(
        ballot,
        retention.purge_on(ballot, closed_at),
        not_yet_left.left(session, ballot_id, now),
    )
