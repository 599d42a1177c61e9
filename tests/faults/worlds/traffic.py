"""How much happened in a world, by kind, and how much has to."""

from collections import Counter
from collections.abc import Mapping

from sqlmodel import Session, func, select

from storage import jobs
from storage.tables import (
    CaseRow,
    ClaimRow,
    ContactRow,
    JobRow,
    NudgeRow,
    OutboxRow,
)
from tests.faults.worlds.people import HABITS

LEAST = {
    "what people did": {
        "call": 200,
        "answer": 20,
        "trouble": 10,
        "list": 4,
        **dict.fromkeys(HABITS, 2),
    },
    "contacts": {
        "no_answer": 25,
        "will_post": 25,
        "call_back": 8,
        "voted": 10,
        "replacement_requested": 2,
        "not_voting": 2,
        "do_not_contact": 1,
    },
    "claims": {"recorded": 120, "lapsed": 25},
    "nudges": {"sent": 100, "skipped": 10},
    "cases": {"question": 1},
    "lists": {jobs.DONE: 3},
}
"""So much of each happens in a world of full size, or it shows nothing."""


def of(session: Session, did: Counter[str]) -> dict[str, Counter[str]]:
    """Count what people did, and what came of it."""
    return {
        "what people did": did,
        "contacts": _by(session, ContactRow.outcome),
        "claims": _by(session, ClaimRow.ending),
        "nudges": _by(session, NudgeRow.state),
        "cases": _by(session, CaseRow.kind),
        "lists": _by(session, JobRow.state),
        "outbox": _by(session, OutboxRow.state),
    }


def _by(session: Session, kind: object) -> Counter[str]:
    query = select(kind, func.count()).group_by(kind)
    return Counter({str(name): many for name, many in session.exec(query)})


def lines(found: Mapping[str, Counter[str]]) -> list[str]:
    """Say how many there were of each kind, and which share that is."""
    return [
        f"{what}: {kinds.total()}; "
        + ", ".join(
            f"{kind} {many} ({many / kinds.total():.0%})"
            for kind, many in kinds.most_common()
        )
        for what, kinds in found.items()
    ]


def too_little(found: Mapping[str, Counter[str]]) -> list[str]:
    """Name the kinds of which too little happened."""
    return [
        f"{what}: {kind} {found[what][kind]} < {least}"
        for what, kinds in LEAST.items()
        for kind, least in kinds.items()
        if found[what][kind] < least
    ]
