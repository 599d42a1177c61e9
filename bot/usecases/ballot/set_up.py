"""Close the gaps of the checklist; note who agreed for the data controller."""

from bot.rules import general_endings
from bot.rules.team import endings as team_endings
from bot.usecases import expected_answer
from bot.usecases.ballot import edit_ballot
from bot.usecases.context import Context
from bot.usecases.team import checklist, invite
from storage import ballots
from storage.queue import cards
from storage.team import people

AWAITED = "agreement"


def close_gap(context: Context, _panel: cards.Panel, code: str) -> object:
    """Explain how a gap is closed, or close it at once."""
    if code not in checklist.GAPS:
        return general_endings.NotAllowed("expired")
    if code == "dates" or not context.ballot.id:
        return edit_ballot.by_command(context)
    if code == "advocates":
        return invite.invite(context)
    if code == "agreement":
        expected_answer.ask(context, AWAITED)
    context.tell(team_endings.HowTo(code))
    return team_endings.HowTo(code)


def ask_agreement(context: Context) -> None:
    """Ask who agreed for the data controller; the next words are the answer."""
    people.update_role(
        context.session, context.person.id, context.ballot.id, awaiting=AWAITED
    )
    context.tell(team_endings.HowTo("agreement"))


def take_agreement(context: Context) -> object:
    """Take the name an organiser typed: who agreed for the data controller."""
    expected_answer.take(context)
    note_agreement(context, context.words)
    context.tell(team_endings.Agreed(context.ballot.id))
    return checklist.show(context) if checklist.missing(context) else None


def note_agreement(context: Context, by: str) -> None:
    """Note the agreement: cards show details from now on."""
    ballots.update_life(
        context.session, context.ballot.id, agreed_at=context.now, agreed_by=by[:200]
    )
    context.note("agreement")
