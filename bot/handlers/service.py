"""Service updates: the bot's place in a chat changes, people come and go."""

import datetime as dt
from typing import Any

from sqlmodel import Session
from telegram import ChatMember, ChatMemberAdministrator, Update
from telegram.ext import Application, ChatMemberHandler, MessageHandler, filters

from bot.handlers import house
from bot.rules.arrivals import Arrival
from bot.usecases import groups


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """The bot itself, other people, and groups that move."""
    mine, theirs = ChatMemberHandler.MY_CHAT_MEMBER, ChatMemberHandler.CHAT_MEMBER
    application.add_handler(ChatMemberHandler(my_place, mine))
    application.add_handler(ChatMemberHandler(their_place, theirs))
    moved = filters.StatusUpdate.MIGRATE
    application.add_handler(MessageHandler(moved, migrated))


async def my_place(update: Update, context: house.Context) -> None:
    """The bot was added, promoted, removed, blocked or started again."""
    change = update.my_chat_member
    assert change is not None
    place = groups.Place(_inside(change.new_chat_member), _can_delete(change))

    def use(session: Session, arrival: Arrival, now: dt.datetime) -> None:
        groups.my_place(session, arrival, place, now)

    await house.serve(update, context, use)


async def their_place(update: Update, context: house.Context) -> None:
    """Somebody came to the group, or is no longer in it."""
    change = update.chat_member
    assert change is not None
    inside, who = _inside(change.new_chat_member), change.new_chat_member.user.id

    def use(session: Session, arrival: Arrival, now: dt.datetime) -> None:
        groups.their_place(session, arrival, who, inside, now)

    await house.serve(update, context, use)


async def migrated(update: Update, context: house.Context) -> None:
    """The group is a supergroup now."""
    message = update.message
    assert message is not None
    new = message.migrate_to_chat_id

    def use(session: Session, arrival: Arrival, now: dt.datetime) -> None:
        if new is not None:
            groups.moved(session, arrival.chat_id, new)

    await house.serve(update, context, use)


def _inside(member: ChatMember) -> bool:
    gone = (ChatMember.LEFT, ChatMember.BANNED)
    return member.status not in gone and getattr(member, "is_member", True)


def _can_delete(change: Any) -> bool:
    member = change.new_chat_member
    return isinstance(member, ChatMemberAdministrator) and member.can_delete_messages
