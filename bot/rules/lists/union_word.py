"""What a list says of a member beside what the bot knows: whose word stands."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import names, same_member
from bot.rules.lists.sheet_member import NAMES, PLAIN, KnownMember, SheetMember
from bot.rules.member import Fields, Member
from bot.rules.outcomes import Outcome

OUTCOMES: Mapping[str, Outcome] = {
    "will_vote": Outcome.WILL_POST,
    "replacement_requested": Outcome.REPLACEMENT_REQUESTED,
    "voted": Outcome.VOTED,
    "not_voting": Outcome.NOT_VOTING,
}
UNION = "union"
"""The source of an outcome that came by a list."""

_STATUSES = {outcome: status for status, outcome in OUTCOMES.items()}
_OPEN = frozenset({None, Outcome.NO_ANSWER, Outcome.WRONG_CONTACT})
_FINAL = frozenset({Outcome.VOTED, Outcome.NOT_A_MEMBER, Outcome.DO_NOT_CONTACT})
_IN_CASE = frozenset({Outcome.QUESTION, Outcome.COMPLAINT})


def status(member: Member, ballot: Ballot) -> tuple[str, dt.date | None, bool]:
    """Say the newer word in a list's terms, its day, and whether we were told it."""
    said = _STATUSES.get(member.outcome) if member.outcome else None
    listed = member.import_status, member.import_status_on, False
    if said is None or member.source == UNION or member.outcome_at is None:
        return listed
    day = ballot.today(member.outcome_at)
    newer = member.import_status_on is not None and member.import_status_on > day
    return listed if newer and member.import_status != "unknown" else (said, day, True)


def known(member: Member, ballot: Ballot) -> KnownMember:
    """Turn a member into what lists are matched with and merged into."""
    said, day, told = status(member, ballot)
    fields: dict[str, Any] = {n: getattr(member, n) or None for n in PLAIN}
    sheet = SheetMember(
        membership_number=member.membership_number,
        **fields,
        ballot_status=said,
        status_date=day.isoformat() if day else None,
        do_not_contact=member.do_not_contact,
        notes=member.notes or None,
        extra=pairs(member.extra),
    )
    return KnownMember(member.id, sheet, told, member.touched)


def pairs(extra: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """List what fits no field, as a list has it: a label may come several times."""
    return tuple(
        (label, str(text))
        for label, kept in extra.items()
        for text in (kept if isinstance(kept, list) else [kept])
    )


def extra(found: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """Keep the same as a member keeps it."""
    kept: dict[str, object] = {}
    for label, text in found:
        before = kept.get(label)
        if before is None:
            kept[label] = text
        else:
            kept[label] = [*(before if isinstance(before, list) else [before]), text]
    return kept


def fields(said: SheetMember, news: Collection[str]) -> Fields:
    """Those of these fields that a member keeps as the list has them."""
    kept: dict[str, object] = {
        name: getattr(said, name) for name in (*PLAIN, "membership_number", "notes")
    }
    for name in (*NAMES, "notes"):
        kept[name] = kept[name] or ""
    kept["extra"] = extra(said.extra)
    return cast(Fields, {name: kept[name] for name in kept.keys() & news})


def acts(member: Member, said: str) -> bool:
    """Whether a list's newer word moves the member, or is only noted (PRODUCT 7).

    Voted never falls back. What only echoes or is coarser than what we know changes
    nothing of what the member is due for.
    """
    by_list = member.source == UNION
    if said == "voted":
        return member.outcome is not Outcome.VOTED or member.source == "hearsay"
    if member.outcome in _FINAL or said == "unknown":
        return False
    if said == "replacement_requested":
        return member.outcome is not Outcome.REPLACEMENT_REQUESTED
    if member.outcome in _IN_CASE:
        return False
    if said == "not_voting":
        return member.outcome is not Outcome.NOT_VOTING
    return by_list or member.outcome in {*_OPEN, Outcome.NOT_VOTING}


def contradicts(member: Member, outcome: Outcome) -> bool:
    """Whether a list's newer word, on which nothing is done, says something else.

    An organiser then says which one stands.
    """
    ours = member.outcome in _FINAL and member.source != UNION
    return ours and outcome not in (Outcome.WILL_POST, member.outcome)


def keys(member: SheetMember, loose: Collection[str]) -> Iterator[str]:
    """By what a member of a list is found again: the number, or name and a way.

    A way counts where one side has no number; `loose` are the ways of such rows.
    """
    number = same_member.number_of(member)
    if number:
        yield f"number {same_member.bare(number)}"
    for _, way in same_member.ways(member):
        if not member.membership_number or way in loose:
            yield " ".join((way, *names.key(member)))
    if not same_member.reachable(member):
        yield " ".join(("nothing but", *names.key(member)))
