"""How the gaps of the checklist are closed; who agreed for the union."""

from bot.rules.team import endings as team_endings
from bot.rules.team import joining
from bot.usecases import expected_answer
from bot.usecases.ballot import ballot
from bot.usecases.context import Context
from bot.usecases.team import checklist, invite
from storage import ballots
from storage.queue import cards
from storage.team import people

AWAITED = "agreement"


def pressed(desk: Context, panel: cards.Panel, code: str) -> object:
    """How a gap is closed; some are closed by the tap itself."""
    if code not in checklist.GAPS:
        return joining.NotAllowed("expired")
    if code == "dates" or not desk.ballot.id:
        return ballot.ballot(desk)
    if code == "advocates":
        return invite.invite(desk)
    if code == "agreement":
        expected_answer.ask(desk, AWAITED)
    desk.tell(team_endings.HowTo(code))
    return team_endings.HowTo(code)


def ask_agreement(desk: Context) -> None:
    """Who agreed for the data controller? Their next words are the answer."""
    people.settle(desk.session, desk.person.id, desk.ballot.id, awaiting=AWAITED)
    desk.tell(team_endings.HowTo("agreement"))


def agreed(desk: Context) -> object:
    """Who agreed for the data controller, typed by an organiser; logged."""
    expected_answer.taken(desk)
    agree(desk, desk.words)
    desk.tell(team_endings.Agreed(desk.ballot.id))
    return checklist.show(desk) if checklist.missing(desk) else None


def agree(desk: Context, by: str) -> None:
    """The agreement is noted: cards show details from now on."""
    life = {"agreed_at": desk.now, "agreed_by": by[:200]}
    ballots.live(desk.session, desk.ballot.id, **life)
    desk.note("agreement")
