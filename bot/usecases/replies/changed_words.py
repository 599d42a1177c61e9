"""Words that were edited or forwarded: never recorded, said where it matters."""

from bot.rules.replies import endings as replies_endings
from bot.usecases.context import Context
from bot.usecases.replies import undo
from storage.queue import cards
from storage.replies import contacts


def edited(context: Context) -> object:
    """Say what stays recorded of a message that was edited, once for each message.

    Where nothing was recorded of it, nothing is said.
    """
    message = context.arrival.message_id or 0
    contact = contacts.of_message(context.session, context.person.id, message)
    if contact is None or contacts.is_undone(context.session, contact.id):
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


def forwarded(context: Context) -> object:
    """Say that somebody else's words are not recorded as the advocate's."""
    ending = replies_endings.WordsForwarded()
    context.tell(ending)
    return ending
