"""A branch in a database, people of every role, and updates in Telegram's form."""

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session
from telegram import Update

from bot.handlers import read_update
from bot.rules.arrivals import Arrival
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.person import Person, Role
from bot.rules.queue import queue_rules
from bot.usecases.entry import gate
from bot.usecases.lists import import_list
from bot.usecases.privacy import erase_member, told_member
from storage import ballots, engine
from storage.outbox import outbox_entry, take
from storage.team import chats, people
from tests import fresh_database

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=365)
BOT = 8100000001
CANARY = "Quillfeather"
LINKED, LINKED_SUPER, OTHER, CHANNEL = -401, -100402, -403, -100404
ANONYMOUS = 1087968824
ROLES = {
    "pending": Role.PENDING,
    "advocate": Role.ADVOCATE,
    "suspended": Role.SUSPENDED,
    "ex-member": Role.GONE,
    "organiser": Role.ORGANISER,
    "owner": Role.OWNER,
}
TELEGRAM_IDS = {name: 900 + place for place, name in enumerate(("outsider", *ROLES))}
_numbers = itertools.count(1000)


def sheet(number: int, **more: Any) -> SheetMember:
    """Make a member of whom every value can be recognised in a leak."""
    fields = {
        "membership_number": f"77{number:05d}",
        "first_name": f"Nia{number}",
        "last_name": f"{CANARY}{number}",
        "mobile": f"+4477009{number:05d}",
        "personal_email": f"{CANARY.lower()}{number}@mail.example.org",
        "workplace": "Gannet House",
        "notes": f"{CANARY} likes evenings",
        "ballot_status": "will_vote",
        "status_date": "2027-02-11",
    }
    return SheetMember(rows=(number,), **{**fields, **more})


@dataclass
class Scene:
    """A ballot with its people; the gate in front of them."""

    store: engine.Store
    path: Path
    ballot: Ballot
    gate: gate.Gate
    people: dict[str, Person] = field(default_factory=dict)
    now: dt.datetime = NOW

    def act(self, arrival: Arrival, resolve: gate.Resolve) -> bool:
        """Take one update through the gate, and commit."""
        return self.store.write(
            lambda session: self.gate.act(session, arrival, resolve, self.now)
        )

    def outbox(self) -> list[outbox_entry.Entry]:
        """List the outbox, oldest first."""
        return self.store.read(lambda session: take.due(session, LATER, 10_000))


@contextlib.contextmanager
def scene(folder: Path, members: int = 12) -> Iterator[Scene]:
    """Make a branch on a Tuesday morning, nine days before its ballot closes."""
    path = folder / "mantelpiece.db"
    opened = fresh_database.open_at(path)
    closes = dt.datetime(2027, 3, 11, 12, 0, tzinfo=dt.UTC)
    asked = Ballot(0, "Pay ballot", closes, opens=dt.date(2027, 2, 9), entitled=40)
    found = Scene(
        opened.store, path, asked, gate.Gate(BOT, "the_bot", queue_rules.DEFAULTS)
    )
    opened.store.write(lambda session: _settle(session, found, members))
    try:
        yield found
    finally:
        opened.close()


def _settle(session: Session, found: Scene, members: int) -> None:
    ballot = found.ballot = ballots.add(session, found.ballot, NOW)
    ballots.update_life(session, ballot.id, agreed_at=NOW, agreed_by="the test")
    import_list.add(session, ballot, map(sheet, range(members)), NOW)
    for name, role in ROLES.items():
        person = add_person(session, ballot, TELEGRAM_IDS[name], name, role)
        found.people[name] = person
    for chat_id, kind in ((LINKED, "group"), (LINKED_SUPER, "supergroup")):
        chats.add(session, chat_id, kind, None, NOW)
        chats.update(session, chat_id, ballot_id=ballot.id, linked_at=NOW)


def add_person(
    session: Session, ballot: Ballot, telegram_id: int, name: str, role: Role
) -> Person:
    """Make a person with a role who has given the promise."""
    person = people.find_or_add(session, telegram_id, name)
    people.update(session, person.id, started=True)
    people.give_role(session, person.id, ballot.id, role, NOW)
    people.update_role(session, person.id, ballot.id, promised_at=NOW)
    return people.get(session, person.id, ballot.id)


def erase(session: Session, now: dt.datetime, *typed: str) -> int:
    """Erase the one person whom these words tell."""
    (person,) = told_member.find(session, typed)
    return erase_member.erase(session, [member.id for member in person], now).rows


CHATS: dict[str, dict[str, Any]] = {
    "private": {"type": "private"},
    "linked group": {"id": LINKED, "type": "group", "title": "g"},
    "linked supergroup": {"id": LINKED_SUPER, "type": "supergroup", "title": "s"},
    "other group": {"id": OTHER, "type": "group", "title": "o"},
    "channel": {"id": CHANNEL, "type": "channel", "title": "c"},
    "guest": {"id": OTHER, "type": "group", "title": "x"},
}


def update(
    actor: str, chat: str, kind: str, text: str = "/next", data: str = "k.c"
) -> Update:
    """Make one update of this kind, as Telegram would send it."""
    who = _sender(actor)
    place = {**CHATS[chat]}
    place.setdefault("id", who["id"])
    message: dict[str, Any] = {
        "message_id": 7,
        "date": int(NOW.timestamp()),
        "chat": place,
        "from": who,
        "text": text,
    }
    if actor in ("anonymous admin", "channel"):
        message["sender_chat"] = {**CHATS["channel"]} if actor == "channel" else place
    if chat == "guest":
        message["guest_query_id"] = "9"
    body: dict[str, Any] = {"update_id": next(_numbers)}
    if kind in ("button", "replayed button", "late button"):
        query = {"id": "4", "from": who, "chat_instance": "1", "data": data}
        body["callback_query"] = {**query, "message": {**message, "from": _bot()}}
    elif kind == "forwarded":
        origin = {"type": "user", "date": message["date"], "sender_user": who}
        body["message"] = {**message, "forward_origin": origin}
    elif kind == "edited":
        body["edited_message"] = {**message, "edit_date": message["date"]}
    elif chat == "guest":
        body["guest_message"] = message
    else:
        body["channel_post" if chat == "channel" else "message"] = message
    found = Update.de_json(body, None)
    assert found is not None
    return found


def _bot() -> dict[str, Any]:
    return {"id": BOT, "is_bot": True, "first_name": "Mantelpiece"}


def _sender(actor: str) -> dict[str, Any]:
    if actor == "anonymous admin":
        return {"id": ANONYMOUS, "is_bot": True, "first_name": "Group"}
    person = TELEGRAM_IDS.get(actor, 777000)
    return {"id": person, "is_bot": False, "first_name": actor}


def arrival(*args: Any, **more: Any) -> Arrival:
    """Make the same update as the handlers see it."""
    found = read_update.arrival(update(*args, **more))
    assert found is not None
    return found
