"""Words of exports: headings that the import reads again, and names of files."""

from bot.rules.lists.export_kinds import Kind
from bot.rules.member import Member
from bot.texts import languages, words

HEADINGS = {
    "membership_number": "Membership number",
    "first_name": "First name",
    "last_name": "Last name",
    "preferred_name": "Known as",
    "mobile": "Mobile number",
    "phone": "Home telephone",
    "personal_email": "Personal email",
    "work_email": "Work email",
    "workplace": "Workplace",
    "job_grade": "Job grade",
    "assigned_to": "Allocated to",
}
STATUS, SAID_ON, OPT_OUT, NOTES = (
    "Ballot response",
    "Response date",
    "Do not contact",
    "Notes",
)
KNOWN_AS = "Known as"
TOLD, MISSING = "Recorded by advocates", "Not on the last list"
STATUSES = {
    "unknown": "",
    "will_vote": "Will vote",
    "replacement_requested": "Replacement ballot requested",
    "voted": "Voted",
    "not_voting": "Not voting",
}
SHEETS = {
    Kind.CHANGES: "Changes",
    Kind.CALLS: "Calls",
    Kind.MAILING: "Mailing",
    Kind.MEMBERS: "Members",
    Kind.CASES: "Cases",
    Kind.COMPLAINTS: "Complaints",
}
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
