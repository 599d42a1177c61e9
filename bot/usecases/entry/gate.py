"""The gate before each use case: who is this, where, may they; once per update."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.arrivals import Arrival, Place, PrivateChat, UpdateKind
from bot.rules.ballot.ballot import Ballot
from bot.rules.care.handbook import Handbook
from bot.rules.person import Person
from bot.rules.privacy import permissions
from bot.rules.queue import queue_rules
from bot.rules.team import join_endings
from bot.usecases import expected_answer, outgoing
from bot.usecases.care import practice
from bot.usecases.context import Context
from bot.usecases.team import groups, membership, owner, promise
from storage import ballots, updates
from storage.statements import locks
from storage.team import chats, people

UseCase = Callable[[Context], object]


class Named(NamedTuple):
    """The permission row, the use case, and the ballot and the person if settled."""

    name: str
    use: UseCase
    ballot_id: int | None = None
    person: Person | None = None


KEEPS_QUESTION = frozenset(("words", "edited", "forwarded", "other"))
"""What leaves a question open that was to be answered by typing."""
KEEPS_PRACTICE = KEEPS_QUESTION | {"script"}
"""What may be done about members while a scene of practice goes on."""
Resolve = Callable[[Session, Arrival], Named | tuple[str, UseCase]]
"""How to find what an update asks for, where only the database can tell."""

NOBODY = Ballot(id=0, name="", closes=dt.datetime.max.replace(tzinfo=dt.UTC))


@dataclass(frozen=True, slots=True)
class Gate:
    """What every unit of work needs besides its update."""

    bot_id: int
    bot_name: str
    numbers: queue_rules.Settings
    handbook: Handbook = field(default_factory=Handbook)
    ephemeral: bool = False

    def act(
        self,
        session: Session,
        arrival: Arrival,
        resolve: Resolve,
        now: dt.datetime,
    ) -> bool:
        """Take an update through the gate to its use case; False if it was done before.

        Strangers and silent refusals leave no row.
        """
        locks.hold(session, "chat", arrival.chat_id)
        people.hold(session, arrival.sender or 0)
        arrival = groups.meet_group(session, arrival, now)
        named = Named(*resolve(session, arrival))
        context = self._context(session, arrival, now, named)
        why = _why_not(context, named.name)
        if why == "":
            return True
        if why is not None and context.person.id == 0:
            refuse(context, why, key=f"stranger:{arrival.sender}:{now:%Y%m%d}")
            return True
        if not updates.first_time(session, self.bot_id, arrival.update_id, now):
            return False
        _note_seen(context)
        answers = named.name.startswith(permissions.ANSWER)
        if why is not None:
            if answers:
                expected_answer.forget(context)
            refuse(context, why)
        else:
            if named.name not in KEEPS_QUESTION and not answers:
                expected_answer.forget(context)
            if _is_real_work(named.name):
                practice.leave(context)
            answer(context, named.use(context))
        return True

    def serve(
        self,
        session: Session,
        arrival: Arrival,
        use: Callable[[Session, Arrival, dt.datetime], object],
        now: dt.datetime,
    ) -> bool:
        """Serve, once, an update that is no request: somebody joined, a group moved."""
        locks.hold(session, "chat", arrival.chat_id)
        if not updates.first_time(session, self.bot_id, arrival.update_id, now):
            return False
        use(session, arrival, now)
        return True

    def _context(
        self, session: Session, arrival: Arrival, now: dt.datetime, named: Named
    ) -> Context:
        settled = named.ballot_id
        chat = None if arrival.private else chats.get(session, arrival.chat_id)
        linked = chat.ballot_id if chat and chat.left_at is None else None
        person = _person(session, arrival, settled or linked, now, named.person)
        ballot_id = settled or linked or person.ballot_id
        return Context(
            session=session,
            now=now,
            numbers=self.numbers,
            person=person,
            ballot=ballots.get(session, ballot_id) if ballot_id else NOBODY,
            arrival=arrival,
            place=_place(arrival, linked),
            bot_name=self.bot_name,
            handbook=self.handbook,
            ephemeral=self.ephemeral,
            forgets=permissions.TABLE[named.name].forgets,
        )


def _person(
    session: Session,
    arrival: Arrival,
    ballot_id: int | None,
    now: dt.datetime,
    found: Person | None,
) -> Person:
    """Find the sender, with their role in the ballot, if that was not done before."""
    sender = arrival.sender or 0
    found = found or people.find(session, sender, ballot_id)
    if found is None:
        return Person(0, PrivateChat(sender), arrival.sender_name)
    return owner.everywhere(session, found, ballot_id, now) if found.owner else found


def _why_not(context: Context, name: str) -> str | None:
    """Give the reason of a refusal as a code; None if they may, "" for silence."""
    why = permissions.refusal(name, context.person, context.place, context.arrival)
    rule = permissions.TABLE[name]
    if why in (None, "promise") and rule.ballot and context.ballot.id == 0:
        return "no ballot"
    if why is None and rule.promise:
        frozen = ballots.life(context.session, context.ballot.id).frozen_at is not None
        return "frozen" if frozen else None
    return why


def _is_real_work(name: str) -> bool:
    """Whether somebody turns to real members, by a command or a button."""
    return permissions.TABLE[name].promise and name not in KEEPS_PRACTICE


def _note_seen(context: Context) -> None:
    """Note what a message shows: its sender can be written to, or is in the group.

    The ballot becomes the one the person last used.
    """
    if context.person.id == 0:
        return
    reachable = context.person.started and context.person.blocked_at is None
    writes = context.arrival.private and context.arrival.kind is not UpdateKind.BUTTON
    if writes and not reachable:
        people.update(context.session, context.person.id, started=True, blocked_at=None)
    if context.person.language is None and context.language:
        people.update(context.session, context.person.id, language=context.language)
    if context.place is Place.LINKED_GROUP:
        membership.join_group(context.session, context.person, context.arrival.chat_id)
    if context.ballot.id:
        people.set_last_used(context.session, context.person.id, context.ballot.id)


def _place(arrival: Arrival, linked: int | None) -> Place:
    if arrival.guest:
        return Place.GUEST
    if arrival.private:
        return Place.PRIVATE
    if arrival.chat_kind == "channel":
        return Place.CHANNEL
    return Place.LINKED_GROUP if linked else Place.OTHER_GROUP


def refuse(context: Context, why: str, key: str | None = None) -> None:
    """Refuse in the chat where it was asked; a press in place."""
    if context.arrival.album:
        key = f"album {context.arrival.chat_id} {context.arrival.album}"
    if context.arrival.kind is UpdateKind.BUTTON:
        answer(context, general_endings.NotAllowed(why))
    elif why == "promise":
        promise.ask(context)
    elif context.arrival.private:
        context.post(general_endings.NotAllowed(why), key=key)
    elif why == "stranger" and context.place is Place.LINKED_GROUP:
        context.acknowledge(way_in(context))
    else:
        context.acknowledge(general_endings.NotAllowed(why))


def way_in(context: Context) -> join_endings.AskToJoin:
    """Make the button by which a member of the group asks to join."""
    key = chats.join_key(context.session, context.arrival.chat_id)
    return join_endings.AskToJoin(context.bot_name, key)


def answer(context: Context, ending: object) -> None:
    """Answer every press: with the words of a refusal, else without words."""
    arrival = context.arrival
    if arrival.callback_id is None:
        return
    said = (
        ending
        if isinstance(ending, general_endings.NotAllowed)
        else general_endings.Pressed()
    )
    outgoing.answer_press(
        context.session,
        said,
        arrival.chat_id,
        arrival.callback_id,
        context.now,
        language=None if arrival.private and context.person.id else context.language,
        forget=context.forgets,
    )
