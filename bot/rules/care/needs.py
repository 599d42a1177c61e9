"""The reasons for which a member needs an organiser."""

from enum import StrEnum

from bot.rules.replies.steps import Out


class Need(StrEnum):
    """Why a member, or something passed on, needs an organiser."""

    TRIED = "tried"
    UNREACHABLE = "unreachable"
    NO_PAPER = "no_paper"
    NOT_IN_BALLOT = "not_in_ballot"
    HELPS = "helps"
    TOLD = "told"
    CONFLICT = "conflict"


OUT = {
    Need.TRIED: Out.TRIED_OUT,
    Need.UNREACHABLE: Out.WHO_KNOWS,
    Need.NO_PAPER: Out.NO_PAPER,
    Need.NOT_IN_BALLOT: Out.NOT_IN_BALLOT,
}
"""The reason for being in no band that goes with a need."""
