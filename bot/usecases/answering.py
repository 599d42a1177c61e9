"""Words typed in private: the answer that is awaited, else what a member said."""

from collections.abc import Callable, Mapping

from bot.usecases import own_number, promising, said, setting_up, stats
from bot.usecases.unit import Desk

AWAITED: Mapping[str, Callable[[Desk], object]] = {
    promising.OWN_NUMBER: own_number.typed,
    setting_up.AWAITED: setting_up.agreed,
    stats.AWAITED: stats.typed,
}


def words(desk: Desk) -> object:
    """A reply to a message is never the answer to a question of ours."""
    awaited = AWAITED.get(desk.person.awaiting or "")
    if awaited is not None and desk.arrival.reply_to is None:
        return awaited(desk)
    return said.words(desk)
