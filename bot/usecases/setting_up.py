"""How the gaps of the checklist are closed; who agreed for the union."""

from bot.rules.endings import joining, team
from bot.usecases import awaiting, balloting, checklist, inviting
from bot.usecases.unit import Desk
from storage import ballots, cards, people

AWAITED = "agreement"


def pressed(desk: Desk, panel: cards.Panel, code: str) -> object:
    """How a gap is closed; some are closed by the tap itself."""
    if code not in checklist.GAPS:
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
    return checklist.show(desk) if checklist.missing(desk) else None


def agree(desk: Desk, by: str) -> None:
    """The agreement is noted: cards show details from now on."""
    life = {"agreed_at": desk.now, "agreed_by": by[:200]}
    ballots.live(desk.session, desk.ballot.id, **life)
    desk.note("agreement")
