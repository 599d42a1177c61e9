"""Service updates: the bot or other people join or leave a chat, a group migrates."""

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Any

from sqlmodel import Session
from telegram import ChatMember, ChatMemberAdministrator, Update
from telegram.ext import Application, ChatMemberHandler, MessageHandler, filters

from bot.handlers import dispatch, read_update
from bot.rules.arrivals import Arrival
from bot.usecases.privacy import leaks
from bot.usecases.team import groups


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Register the handlers of service updates, and the watch for leaks in groups."""
    mine, theirs = ChatMemberHandler.MY_CHAT_MEMBER, ChatMemberHandler.CHAT_MEMBER
    application.add_handler(ChatMemberHandler(my_place, mine))
    application.add_handler(ChatMemberHandler(their_place, theirs))
    moved = filters.StatusUpdate.MIGRATE
    came, left = (
        filters.StatusUpdate.NEW_CHAT_MEMBERS,
        filters.StatusUpdate.LEFT_CHAT_MEMBER,
    )
    application.add_handler(MessageHandler(moved, migrated))
    application.add_handler(MessageHandler(came | left, came_or_left))
    said = filters.TEXT | filters.CAPTION | filters.Document.ALL
    in_group = said & filters.ChatType.GROUPS
    application.add_handler(MessageHandler(in_group, watch), group=1)


async def my_place(update: Update, context: dispatch.Context) -> None:
    """Note that the bot was added, promoted, removed, blocked or started again."""
    change = update.my_chat_member
    if change is None:
        return
    place = groups.Place(_inside(change.new_chat_member), _can_delete(change))

    def use(session: Session, arrival: Arrival, now: dt.datetime) -> None:
        groups.bot_moved(session, arrival, place, now)

    await dispatch.serve(update, context, use)


async def their_place(update: Update, context: dispatch.Context) -> None:
    """Note that somebody joined or left the group."""
    change = update.chat_member
    if change is None:
        return
    inside, user = _inside(change.new_chat_member), change.new_chat_member.user
    if user.is_bot:
        return

    def use(session: Session, arrival: Arrival, now: dt.datetime) -> None:
        named = replace(arrival, about_name=user.full_name)
        groups.person_moved(session, named, user.id, inside, now)

    await dispatch.serve(update, context, use)


async def came_or_left(update: Update, context: dispatch.Context) -> None:
    """Note joiners and leavers from a message: bots that are no admin see only that."""
    message = update.message
    if message is None:
        return
    gone = message.left_chat_member
    found = (
        [(gone, False)] if gone else [(one, True) for one in message.new_chat_members]
    )

    def use(session: Session, arrival: Arrival, now: dt.datetime) -> None:
        for user, inside in found:
            if not user.is_bot:
                named = replace(arrival, about_name=user.full_name)
                groups.person_moved(session, named, user.id, inside, now)

    await dispatch.serve(update, context, use)


async def watch(update: Update, context: dispatch.Context) -> None:
    """Check whether a group message names a member or is a list; keep none of it."""
    arrival, services = read_update.arrival(update), dispatch.services_of(context)
    if arrival is None:
        return
    if leaks.is_list(arrival):
        report = partial(leaks.report_list, bot_name=services.gate.bot_name)
    elif await services.read(partial(leaks.names_a_member, arrival=arrival)):
        report = partial(leaks.report)
    else:
        return
    now = services.clock()
    await services.write(partial(report, arrival=arrival, now=now))
    services.wake()


async def migrated(update: Update, context: dispatch.Context) -> None:
    """Follow the group into its supergroup, whichever of the two tells of it first."""
    message = update.message
    if message is None:
        return
    new = message.migrate_to_chat_id or message.chat.id
    old = message.migrate_from_chat_id or message.chat.id

    def use(session: Session, _arrival: Arrival, _now: dt.datetime) -> None:
        groups.follow_migration(session, old, new)

    await dispatch.serve(update, context, use)


def _inside(member: ChatMember) -> bool:
    gone = (ChatMember.LEFT, ChatMember.BANNED)
    return member.status not in gone and getattr(member, "is_member", True)


def _can_delete(change: Any) -> bool:
    member = change.new_chat_member
    return isinstance(member, ChatMemberAdministrator) and member.can_delete_messages
