"""Chats and messages as one person sees them, for the page."""

from zoneinfo import ZoneInfo

from bot.demo.page.unread import Unread
from bot.demo.telegram import api_json
from bot.demo.telegram.groups import Groups
from bot.demo.telegram.methods import settings
from bot.demo.telegram.models import Chat, File, Json, Message, Person
from bot.demo.telegram.params import Params

KINDS = {"callback_data": "press", "url": "open", "copy_text": "copy"}


def person(who: Person, unread: Unread) -> Json:
    """Somebody one can be."""
    return {
        "id": who.id,
        "name": f"{who.first_name} {who.last_name}".strip(),
        "note": who.note,
        "started": who.started,
        "blocked": who.blocked,
        "unread": unread.total(who),
    }


def state(town: Groups, me: Person, unread: Unread, zone: ZoneInfo) -> Json:
    """Everything but the messages."""
    return {
        "me": me.id,
        "bot": bot(town),
        "people": [person(who, unread) for who in town.people.values()],
        "chats": [chat(town, where, me, unread) for where in chats(town, me)],
        "clock": {"now": town.clock().isoformat(), "zone": zone.key},
    }


def bot(town: Groups) -> Json:
    """Show the bot, with what it says of itself before Start."""
    about = settings.kept("description", town, Params({}))
    return api_json.person(town.bot) | {"name": town.bot.first_name} | about


def chats(town: Groups, me: Person) -> list[Chat]:
    """List the groups there are, then one's own chat with the bot."""
    groups = [c for c in town.chats.values() if not c.person and not c.migrated_to]
    return [*groups, town.private(me)]


def chat(town: Groups, where: Chat, me: Person, unread: Unread) -> Json:
    """One chat in the list."""
    shown = [m for m in town.messages(where, me) if not m.service]
    inside = where.member(me).present
    bot = where.member(town.bot)
    return {
        "id": where.id,
        "kind": where.kind,
        "title": where.title or town.bot.first_name,
        "members": sum(m.present for m in where.members.values()),
        "inside": inside,
        "bot": bot.present,
        "botAdmin": bot.administers,
        "admin": where.member(me).administers,
        "commands": settings.menu(town, where, me) if bot.present else [],
        "unread": unread.counts[me.id, where.id],
        "pinned": brief(where.pinned[-1]) if where.pinned and inside else None,
        "last": brief(shown[-1]) if shown and inside else None,
    }


def brief(what: Message) -> Json:
    """Show a message in half a line."""
    name = what.sender.first_name if what.sender else ""
    words = what.text or (what.file.name if what.file else "")
    return {"from": name, "text": words[:80], "at": what.date.isoformat()}


def message(town: Groups, what: Message, me: Person) -> Json | None:
    """Show a message, as far as this person sees it."""
    hidden = what.receiver not in (None, me) or not what.chat.member(me).present
    if hidden:
        return None
    if what.deleted:
        return {"key": what.key, "chat": what.chat.id, "deleted": True}
    return {
        "key": what.key,
        "id": what.id,
        "chat": what.chat.id,
        "at": what.date.isoformat(),
        "from": _sender(town, what),
        "mine": what.sender is me and not what.sender_chat,
        "service": line(what),
        "text": what.text or "",
        "entities": what.entities,
        "photo": _file(what.photo),
        "document": _file(what.document),
        "rows": [[_button(b) for b in row] for row in what.keyboard],
        "reply": _reply(what),
        "edited": bool(what.edited),
        "protected": what.protected,
        "silent": what.silent,
        "forwarded": bool(what.origin),
        "onlyYou": bool(what.ephemeral_id),
        "replaces": what.replaces.key if what.replaces else None,
        "reactions": [r.get("emoji", "") for rs in what.reactions.values() for r in rs],
    }


def _sender(town: Groups, what: Message) -> Json:
    if what.sender_chat:
        return {"id": what.sender_chat.id, "name": what.sender_chat.title, "bot": False}
    who = what.sender or town.bot
    return {"id": who.id, "name": who.first_name, "bot": who.is_bot}


def _file(file: File | None) -> Json | None:
    if file is None:
        return None
    return {"id": file.id, "name": file.name, "size": len(file.content)}


def _button(button: Json) -> Json:
    action = next((name for name in KINDS if name in button), "")
    value = button.get(action, "")
    return {
        "text": button["text"],
        "style": button.get("style", ""),
        "kind": KINDS.get(action, "nothing"),
        "value": value["text"] if action == "copy_text" else value,
    }


def _reply(what: Message) -> Json | None:
    if what.reply_to is None:
        return None
    if what.reply_to.deleted:
        return {"from": "", "text": "Deleted message"}
    return brief(what.reply_to) | {"key": what.reply_to.key}


def line(what: Message) -> str:
    """Say what a service message says."""
    who = what.sender.first_name if what.sender else what.chat.title
    service = what.service
    if "new_chat_members" in service:
        came = service["new_chat_members"][0]
        joined = what.sender is not None and came["id"] == what.sender.id
        return f"{who} joined" if joined else f"{who} added {came['first_name']}"
    if "left_chat_member" in service:
        gone = service["left_chat_member"]
        left = what.sender is not None and gone["id"] == what.sender.id
        return f"{who} left" if left else f"{who} removed {gone['first_name']}"
    if "pinned_message" in service:
        return f"{who} pinned a message"
    return "This group is now a supergroup" if service else ""
