"""Ask in one statement what the clock has to do: most of the time it is nothing.

It costs some look-ups by index, however many ballots and members there are.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, bindparam, text
from sqlmodel import Session

from bot.rules.ballot.phases import Phase
from storage.care import who_was_asked
from storage.queue import left_by_phase
from storage.statements import plain
from storage.types import UtcDateTime

CLOSING = "closes to finish"
"""The memo of the ballots that are closed, and whose members are not all released."""
# Conditions are spelled as in the partial indexes, or SQLite would not use them.
_KEPT = "holder IS NULL AND kept_for IS NOT NULL AND kept_until <="
_DUE: Mapping[str, tuple[str, ...]] = {
    "outbox": (
        "outbox WHERE state IN ('queued', 'sending') AND state = 'sending'"
        " AND (began_at IS NULL OR began_at <= :left OR began_at > :ahead)",
        "outbox WHERE state IN ('queued', 'sending') AND state = 'queued'"
        " AND created_at > :now AND send_at = created_at",
    ),
    "files": (
        "job WHERE created_at < :files AND content IS NOT NULL"
        " AND state NOT IN ('queued', 'running')",
    ),
    "phases": (
        "ballot WHERE phase_until IS NULL",
        "ballot WHERE phase_until <= :now",
        "ballot WHERE phase_since > :now",
    ),
    "left by phase": (f"ballot WHERE {left_by_phase.ANY}",),
    "dates": (
        "ballot WHERE nudge_at IS NULL AND purged_at IS NULL",
        "ballot WHERE nudge_at <= :now AND purged_at IS NULL",
    ),
    "ripe": (
        "member JOIN role ON role.person_id = kept_for"
        " AND role.ballot_id = member.ballot_id"
        " WHERE kept_for IS NOT NULL AND NOT nudged AND due_at <= :now",
    ),
    "overdue": (
        "member_case WHERE answered_at IS NULL AND closed_at IS NULL"
        " AND coalesce(nudge_at, reply_by) <= :now",
    ),
    "lapsed": ("member WHERE holder IS NOT NULL AND lease_until <= :now",),
    "kept": (
        f"member WHERE {_KEPT} :now",
        # In this order: else SQLite looks through all who are kept, in every ballot.
        f"ballot CROSS JOIN member WHERE ballot.phase = '{Phase.LAST_DAYS}'"
        f" AND member.ballot_id = ballot.id AND {_KEPT} :sooner",
    ),
    "send": ("nudge WHERE state = 'planned' AND send_at <= :now",),
    "open again": (
        "ballot WHERE closes > :soon AND closed_at >= closes AND purged_at IS NULL",
    ),
    "close": ("ballot WHERE closes <= :now AND closed_at IS NULL",),
    "closing": (f"memo WHERE name = '{CLOSING}'",),
    "purge": ("ballot WHERE closed_at <= :long_ago AND purged_at IS NULL",),
    "strange groups": (
        "chat WHERE ballot_id IS NULL AND left_at IS NULL AND NOT trusted"
        " AND added_at <= :strange",
    ),
    "seal": (
        "audit WHERE chain IS NULL AND at <= :settled",
        "audit WHERE id > :sealed AND chain IS NOT NULL",
        "(SELECT at FROM view ORDER BY id DESC LIMIT 1) AS newest WHERE at > :viewed",
    ),
    "who knows": (
        "asked WHERE ended_at IS NULL AND at <= :unanswered",
        f"ballot WHERE {who_was_asked.ANY}",
    ),
    "practice": ("practice WHERE said_at <= :idle",),
    "ready answers": ("member_case WHERE offered_until <= :now",),
    "shares": ("share WHERE ended_at IS NULL AND lapses_at <= :now",),
    "cards": (
        "card JOIN claim ON claim.id = card.claim_id"
        " WHERE card.closed_at IS NULL AND claim.ended_at IS NOT NULL",
        "card WHERE shown_at <= :old AND deleted_at IS NULL",
        "shown WHERE shown_at <= :old",
    ),
}
"""Where each kind of work is found."""
TIMES = (
    "now",
    "left",
    "ahead",
    "files",
    "sooner",
    "soon",
    "long_ago",
    "strange",
    "settled",
    "viewed",
    "unanswered",
    "idle",
    "old",
    "lately",
)
_STATEMENT = text(
    "SELECT "
    + ", ".join(
        " OR ".join(f"EXISTS (SELECT 1 FROM {place})" for place in places)
        for places in _DUE.values()
    )
).bindparams(
    bindparam("sealed", type_=BigInteger()),
    *(bindparam(name, type_=UtcDateTime()) for name in TIMES),
)
_ASK = plain.Statement(lambda _: _STATEMENT)


def find(session: Session, values: Mapping[str, Any]) -> set[str]:
    """Name the kinds of work for which there is something to do."""
    (found,) = _ASK.run(session, values)
    return {kind for kind, due in zip(_DUE, found, strict=True) if due}
