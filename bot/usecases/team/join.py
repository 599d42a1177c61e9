"""Coming in: by an invitation, by the group, or as the owner with the first code."""

from collections.abc import Mapping
from dataclasses import replace

from bot.rules import hashing
from bot.rules.person import WORKING, Person, Role
from bot.rules.team import joining
from bot.usecases.context import Context
from bot.usecases.team import checklist, menus, owner, waiting_room
from storage import ballots
from storage.privacy import key_and_erasures
from storage.team import chats, invites, people

JOIN = "join"


def by_code(desk: Context) -> object:
    """`/start CODE`: the owner's code, an invitation, or the group's way in."""
    if desk.words == JOIN or desk.words.startswith(f"{JOIN}_"):
        return _by_group(desk)
    code_hash = hashing.of_code(key_and_erasures.key(desk.session), desk.words)
    if owner.waits_for(desk.session, code_hash):
        person = _met(desk)
        owner.claim(desk.session, person, code_hash, desk.now)
        return _owner(desk)
    return _by_invite(desk, code_hash)


def _owner(desk: Context) -> object:
    """The owner's first screen: what there is to set up."""
    person = people.meet(
        desk.session, desk.person.telegram_id, desk.arrival.sender_name
    )
    person = owner.everywhere(desk.session, person, None, desk.now)
    menus.follow(desk.session, person.telegram_id, person.role, desk.now)
    used = person.ballot_id
    ballot = ballots.get(desk.session, used) if used else desk.ballot
    return checklist.show(replace(desk, person=person, ballot=ballot))


def _by_group(desk: Context) -> object:
    """Somebody of a linked group; whether they are in it is asked before each card."""
    chat = chats.joined_by(desk.session, desk.words.removeprefix(f"{JOIN}_"))
    if chat is None or chat.ballot_id is None:
        return _told(desk, joining.CodeRefused())
    settled = {"in_group": True, "group_id": chat.id}
    return _ask(desk, chat.ballot_id, settled) and None


def _by_invite(desk: Context, code_hash: str) -> object:
    found = invites.hashed(desk.session, code_hash)
    usable = (
        found is not None
        and found.revoked_at is None
        and found.expires_at > desk.now
        and found.uses_left > 0
    )
    if found is None or found.ballot_id is None or not usable:
        return _told(desk, joining.CodeRefused())
    if _ask(desk, found.ballot_id, {"via_invite": found.id}):
        invites.use(desk.session, found.id)
    return None


def _ask(desk: Context, ballot_id: int, settled: Mapping[str, object]) -> bool:
    """Put them before the organisers; False if they are known there already."""
    person = _met(desk)
    known = people.get(desk.session, person.id, ballot_id)
    there = replace(desk, person=known, ballot=ballots.get(desk.session, ballot_id))
    if known.role in WORKING:
        people.uses(desk.session, known.id, ballot_id)
        there.tell(joining.Welcome(known.role, ballot_id))
        return False
    if known.role is Role.SUSPENDED:
        there.tell(joining.NotAllowed("suspended"))
        return False
    if known.role is Role.PENDING:
        there.tell(joining.Asked(again=True))
        return False
    people.give_role(desk.session, known.id, ballot_id, Role.PENDING, desk.now)
    people.settle(desk.session, known.id, ballot_id, **settled)
    there.note("asked to join")
    there.tell(joining.Asked())
    waiting_room.show(there)
    return True


def _met(desk: Context) -> Person:
    """The sender, known from now on; whoever pressed Start can be written to."""
    person = people.meet(
        desk.session, desk.person.telegram_id, desk.arrival.sender_name
    )
    people.note(desk.session, person.id, started=True, blocked_at=None)
    return person


def _told(desk: Context, ending: joining.CodeRefused) -> joining.CodeRefused:
    desk.tell(ending)
    return ending
