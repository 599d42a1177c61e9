"""Opting out: yes and no in many spellings; what is unclear counts as yes."""

from bot.sheets.values import read, statuses, text

_NO = statuses.NO | {"", "-", "–", "—"}
_FIELD = "do_not_contact"


def clean(cell: text.Raw, turned: bool = False) -> read.Read:
    """Whether not to contact; `turned` where the heading asks for consent."""
    words = text.seen(cell)
    low = words.lower()
    if low in ("", "-", "–", "—"):
        return read.EMPTY
    if low in _NO:
        return read.value(_FIELD, turned)
    if low in statuses.YES:
        return read.value(_FIELD, not turned)
    return read.Read(((_FIELD, True),), (("unclear_opt_out", words),), (words,))
