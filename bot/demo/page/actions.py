"""What a person does on the page, as acts in the town."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from inspect import isawaitable
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.demo.telegram.refusals import Impossible
from bot.demo.telegram.things import Chat, Json, Message, Person
from bot.demo.telegram.world import Change

if TYPE_CHECKING:
    from bot.demo.page.routes import Page

FURTHEST = timedelta(days=31)
Act = Callable[["Page", Person, Json], Awaitable[Json | None]]


async def do(page: Page, name: str, request: web.Request) -> Json | None:
    """One act, by its name in the address."""
    if name not in ACTS:
        raise Impossible("Nobody can do this.")
    body: Json
    if request.content_type == "application/json":
        body = await request.json()
    else:
        body = dict(await request.post())
    return await ACTS[name](page, page.person(request), body)


def _chat(page: Page, body: Json) -> Chat:
    return page.town.chats[int(body["chat"])]


def _message(page: Page, body: Json, name: str = "key") -> Message | None:
    key = body.get(name)
    chat = _chat(page, body)
    return next((m for m in reversed(chat.messages) if m.key == key), None)


def _there(page: Page, body: Json) -> Message:
    found = _message(page, body)
    if found is None:
        raise Impossible("This message is gone.")
    return found


async def _say(page: Page, me: Person, body: Json) -> None:
    words = str(body["text"]).strip()
    if words:
        reply = _message(page, body, "reply")
        page.town.say(me, _chat(page, body), words, reply)


async def _press(page: Page, me: Person, body: Json) -> Json:
    message = _there(page, body)
    return {"query": page.town.press(me, message, str(body["data"]))}


async def _start(page: Page, me: Person, body: Json) -> None:
    page.town.start(me, str(body.get("payload", "")))


async def _send(page: Page, me: Person, body: Json) -> None:
    file: Any = body["file"]
    content, caption = file.file.read(), str(body.get("caption", ""))
    page.town.send_document(me, _chat(page, body), file.filename, content, caption)


async def _edit(page: Page, me: Person, body: Json) -> None:
    page.town.edit(me, _there(page, body), str(body["text"]).strip())


async def _delete(page: Page, me: Person, body: Json) -> None:
    page.town.delete(me, _there(page, body))


async def _block(page: Page, me: Person, body: Json) -> None:
    change = page.town.block if body["blocked"] else page.town.unblock
    change(me)


async def _join(page: Page, me: Person, body: Json) -> None:
    page.town.join(me, _chat(page, body))


async def _leave(page: Page, me: Person, body: Json) -> None:
    page.town.leave(me, _chat(page, body))


async def _add_bot(page: Page, me: Person, body: Json) -> None:
    page.town.add_bot(
        _chat(page, body), me, [f"can_{one}" for one in body.get("rights", ())]
    )


async def _promote_bot(page: Page, me: Person, body: Json) -> None:
    page.town.promote(page.town.bot, _chat(page, body), me)


async def _remove_bot(page: Page, me: Person, body: Json) -> None:
    page.town.remove_bot(_chat(page, body), me)


async def _seen(page: Page, me: Person, body: Json) -> None:
    if page.unread.seen(me, _chat(page, body)):
        page.town.tell(Change("places"))


async def _move(page: Page, me: Person, body: Json) -> None:
    if page.on_move is None:
        raise Impossible("This clock cannot be moved.")
    now = page.town.clock()
    if "until" in body:
        ahead = until(now, time.fromisoformat(str(body["until"])), page.zone)
    else:
        ahead = timedelta(hours=float(body["hours"]))
    if not timedelta(0) < ahead <= FURTHEST:
        raise Impossible("The clock goes forward only, by a month at most.")
    moved = page.on_move(ahead)
    if isawaitable(moved):
        await moved
    page.town.tell(Change("clock"))


def until(now: datetime, hour: time, zone: ZoneInfo) -> timedelta:
    """How long until it is this time of day again in this zone."""
    local = now.astimezone(zone)
    day = local.date() if local.time() < hour else local.date() + timedelta(days=1)
    return datetime.combine(day, hour, zone).astimezone(now.tzinfo) - now


ACTS: dict[str, Act] = {
    "say": _say,
    "press": _press,
    "start": _start,
    "send": _send,
    "edit": _edit,
    "delete": _delete,
    "block": _block,
    "join": _join,
    "leave": _leave,
    "add_bot": _add_bot,
    "promote_bot": _promote_bot,
    "remove_bot": _remove_bot,
    "seen": _seen,
    "move": _move,
}
