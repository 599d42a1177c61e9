"""Words of looking at the ballot: plain counts."""

from bot.rules.endings import stats
from bot.rules.standings import Standing
from bot.texts import words
from bot.texts.messages import Message

HIDDEN_UNDER = 5
VOTED = (Standing.VOTED, Standing.VOTED_UNION, Standing.VOTED_HEARSAY)
LINES = (
    ("Voted, as told by the member", (Standing.VOTED,)),
    ("Voted, as told by the union", (Standing.VOTED_UNION,)),
    ("Voted, by hearsay", (Standing.VOTED_HEARSAY,)),
    ("Promised to post", (Standing.PROMISED,)),
    ("Said will vote", (Standing.WILL_VOTE,)),
    ("Replacement asked for", (Standing.REPLACEMENT_REQUESTED,)),
    ("Needs a replacement", (Standing.NEEDS_REPLACEMENT,)),
    ("Undecided", (Standing.UNDECIDED,)),
    ("Not voting", (Standing.NOT_VOTING,)),
    ("No answer yet", (Standing.NO_ANSWER, Standing.CALL_BACK)),
    ("Never contacted", (Standing.UNTOUCHED,)),
)


def say(ending: stats.Ending, facts: object) -> Message:
    """Reported turnout and counts; in a group, cells under five are hidden."""
    total = sum(ending.counts.values())
    voted = sum(ending.counts.get(one, 0) for one in VOTED)
    share = f" ({voted / total:.0%} of the list)" if total else ""
    head = f"<b>Reported turnout</b>: {voted:,} of {words.many(total, 'member')}{share}"
    lines = [
        f"{label}: {shown(count, private=ending.private)}"
        for label, standings in LINES
        if (count := sum(ending.counts.get(one, 0) for one in standings))
    ]
    return Message("\n".join([head, *lines]))


def shown(count: int, *, private: bool) -> str:
    """A count; small ones could give a member away in a group."""
    return f"{count:,}" if private or count >= HIDDEN_UNDER else "under 5"
