"""A member as they stood before a contact, as plain data: what undo puts back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from bot.rules.member import Fields, Member
from bot.rules.outcomes import Channel, Outcome

FIELDS = (
    *("outcome", "outcome_at", "source", "out_reason", "paused_until", "tries"),
    *("contacts", "last_channel", "dead_channels", "promise_day", "promise_where"),
    *("promise_after", "promised_at", "requested_at", "offers_help"),
    *("do_not_contact", "band", "due_at", "kept_for", "kept_until", "pinned"),
)
"""The fields that undo puts back."""
_INSTANTS = {
    "outcome_at",
    "paused_until",
    "promised_at",
    "requested_at",
    "due_at",
    "kept_until",
}


def snapshot(member: Member) -> dict[str, Any]:
    """Keep the fields that undo puts back, as plain data."""
    return {name: _plain(getattr(member, name)) for name in FIELDS}


def restore(before: Mapping[str, object]) -> Fields:
    """Turn a snapshot back into the fields of a member."""
    return cast(Fields, {name: _value(name, what) for name, what in before.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value


def _value(name: str, what: Any) -> Any:
    if what is None:
        return None
    if name in _INSTANTS:
        return dt.datetime.fromisoformat(what)
    if name == "promise_day":
        return dt.date.fromisoformat(what)
    if name == "dead_channels":
        return frozenset(map(Channel, what))
    return Outcome(what) if name == "outcome" else what
