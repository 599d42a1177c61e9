"""Headings of files, and what is chosen in them: English for everybody.

They are read again: by the import, the union's system, a dialler or a mail-merge.
"""

from bot.rules.lists.export_kinds import Kind

MEND = "Why this row is here"
FIELDS = {
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
KNOWN_AS = FIELDS["preferred_name"]
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
}
SHARE, COLOUR, WHY, ANSWER, TOLD_ON = (
    "Mantelpiece share",
    "Colour",
    "Why",
    "Answer",
    "Told us on",
)
SHARED = (
    *("membership_number", "first_name", "last_name", "preferred_name", "workplace"),
    *("mobile", "phone", "personal_email", "work_email"),
)
"""The fields on the sheet of a share, in their order."""
ANSWERS = (
    "Voted",
    "Will post",
    "No paper yet",
    "Replacement requested",
    "Undecided",
    "Not voting",
    "No answer",
    "Call back",
    "Wrong number",
    "Do not contact",
    "Not a member",
    "Has a question",
)
"""What a rep chooses from: words that the reader of replies understands."""
