"""Gather what the screens of the team and of joining show."""

from bot.rules.person import Person, Role
from bot.rules.team import endings as team_endings
from bot.rules.team import join_endings
from bot.rules.team import screens as showing
from bot.usecases.moment import Moment
from bot.usecases.team import checklist, invite, promise
from bot.usecases.team import manage_team as actions
from bot.usecases.team import waiting_room as waiting_rooms
from storage import ballots, members
from storage.privacy import audit, key_and_erasures
from storage.team import invites, people

SHOWN = [role for role in Role if role not in (Role.OUTSIDER, Role.GONE)]


def freeze_code(
    moment: Moment, ending: join_endings.Promised | join_endings.NewFreezeCode
) -> str:
    """Make again the code that freezes somebody's cards from any account."""
    key = key_and_erasures.key(moment.session)
    return promise.freeze_code(key, ending.person_id, ending.at)


def waiting_room(
    moment: Moment, ending: team_endings.WaitingRoom
) -> showing.WaitingFacts:
    """List who waits to be let in."""
    waiting = people.team(moment.session, ending.ballot_id, [Role.PENDING])
    ballot = ballots.get(moment.session, ending.ballot_id)
    looks = waiting_rooms.to_look_at(moment.session, ending.ballot_id, waiting)
    return showing.WaitingFacts(ballot, tuple(waiting), looks)


def invited(
    moment: Moment, ending: team_endings.Invited | team_endings.AdvocateSheet
) -> showing.InviteFacts | None:
    """Find the invitation with its link; None once it is revoked."""
    made = invites.get(moment.session, ending.invite_id)
    if made.revoked_at is not None or made.ballot_id is None:
        return None
    link = invite.link(moment.session, made, ending.bot_name)
    ballot = ballots.get(moment.session, made.ballot_id)
    return showing.InviteFacts(ballot, link, made.uses_left, made.expires_at)


def team(moment: Moment, ending: team_endings.Team) -> showing.TeamFacts:
    """List everybody of the ballot."""
    everybody = people.team(moment.session, ending.ballot_id, SHOWN)
    ballot = ballots.get(moment.session, ending.ballot_id)
    return showing.TeamFacts(ballot, tuple(everybody))


def one_person(moment: Moment, ending: team_endings.OnePerson) -> showing.PersonFacts:
    """Find one of the team, what they did, and what may be done about them."""
    session, ballot_id = moment.session, ending.ballot_id
    person = people.get(session, ending.person_id, ballot_id)
    asks = people.get(session, ending.by, ballot_id)
    ballot = ballots.get(session, ballot_id)
    may = (one for one in actions.ROLES if actions.may(asks, person, one) is None)
    midnight = ballot.at(ballot.today(moment.now))
    return showing.PersonFacts(
        person,
        tuple(may),
        len(audit.seen_since(session, person.id, midnight)),
        len(members.held(session, person.id, ballot_id)),
    )


def set_up(moment: Moment, ending: team_endings.Setup) -> showing.SetupFacts:
    """Find what is still missing; there may be no ballot yet."""
    ballot_id = ending.ballot_id
    ballot = ballots.get(moment.session, ballot_id) if ballot_id else None
    return showing.SetupFacts(ballot, checklist.gaps(moment.session, ballot_id))


def person(
    moment: Moment, ending: team_endings.AboutOne | team_endings.AboutPromotion
) -> Person:
    """Find the person an ending is about."""
    return people.get(moment.session, ending.person_id, ending.ballot_id)


def promotion(
    moment: Moment, ending: team_endings.AboutPromotion
) -> showing.PromotionFacts:
    """Find who was promoted or demoted, and by whom."""
    by = people.get(moment.session, ending.by, ending.ballot_id)
    return showing.PromotionFacts(person(moment, ending).name, by.name)
