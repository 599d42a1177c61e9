"""The one way to say something: into the outbox, sent after the commit.

What may show a member goes to private chats only, and the types say so (S1): `say`
takes any ending and a private chat, `post` any chat and an ending without members.
"""

import datetime as dt
from typing import Unpack

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.arrivals import PrivateChat
from bot.rules.endings import Ending
from bot.rules.person import Role
from bot.rules.public import Public
from bot.rules.queue import endings as queue_endings
from bot.usecases import outbox_codec
from storage.outbox import outbox_entry, to_send
from storage.outbox.outbox_entry import How
from storage.team import people


def say(
    session: Session,
    ending: Ending,
    to: PrivateChat,
    now: dt.datetime,
    *,
    edits: int | None = None,
    **how: Unpack[How],
) -> int:
    """Say something in a private chat, or edit the message `edits` into it."""
    return _put(session, ending, to, now, edits, how)


def post(
    session: Session,
    ending: Public,
    to: int,
    now: dt.datetime,
    *,
    edits: int | None = None,
    **how: Unpack[How],
) -> int:
    """Say something that shows no member, in any chat."""
    return _put(session, ending, to, now, edits, how)


def _put(
    session: Session,
    ending: Ending | Public,
    to: int,
    now: dt.datetime,
    edits: int | None,
    how: How,
) -> int:
    packed = outbox_codec.pack(ending)
    if edits is None:
        return to_send.put(session, to, "send", packed, now, **how)
    return to_send.put(session, to, "edit", packed, now, message_id=edits, **how)


def tell_organisers(
    session: Session,
    ballot_id: int,
    ending: Ending,
    now: dt.datetime,
    *,
    key: str | None = None,
    silent: bool = False,
) -> None:
    """Say something to each organiser who can be written to; with a `key` once."""
    for organiser in people.organisers(session, ballot_id):
        own = f"{key}:{organiser.id}" if key else None
        say(session, ending, organiser.telegram_id, now, key=own, silent=silent)


def show_card(
    session: Session, ending: queue_endings.Handed, to: PrivateChat, now: dt.datetime
) -> int:
    """Send a line without data; edit it into the card once its message is known."""
    return to_send.put(session, to, "card", outbox_codec.pack(ending), now)


def edit_card(
    session: Session,
    ending: queue_endings.CardAsks | queue_endings.CardClosed | queue_endings.CardBelow,
    to: PrivateChat,
    message_id: int,
    now: dt.datetime,
    *,
    silent: bool = False,
) -> None:
    """Edit a card, or what stands below it, into what it shows from now on."""
    packed = outbox_codec.pack(ending)
    to_send.put_with_next(
        session, to, "edit", packed, now, message_id=message_id, silent=silent
    )


def answer_press(
    session: Session,
    ending: general_endings.NotAllowed | general_endings.Pressed,
    to: int,
    callback_id: str,
    now: dt.datetime,
    *,
    language: str | None = None,
    forget: bool = False,
) -> None:
    """Answer the press of a button: with the words of a refusal, else without words."""
    refused = isinstance(ending, general_endings.NotAllowed)
    packed = outbox_codec.pack(ending)
    how: outbox_entry.Options = {"callback_id": callback_id, "alert": refused}
    if language:
        how["language"] = language
    if forget:
        how["forget"] = True
    to_send.put_with_next(session, to, "answer", packed, now, **how)


def delete(session: Session, chat_id: int, message_id: int, now: dt.datetime) -> int:
    """Delete a message; harmless if it is gone."""
    return to_send.put(session, chat_id, "delete", {}, now, message_id=message_id)


def set_menu(session: Session, to: PrivateChat, role: Role, now: dt.datetime) -> int:
    """Set Telegram's command menu in a private chat by the person's role.

    One that still waits is withdrawn, so that none pile up from start to start.
    """
    to_send.withdraw(session, to, "menu")
    return to_send.put(session, to, "menu", {}, now, role=role)


def leave(session: Session, chat_id: int, now: dt.datetime) -> int:
    """Let the bot leave a group."""
    return to_send.put(session, chat_id, "leave", {}, now)
