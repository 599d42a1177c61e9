"""The promise of confidentiality, before the first card; then one's own number."""

from bot.rules import hashing
from bot.rules.team import joining
from bot.usecases.context import Context
from storage.privacy import key_and_erasures
from storage.queue import cards
from storage.team import people

OWN_NUMBER = "own number"
"""What the next words typed are taken for: see usecases.answering."""


def ask(desk: Context) -> None:
    """The promise with its button, in the private chat; a word of it in the group."""
    if not desk.arrival.private:
        if not desk.person.started:
            desk.acknowledge(joining.OpenPrivate(desk.bot_name))
            return
        desk.acknowledge(joining.NotAllowed("promise"))
    desk.tell(joining.Promise(desk.panel("promise")))


def given(desk: Context, panel: cards.Panel, code: str) -> object:
    """They promise: noted once, with the code to freeze themselves from anywhere."""
    if desk.person.promised_at is not None:
        return joining.NotAllowed("expired")
    settle = (desk.session, desk.person.id, desk.ballot.id)
    people.settle(*settle, promised_at=desk.now)
    freeze = freeze_code(
        key_and_erasures.key(desk.session), desk.person.id, desk.now.isoformat()
    )
    kept = hashing.of_code(key_and_erasures.key(desk.session), freeze)
    people.note(desk.session, desk.person.id, freeze_hash=kept)
    desk.note("promised")
    ending = joining.Promised(desk.person.id, desk.now.isoformat())
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    people.settle(*settle, awaiting=OWN_NUMBER)
    desk.tell(joining.AskOwnNumber(desk.panel("own number")))
    return ending


def freeze_code(key: bytes, person_id: int, at: str) -> str:
    """The code given at joining; made again when it is shown, never stored."""
    return hashing.code(key, "freeze", str(person_id), at)
