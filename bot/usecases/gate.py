"""Before anything is done: who is this, where, may they; once per update."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from bot.rules import permissions, queue
from bot.rules.arrivals import Arrival, How, Place
from bot.rules.ballot import Ballot
from bot.rules.endings import joining
from bot.rules.persons import Person, Role
from bot.usecases.unit import Desk
from storage import ballots, chats, people, updates

UseCase = Callable[[Desk], object]
Named = tuple[str, UseCase]
Resolve = Callable[[Session, Arrival], Named]
"""Which row of the permission table, and what to do, where only the store can tell."""

NOBODY = Ballot(id=0, name="", closes=dt.datetime.max.replace(tzinfo=dt.UTC))


@dataclass(frozen=True, slots=True)
class Gate:
    """What every unit of work needs besides its update."""

    bot_id: int
    bot_name: str
    numbers: queue.Settings
    organisers: tuple[int, ...] = ()

    def act(
        self,
        session: Session,
        arrival: Arrival,
        resolve: Resolve,
        now: dt.datetime,
    ) -> bool:
        """One update through the gate and its use case; False if it was done before.

        Strangers and silent refusals leave no row.
        """
        name, use = resolve(session, arrival)
        desk = self._desk(session, arrival, now)
        why = permissions.refusal(name, desk.person, desk.place, arrival)
        if why == "":
            return True
        if why is not None and desk.person.id == 0:
            refuse(desk, why, key=f"stranger:{desk.arrival.sender}:{now:%Y%m%d}")
            return True
        if not updates.first_time(session, self.bot_id, arrival.update_id, now):
            return False
        met(desk)
        if why is not None:
            refuse(desk, why)
        else:
            answer(desk, use(desk))
        return True

    def _desk(self, session: Session, arrival: Arrival, now: dt.datetime) -> Desk:
        chat = None if arrival.private else chats.get(session, arrival.chat_id)
        linked = chat.ballot_id if chat else None
        person = self._person(session, arrival, linked, now)
        ballot_id = linked or person.ballot_id
        return Desk(
            session=session,
            now=now,
            numbers=self.numbers,
            person=person,
            ballot=ballots.get(session, ballot_id) if ballot_id else NOBODY,
            arrival=arrival,
            place=_place(arrival, linked),
            bot_name=self.bot_name,
        )

    def serve(
        self,
        session: Session,
        arrival: Arrival,
        use: Callable[[Session, Arrival, dt.datetime], object],
        now: dt.datetime,
    ) -> bool:
        """A service update (somebody came or left, a group moved): once, no person."""
        if not updates.first_time(session, self.bot_id, arrival.update_id, now):
            return False
        use(session, arrival, now)
        return True

    def _person(
        self, session: Session, arrival: Arrival, linked: int | None, now: dt.datetime
    ) -> Person:
        """The sender as known; an organiser of the settings is one in every ballot."""
        if arrival.sender in self.organisers:
            person = people.meet(session, arrival.sender, arrival.sender_name)
            for ballot in ballots.every(session):
                if people.get(session, person.id, ballot.id).role is Role.OUTSIDER:
                    people.give_role(session, person.id, ballot.id, Role.ORGANISER, now)
        found = people.met(session, arrival.sender or 0, linked)
        return found or Person(0, arrival.sender or 0, arrival.sender_name)


def met(desk: Desk) -> None:
    """Whoever writes in private can be written to."""
    reachable = desk.person.started and desk.person.blocked_at is None
    if desk.arrival.private and desk.person.id and not reachable:
        people.note(desk.session, desk.person.id, started=True, blocked_at=None)


def _place(arrival: Arrival, linked: int | None) -> Place:
    if arrival.private:
        return Place.PRIVATE
    if arrival.chat_kind == "channel":
        return Place.CHANNEL
    return Place.LINKED_GROUP if linked else Place.OTHER_GROUP


def refuse(desk: Desk, why: str, key: str | None = None) -> None:
    """A polite no where it was asked; a press is answered in place."""
    ending = joining.NotAllowed(why)
    if desk.arrival.how is How.BUTTON:
        answer(desk, ending)
    elif desk.arrival.private:
        desk.say(ending, desk.arrival.chat_id, key=key)
    else:
        desk.acknowledge(ending)


def answer(desk: Desk, ending: object) -> None:
    """A press is always answered: a refusal in words, else the wheel just stops."""
    if desk.arrival.callback_id is None:
        return
    refused = isinstance(ending, joining.NotAllowed)
    said = ending if refused else joining.Pressed()
    desk.say(
        said,
        desk.arrival.chat_id,
        "answer",
        callback_id=desk.arrival.callback_id,
        alert=refused,
    )
