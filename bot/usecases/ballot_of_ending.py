"""Find the ballot that an ending about members belongs to, by the ids it holds."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import Session

from bot.rules.endings import Ending
from storage import jobs, members
from storage.care import cases
from storage.queue import cards
from storage.replies import contacts, passed_on


def find(session: Session, ending: Ending) -> int | None:
    """Find the ballot of an ending; None where nothing in it says which."""
    for name, look in _BALLOT_BY.items():
        held = getattr(ending, name, None)
        if held:
            return look(session, held)
    return None


def _of_panel(session: Session, key: str) -> int | None:
    panel = cards.panel(session, key)
    return panel.ballot_id if panel else None


_BALLOT_BY: Mapping[str, Callable[[Session, Any], int | None]] = {
    "ballot_id": lambda _, ballot_id: ballot_id,
    "member_ids": lambda session, held: members.get(session, held[0]).ballot_id,
    "member_id": lambda session, held: members.get(session, held).ballot_id,
    "card_id": lambda session, held: cards.get(session, held).ballot_id,
    "case_id": lambda session, held: cases.get(session, held).ballot_id,
    "contact_id": lambda session, held: contacts.get(session, held).ballot_id,
    "telling_id": lambda session, held: passed_on.get(session, held).ballot_id,
    "job_id": lambda session, held: jobs.get(session, held).ballot_id,
    "key": _of_panel,
}
"""The fields of endings by which a ballot is found, the nearest first."""
