"""Join by an invitation, through the group, or as the owner with the first code."""

from dataclasses import replace

from bot.rules import general_endings, hashing
from bot.rules.person import WORKING, Person, Role
from bot.rules.team import join_endings
from bot.usecases import outgoing
from bot.usecases.context import Context
from bot.usecases.team import checklist, owner, waiting_room
from storage import ballots
from storage.privacy import key_and_erasures
from storage.team import chats, invites, people

JOIN = "join"


def by_code(context: Context) -> object:
    """Answer `/start CODE`: the owner's code, an invitation, or the link of a group."""
    if context.words == JOIN or context.words.startswith(f"{JOIN}_"):
        return _by_group(context)
    code_hash = hashing.of_code(key_and_erasures.key(context.session), context.words)
    if owner.is_code(context.session, code_hash):
        person = _met(context)
        if owner.claim(context.session, person, code_hash, context.now):
            return _owner(context)
        return _refuse(context, join_endings.CodeRefused(owner=True))
    return _by_invite(context, code_hash)


def _owner(context: Context) -> object:
    """Show the owner's first screen: what there is to set up."""
    person = people.find_or_add(
        *(context.session, context.person.telegram_id, context.arrival.sender_name),
        context.language,
    )
    person = owner.everywhere(context.session, person, None, context.now)
    outgoing.set_menu(context.session, person.telegram_id, person.role, context.now)
    used = person.ballot_id
    ballot = ballots.get(context.session, used) if used else context.ballot
    return checklist.show(replace(context, person=person, ballot=ballot))


def _by_group(context: Context) -> object:
    """Ask to join through a linked group; each card checks that they are in it."""
    chat = chats.joined_by(context.session, context.words.removeprefix(f"{JOIN}_"))
    if chat is None or chat.ballot_id is None:
        return _refuse(context, join_endings.CodeRefused())
    _ask(context, chat.ballot_id, {"in_group": True, "group_id": chat.id})
    return None


def _by_invite(context: Context, code_hash: str) -> object:
    found = invites.with_hash(context.session, code_hash)
    usable = (
        found is not None
        and found.revoked_at is None
        and found.expires_at > context.now
        and found.uses_left > 0
    )
    if found is None or found.ballot_id is None or not usable:
        return _refuse(context, join_endings.CodeRefused())
    if _ask(context, found.ballot_id, {"via_invite": found.id}):
        invites.use(context.session, found.id)
    return None


def _ask(context: Context, ballot_id: int, settled: people.InBallot) -> bool:
    """Ask the organisers to let the person in; False if they are known already."""
    person = _met(context)
    known = people.get(context.session, person.id, ballot_id)
    there = replace(
        context, person=known, ballot=ballots.get(context.session, ballot_id)
    )
    if known.role in WORKING:
        people.set_last_used(context.session, known.id, ballot_id)
        there.tell(join_endings.Welcome(known.role, ballot_id))
        return False
    if known.role is Role.SUSPENDED:
        there.tell(general_endings.NotAllowed("suspended"))
        return False
    if known.role is Role.PENDING:
        there.tell(join_endings.Asked(again=True))
        return False
    people.give_role(context.session, known.id, ballot_id, Role.PENDING, context.now)
    people.update_role(context.session, known.id, ballot_id, **settled)
    there.note("asked to join")
    there.tell(join_endings.Asked())
    waiting_room.show(there)
    return True


def _met(context: Context) -> Person:
    """Store the sender; whoever pressed Start can be written to."""
    person = people.find_or_add(
        *(context.session, context.person.telegram_id, context.arrival.sender_name),
        context.language,
    )
    people.update(context.session, person.id, started=True, blocked_at=None)
    return person


def _refuse(
    context: Context, ending: join_endings.CodeRefused
) -> join_endings.CodeRefused:
    context.tell(ending)
    return ending
