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
from storage import people

AWAITED: Mapping[str, Callable[[Desk], object]] = {
    promising.OWN_NUMBER: own_number.typed,
    setting_up.AWAITED: setting_up.agreed,
    stats.AWAITED: stats.typed,
    cases.AWAITED: cases.typed,
    boxes.ASK: boxes.asked,
    boxes.FEEDBACK: boxes.commented,
    lifting.AWAITED: lifting.typed,
    sharing.AWAITED: sharing.named,
}


def resolve(session: Session, arrival: Arrival) -> Named:
    """What words typed in private are for; a reply to a message answers no question."""
    person = people.met(session, arrival.sender or 0)
    what, _, _ = ((person and person.awaiting) or "").partition(":")
    if what in AWAITED and arrival.reply_to is None:
        return Named("answer", AWAITED[what])
    return Named("words", said.words)
