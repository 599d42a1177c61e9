"""Words of exports: what they are, why one would be empty, and what advocates said."""

from bot.rules.lists.export_kinds import Kind
from bot.rules.member import Member
from bot.texts import languages, words

NAMES = languages.mark(
    {
        Kind.CHANGES: "Changes for the union's system",
        Kind.CALLS: "A call list for CallHub",
        Kind.MAILING: "A mail-merge for the branch's reminder",
        Kind.MEMBERS: "All members",
        Kind.CASES: "Questions and complaints",
        Kind.COMPLAINTS: "The log of complaints",
    }
)

NOBODY = languages.mark(
    {
        Kind.CHANGES: "Nothing has changed since the last changes were keyed in.",
        Kind.CALLS: "Nobody who may be called is due and free just now.",
        Kind.MAILING: "Nobody is left to remind: no personal e-mail address, or they "
        "have answered, or are not to be contacted.",
        Kind.MEMBERS: "The bot knows no members yet. Send me the list first.",
        Kind.CASES: "There are no cases yet.",
        Kind.COMPLAINTS: "There are no complaints.",
    }
)
"""Why an export of this kind would be empty."""
NO_FILE = languages.mark("No file was made.")


def told(member: Member) -> str:
    """Word the outcome that advocates recorded; nothing if it came from a list."""
    if member.outcome is None or member.source == "union":
        return ""
    return words.outcome_name(member.outcome)
