"""What waits for an organiser's hand, by kind."""

from enum import StrEnum

from bot.rules.replies.steps import Out


class Need(StrEnum):
    """A list of members, or of words, that an organiser works through."""

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
"""Why the members of a list are in no band."""
