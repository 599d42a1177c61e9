"""The kinds of row in the outbox."""

from enum import StrEnum


class RowKind(StrEnum):
    """What to do with a row of the outbox. The `options` that each kind reads:

    SEND: `thread`, `reply_to`, `delete_after` (seconds); `ack` (see `Renderer.merge`).
    CARD: `delete_after`. EDIT, DELETE: `message_id`. ANSWER: `callback_id`, `alert`,
    `url`. LEAVE: nothing. MENU: `role`. Once sent, `shows`: a member may be seen in it.
    """

    SEND = "send"  # a new message, picture or document
    CARD = "card"  # a protected line without data, edited into the card
    EDIT = "edit"  # a known message: its text and buttons, or its picture
    DELETE = "delete"
    ANSWER = "answer"  # to the press of a button; plain text, "" only stops the wheel
    LEAVE = "leave"  # the group
    MENU = "menu"  # the commands of a private chat, for `role`
