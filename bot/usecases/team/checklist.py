"""An organiser's checklist until the first card is out."""

from sqlmodel import Session

from bot.rules.person import WORKING
from bot.rules.team import endings as team_endings
from bot.usecases.context import Context
from bot.usecases.team import invite
from storage import ballots, counters
from storage.queue import cards
from storage.team import chats, people

GAPS = ("dates", "agreement", "list", "group", "advocates")


def missing(context: Context) -> bool:
    """Whether the checklist is still to be shown: no card was shown yet."""
    return context.ballot.id == 0 or not cards.any_shown(
        context.session, context.ballot.id
    )


def show(context: Context) -> team_endings.Setup:
    """Show the checklist."""
    ending = team_endings.Setup(context.ballot.id, _key(context), context.bot_name)
    context.tell(ending)
    return ending


def _key(context: Context) -> str:
    return cards.open_panel(
        context.session,
        "setup",
        context.now + invite.LASTS,
        person_id=context.person.id,
        ballot_id=context.ballot.id or None,
        many=True,
    )


def gaps(session: Session, ballot_id: int) -> tuple[str, ...]:
    """List what is still missing in a ballot; all of it where there is none."""
    if ballot_id == 0:
        return GAPS
    there = {
        "dates": True,
        "agreement": ballots.life(session, ballot_id).agreed_at is not None,
        "list": bool(counters.by_standing(session, ballot_id)),
        "group": bool(chats.linked(session, ballot_id)),
        "advocates": len(people.team(session, ballot_id, WORKING)) > 1,
    }
    return tuple(gap for gap in GAPS if not there[gap])
