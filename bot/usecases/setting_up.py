"""An organiser's checklist until the first card is out; a button for each gap."""

from sqlmodel import Session

from bot.rules.endings import joining, team
from bot.rules.persons import WORKING
from bot.usecases import awaiting, balloting, inviting
from bot.usecases.unit import Desk
from storage import ballots, cards, chats, people, tallies

AWAITED = "agreement"
GAPS = ("dates", "agreement", "list", "group", "advocates")


def missing(desk: Desk) -> bool:
    """Whether the checklist is still the thing to show."""
    return desk.ballot.id == 0 or not cards.any_shown(desk.session, desk.ballot.id)


def show(desk: Desk) -> team.Setup:
    """The checklist."""
    ending = team.Setup(desk.ballot.id, _key(desk), desk.bot_name)
    desk.tell(ending)
    return ending


def _key(desk: Desk) -> str:
    return cards.open_panel(
        desk.session,
        "setup",
        desk.now + inviting.LASTS,
        person_id=desk.person.id,
        ballot_id=desk.ballot.id or None,
        many=True,
    )


def pressed(desk: Desk, panel: cards.Panel, code: str) -> object:
    """How a gap is closed; some are closed by the tap itself."""
    if code not in GAPS:
        return joining.NotAllowed("expired")
    if code == "dates" or not desk.ballot.id:
        return balloting.ballot(desk)
    if code == "advocates":
        return inviting.invite(desk)
    if code == "agreement":
        awaiting.ask(desk, AWAITED)
    desk.tell(team.HowTo(code))
    return team.HowTo(code)


def ask_agreement(desk: Desk) -> None:
    """Who agreed for the data controller? Their next words are the answer."""
    people.settle(desk.session, desk.person.id, desk.ballot.id, awaiting=AWAITED)
    desk.tell(team.HowTo("agreement"))


def agreed(desk: Desk) -> object:
    """Who agreed for the data controller, typed by an organiser; logged."""
    awaiting.taken(desk)
    agree(desk, desk.words)
    desk.tell(team.Agreed(desk.ballot.id))
    return show(desk) if missing(desk) else None


def agree(desk: Desk, by: str) -> None:
    """The agreement is noted: cards show details from now on."""
    life = {"agreed_at": desk.now, "agreed_by": by[:200]}
    ballots.live(desk.session, desk.ballot.id, **life)
    desk.note("agreement")


def gaps(session: Session, ballot_id: int) -> tuple[str, ...]:
    """What is still missing in a ballot; all of it where there is none."""
    if ballot_id == 0:
        return GAPS
    there = {
        "dates": True,
        "agreement": ballots.life(session, ballot_id).agreed_at is not None,
        "list": bool(tallies.cells(session, ballot_id)),
        "group": bool(chats.linked(session, ballot_id)),
        "advocates": len(people.team(session, ballot_id, WORKING)) > 1,
    }
    return tuple(gap for gap in GAPS if not there[gap])
