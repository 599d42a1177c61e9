"""Words typed in private: the answer that is awaited, else what a member said."""

from collections.abc import Callable, Mapping

from bot.usecases import (
    boxes,
    cases,
    own_number,
    promising,
    said,
    setting_up,
    sharing,
    stats,
)
from bot.usecases.unit import Desk

AWAITED: Mapping[str, Callable[[Desk], object]] = {
    promising.OWN_NUMBER: own_number.typed,
    setting_up.AWAITED: setting_up.agreed,
    stats.AWAITED: stats.typed,
    cases.AWAITED: cases.typed,
    boxes.ASK: boxes.asked,
    boxes.FEEDBACK: boxes.commented,
    sharing.AWAITED: sharing.named,
}


def words(desk: Desk) -> object:
    """A reply to a message is never the answer to a question of ours."""
    what, _, _ = (desk.person.awaiting or "").partition(":")
    awaited = AWAITED.get(what)
    if awaited is not None and desk.arrival.reply_to is None:
        return awaited(desk)
    return said.words(desk)
