"""Erase one member for good, here and from every backup that is restored (S14)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from bot.rules import hashing
from bot.rules.member import Member
from bot.rules.privacy import person_hashes
from bot.usecases import household, outgoing, release
from bot.usecases.privacy import do_not_contact, purge_members, told_member
from storage import ballots, jobs, members, scrub
from storage.lists import known_members
from storage.privacy import (
    audit,
    audit_anchor,
    erasure,
    key_and_erasures,
    suppressions,
    words_naming,
)
from storage.queue import cards
from storage.team import people


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of a person were erased, and how many contacts still name them."""

    rows: int
    named: int = 0
    ended: tuple[jobs.Job, ...] = ()
    """Jobs that ended, since the person may be in their files."""


def erase(session: Session, ids: Collection[int], now: dt.datetime) -> Erased:
    """Erase one person's rows in all ballots, and what names them in others' rows.

    Who asked for no contact stays known by everything that is known of them now.
    """
    found = tuple(known_members.these(session, ids))
    if not found:
        return Erased(0)
    do_not_contact.keep(session, found, now)
    key_and_erasures.write_down(session, _line(session, found, now))
    return _erase(session, found, now)


def _line(
    session: Session, found: Sequence[Member], now: dt.datetime
) -> key_and_erasures.Line:
    """Make the line of the journal by which a backup's row is known again."""
    key = key_and_erasures.key(session)
    line: key_and_erasures.Line = {"what": "erased", "at": now.isoformat()}
    made = (person_hashes.of_name(key, member) for member in found)
    line["names"] = sorted(frozenset[str]().union(*made))
    for member in found:
        if member.membership_number:
            line["hash"] = hashing.of_number(key, member.membership_number)
    return line


def _erase(session: Session, found: told_member.Person, now: dt.datetime) -> Erased:
    naming = told_member.naming(session, found)
    named = words_naming.strike_out(session, naming, [one.id for one in found])
    for member in found:
        _erase_row(session, member, now)
    return Erased(len(found), named, tuple(jobs.forget_all_files(session)))


def _erase_row(session: Session, member: Member, now: dt.datetime) -> None:
    for card in cards.of_member(session, member.id):
        if card.message_id is not None and card.deleted_at is None:
            holder = people.get(session, card.person_id, card.ballot_id)
            outgoing.delete(session, holder.telegram_id, card.message_id, now)
    household.show_again(session, member, now)
    for person in people.team(session, member.ballot_id):
        release.take_shown(session, person.telegram_id, now)
    which = {"ballot_id": member.ballot_id, "member_id": member.id}
    views = audit_anchor.views_detail(session, **which)
    erasure.member(session, member)
    audit.record(session, "erased", now, detail=views, **which)
    scrub.request(session)


def replay(
    session: Session, lines: list[key_and_erasures.Line], now: dt.datetime
) -> int:
    """Repeat after a restore what was erased or purged since the backup."""
    since = [line for line in lines if not _done(session, line)]
    erased = [line for line in since if line["what"] == "erased"]
    purged = [line for line in since if line["what"] == "purged"]
    before = suppressions.every(session)
    suppressions.replay(session, lines, now)
    do_not_contact.hold_again(session, suppressions.every(session) - before, now)
    key_and_erasures.count(session, len(lines))
    done = sum(_purge_again(session, line, now) for line in purged)
    for ballot in ballots.every(session):
        done += _erase_again(session, ballot.id, erased, now)
    return done


def _done(session: Session, line: key_and_erasures.Line) -> bool:
    """Whether the database knows of this erasure: who came back later stays."""
    at = line.get("at")
    known = at and audit.has(session, line["what"], dt.datetime.fromisoformat(at))
    return bool(known)


def _purge_again(
    session: Session, line: key_and_erasures.Line, now: dt.datetime
) -> bool:
    """Purge the ballot a line is about: by id and when it was made, not by its name.

    Lines of older versions have the name alone; a ballot that is open is not meant.
    """
    for ballot in ballots.every(session):
        if "ballot_id" in line:
            life = ballots.life(session, ballot.id)
            made = line["ballot_id"], line["made"]
            meant = made == (ballot.id, life.created_at.isoformat())
        else:
            meant = line["ballot"] == ballot.name and ballot.closes <= now
        if meant:
            return purge_members.purge(session, ballot.id, now)
    return False


def _erase_again(
    session: Session,
    ballot_id: int,
    lines: Sequence[key_and_erasures.Line],
    now: dt.datetime,
) -> int:
    """Erase whom the lines tell: by number; by name where one of both has none."""
    key = key_and_erasures.key(session)
    numbers = {line["hash"] for line in lines if "hash" in line}
    names = {name for line in lines for name in line.get("names", ())}
    alone = {n for line in lines if "hash" not in line for n in line.get("names", ())}

    def is_told(member: Member) -> bool:
        number = member.membership_number
        if number and hashing.of_number(key, number) in numbers:
            return True
        among = alone if number else names
        return bool(among) and not person_hashes.of_name(key, member).isdisjoint(among)

    found = [one for one in members.every(session, ballot_id) if is_told(one)]
    for member in found:
        _erase(session, (member,), now)
    return len(found)
