"""Every table, with the constraints that carry the promises.

Which rows an index holds is said for SQLite only: the migrations say it for both, and
to name PostgreSQL here would load its dialect with every start.
"""

from storage.tables.ballots import (
    BallotRow,
    ChatRow,
    FeedbackRow,
    InviteRow,
    MemoRow,
    PledgeRow,
)
from storage.tables.contacts import (
    AskedRow,
    CardRow,
    CaseRow,
    ClaimRow,
    ContactRow,
    PolicyChangeRow,
    TellingRow,
)
from storage.tables.counters import DayTallyRow, KeptCountRow, TallyRow
from storage.tables.members import MemberRow, SkipRow
from storage.tables.messages import ButtonRow, NudgeRow, OutboxRow, ShownRow
from storage.tables.people import (
    AuditRow,
    PersonRow,
    PracticeRow,
    RoleRow,
    SuppressedRow,
    ViewRow,
)
from storage.tables.shares import SharedRow, ShareRow
from storage.tables.updates_and_jobs import HandledRow, JobRow, LeaseRow, SetAsideRow

__all__ = [
    "AskedRow",
    "AuditRow",
    "BallotRow",
    "ButtonRow",
    "CardRow",
    "CaseRow",
    "ChatRow",
    "ClaimRow",
    "ContactRow",
    "DayTallyRow",
    "FeedbackRow",
    "HandledRow",
    "InviteRow",
    "JobRow",
    "KeptCountRow",
    "LeaseRow",
    "MemberRow",
    "MemoRow",
    "NudgeRow",
    "OutboxRow",
    "PersonRow",
    "PledgeRow",
    "PolicyChangeRow",
    "PracticeRow",
    "RoleRow",
    "SetAsideRow",
    "ShareRow",
    "SharedRow",
    "ShownRow",
    "SkipRow",
    "SuppressedRow",
    "TallyRow",
    "TellingRow",
    "ViewRow",
]
