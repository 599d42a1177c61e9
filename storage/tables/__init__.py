"""Every table, with the constraints that carry the promises."""

from storage.tables.ballots import (
    BallotRow,
    ChatRow,
    FeedbackRow,
    InviteRow,
    MemoRow,
    PledgeRow,
)
from storage.tables.contacts import CardRow, CaseRow, ClaimRow, ContactRow
from storage.tables.members import DayTallyRow, MemberRow, SkipRow, TallyRow
from storage.tables.people import AuditRow, PersonRow, RoleRow, SuppressedRow, ViewRow
from storage.tables.wire import (
    ButtonRow,
    HandledRow,
    JobRow,
    NudgeRow,
    OutboxRow,
    SetAsideRow,
)

__all__ = [
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
    "MemberRow",
    "MemoRow",
    "NudgeRow",
    "OutboxRow",
    "PersonRow",
    "PledgeRow",
    "RoleRow",
    "SetAsideRow",
    "SkipRow",
    "SuppressedRow",
    "TallyRow",
    "ViewRow",
]
