"""Words typed in private: the answer that is awaited, else what a member said."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from bot.rules.arrivals import Arrival
from bot.usecases import (
    boxes,
    cases,
    lifting,
    own_number,
    promising,
    said,
    setting_up,
    sharing,
    stats,
)
from bot.usecases.gate import Named
from bot.usecases.unit import Desk
from storage import cards, claims, people

AWAITED: Mapping[str, Callable[[Desk], object]] = {
    promising.OWN_NUMBER: own_number.typed,
    own_number.NUMBER_OF: own_number.typed_of,
    setting_up.AWAITED: setting_up.agreed,
    stats.AWAITED: stats.typed,
    cases.AWAITED: cases.typed,
    boxes.ASK: boxes.asked,
    boxes.FEEDBACK: boxes.commented,
    lifting.AWAITED: lifting.typed,
    sharing.AWAITED: sharing.named,
}


def resolve(session: Session, arrival: Arrival) -> Named:
    """What words typed in private are for."""
    person = people.met(session, arrival.sender or 0)
    what, _, _ = ((person and person.awaiting) or "").partition(":")
    if what in AWAITED and arrival.reply_to is None:
        return Named("answer", AWAITED[what])
    return Named("words", said.words, ballot(session, arrival))


def ballot(session: Session, arrival: Arrival) -> int | None:
    """Whose card is spoken of in private: the one replied to, else the open one.

    With cards open in several ballots, or in none, it is the ballot last used.
    """
    person = people.met(session, arrival.sender or 0)
    if person is None or not arrival.private:
        return None
    if arrival.reply_to is not None:
        card = cards.of_message(session, person.id, arrival.reply_to)
        if card is not None:
            return card.ballot_id
    found = claims.ballots(session, person.id)
    return found[0] if len(found) == 1 else None
