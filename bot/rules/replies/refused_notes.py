"""What a note may not hold, and why: it is refused with the reason (S15)."""

from enum import StrEnum

from bot.rules.replies.reader import private_words


class Refused(StrEnum):
    """Why a note is not kept."""

    DIRECTION = "how somebody votes"
    HEALTH = "health"
    INSURANCE = "National Insurance number"


_CHECKS = (
    (Refused.DIRECTION, private_words.direction),
    (Refused.HEALTH, private_words.health),
    (Refused.INSURANCE, private_words.national_insurance),
)


def refused(text: str) -> Refused | None:
    """The first reason not to keep these words; None if they may be kept."""
    return next((why for why, holds in _CHECKS if holds(text)), None)
