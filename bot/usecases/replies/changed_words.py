"""Words that were edited or forwarded: never recorded, said where it matters."""

from bot.rules.replies import endings as replies_endings
from bot.usecases.context import Context
from bot.usecases.queue import held_members
from bot.usecases.queue.card import ask
from bot.usecases.replies import typed_words, undo
from storage.queue import cards
from storage.replies import contacts


def edited(context: Context) -> object:
    """Say what stays recorded of a message that was edited, once for each message.

    Where nothing was recorded of it, nothing is said; a question about it is taken
    back, so that the words before the edit cannot be recorded any more.
    """
    message = context.arrival.message_id or 0
    contact = contacts.of_message(context.session, context.person.id, message)
    if contact is None:
        return _forget(context, message)
    if contacts.is_undone(context.session, contact.id):
        return None
    card = cards.newest(context.session, contact.member_id, context.person.id)
    fresh = context.now - contact.recorded_at <= undo.UNDO_WITHIN
    may_undo = (
        card is not None and fresh and card.asking.get("contact_id") == contact.id
    )
    key = card.key if card is not None and may_undo else ""
    ending = replies_endings.WordsEdited(contact.id, contact.member_id, key)
    context.tell(ending, key=f"edited {context.person.id} {contact.id}")
    return ending


def _forget(context: Context, message: int) -> object:
    """Take the words of this message from an open card that asks about them."""
    for card in held_members.open_cards(context):
        waiting = typed_words.kept(card)
        if waiting is not None and waiting.message_id == message:
            return ask(context, card, step="home")
    return None


def forwarded(context: Context) -> object:
    """Say that somebody else's words are not recorded, once in a minute."""
    ending = replies_endings.WordsForwarded()
    minute = f"{context.now:%Y%m%d%H%M}"
    context.tell(ending, key=f"forwarded {context.person.id} {minute}")
    return ending
