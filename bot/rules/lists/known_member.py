"""Convert a member between the bot's fields and those of a list."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import list_status
from bot.rules.lists.sheet_member import NAMES, PLAIN, KnownMember, SheetMember
from bot.rules.member import Fields, Member


def of(member: Member, ballot: Ballot) -> KnownMember:
    """Convert a member into the form in which lists are matched and merged."""
    status, day, ours = list_status.newer_status(member, ballot)
    fields: dict[str, Any] = {name: getattr(member, name) or None for name in PLAIN}
    sheet = SheetMember(
        membership_number=member.membership_number,
        **fields,
        ballot_status=status,
        status_date=day.isoformat() if day else None,
        do_not_contact=member.do_not_contact,
        notes=member.notes or None,
        extra=extra_pairs(member.extra),
    )
    return KnownMember(member.id, sheet, ours, member.touched)


def extra_pairs(extra: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Convert `extra` to a list's (label, text) pairs; a label may come repeatedly."""
    return tuple(
        (label, str(text))
        for label, kept in extra.items()
        for text in (kept if isinstance(kept, list) else [kept])
    )


def extra_by_label(pairs: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """Convert a list's pairs to `extra`; a label that comes repeatedly holds a list."""
    kept: dict[str, object] = {}
    for label, text in pairs:
        before = kept.get(label)
        if before is None:
            kept[label] = text
        else:
            kept[label] = [*(before if isinstance(before, list) else [before]), text]
    return kept


def changed_fields(member: SheetMember, changed: Collection[str]) -> Fields:
    """Convert those of the changed fields that a member keeps as the list has them."""
    kept: dict[str, object] = {
        name: getattr(member, name) for name in (*PLAIN, "membership_number", "notes")
    }
    for name in (*NAMES, "notes"):
        kept[name] = kept[name] or ""
    kept["extra"] = extra_by_label(member.extra)
    return cast(Fields, {name: kept[name] for name in kept.keys() & changed})
