"""The promise of confidentiality, before the first card; then one's own number."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings, hashing
from bot.rules.team import join_endings
from bot.usecases.context import Context
from storage.privacy import key_and_erasures
from storage.queue import cards
from storage.team import people

OWN_NUMBER = "own number"
"""What the next words typed are the answer to: see entry.word_routes."""


def ask(context: Context) -> None:
    """Ask for the promise by a button in the private chat.

    A word of it in the group.
    """
    if not context.arrival.private:
        if not context.person.started:
            context.acknowledge(join_endings.OpenPrivate(context.bot_name))
            return
        context.acknowledge(general_endings.NotAllowed("promise"))
    context.tell(join_endings.Promise(context.panel("promise")))


def promise(context: Context, _panel: cards.Panel, _code: str) -> object:
    """Note the promise once, and give the code that freezes them from any account."""
    if context.person.promised_at is not None:
        return general_endings.NotAllowed("expired")
    settle = (context.session, context.person.id, context.ballot.id)
    people.update_role(*settle, promised_at=context.now)
    keep_freeze_code(context.session, context.person.id, context.now)
    context.note("promised")
    ending = join_endings.Promised(context.person.id, context.now.isoformat())
    context.edit(ending)
    people.update_role(*settle, awaiting=OWN_NUMBER)
    context.tell(join_endings.AskOwnNumber(context.panel("own number")))
    return ending


def keep_freeze_code(session: Session, person_id: int, now: dt.datetime) -> None:
    """Make a person's freeze code of this time the only one; its hash is kept."""
    key = key_and_erasures.key(session)
    code = freeze_code(key, person_id, now.isoformat())
    people.update(session, person_id, freeze_hash=hashing.of_code(key, code))


def freeze_code(key: bytes, person_id: int, at: str) -> str:
    """Make the freeze code, each time it is shown; it is never stored."""
    return hashing.code(key, "freeze", str(person_id), at)
