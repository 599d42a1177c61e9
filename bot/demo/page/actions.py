"""Apply what a person does on the page to the stand-in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from inspect import isawaitable
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.demo.page.unread import Unread
from bot.demo.telegram.groups import Groups
from bot.demo.telegram.models import Chat, Json, Message, Person
from bot.demo.telegram.refusals import Impossible
from bot.demo.telegram.world import Change
from bot.demo.tour.tour import Tour

FURTHEST = timedelta(days=31)
OnMove = Callable[[timedelta], Awaitable[None] | None]


@dataclass(slots=True)
class Scene:
    """Where people act: the town, its clock, and what each has not looked at yet."""

    town: Groups
    zone: ZoneInfo
    on_move: OnMove | None
    """What moves the clock; a clock without it goes by itself."""
    unread: Unread = field(default_factory=Unread)
    tour: Tour | None = None


Act = Callable[[Scene, Person, Json], Awaitable[Json | None]]


async def do(scene: Scene, me: Person, name: str, request: web.Request) -> Json | None:
    """Do what the address names."""
    if name not in ACTS:
        raise Impossible("Nobody can do this.")
    body: Json
    if request.content_type == "application/json":
        body = await request.json()
    else:
        body = dict(await request.post())
    if scene.tour and name not in ASIDE:
        scene.tour.taken_over()
    return await ACTS[name](scene, me, body)


def _chat(scene: Scene, body: Json) -> Chat:
    return scene.town.chats[int(body["chat"])]


def _message(scene: Scene, body: Json, name: str = "key") -> Message | None:
    key = body.get(name)
    chat = _chat(scene, body)
    return next((m for m in reversed(chat.messages) if m.key == key), None)


def _there(scene: Scene, body: Json) -> Message:
    found = _message(scene, body)
    if found is None:
        raise Impossible("This message is gone.")
    return found


async def _say(scene: Scene, me: Person, body: Json) -> None:
    words = str(body["text"]).strip()
    if words:
        reply = _message(scene, body, "reply")
        scene.town.say(me, _chat(scene, body), words, reply)


async def _press(scene: Scene, me: Person, body: Json) -> Json:
    message = _there(scene, body)
    return {"query": scene.town.press(me, message, str(body["data"]))}


async def _start(scene: Scene, me: Person, body: Json) -> None:
    scene.town.start(me, str(body.get("payload", "")))


async def _send(scene: Scene, me: Person, body: Json) -> None:
    file: Any = body["file"]
    content, caption = file.file.read(), str(body.get("caption", ""))
    scene.town.send_document(me, _chat(scene, body), file.filename, content, caption)


async def _edit(scene: Scene, me: Person, body: Json) -> None:
    scene.town.edit(me, _there(scene, body), str(body["text"]).strip())


async def _delete(scene: Scene, me: Person, body: Json) -> None:
    scene.town.delete(me, _there(scene, body))


async def _block(scene: Scene, me: Person, body: Json) -> None:
    change = scene.town.block if body["blocked"] else scene.town.unblock
    change(me)


async def _join(scene: Scene, me: Person, body: Json) -> None:
    scene.town.join(me, _chat(scene, body))


async def _leave(scene: Scene, me: Person, body: Json) -> None:
    scene.town.leave(me, _chat(scene, body))


async def _add_bot(scene: Scene, me: Person, body: Json) -> None:
    scene.town.add_bot(
        _chat(scene, body), me, [f"can_{one}" for one in body.get("rights", ())]
    )


async def _promote_bot(scene: Scene, me: Person, body: Json) -> None:
    scene.town.promote(scene.town.bot, _chat(scene, body), me)


async def _remove_bot(scene: Scene, me: Person, body: Json) -> None:
    scene.town.remove_bot(_chat(scene, body), me)


async def _seen(scene: Scene, me: Person, body: Json) -> None:
    if scene.unread.seen(me, _chat(scene, body)):
        scene.town.tell(Change("places"))


async def _move(scene: Scene, _me: Person, body: Json) -> None:
    if scene.on_move is None:
        raise Impossible("This clock cannot be moved.")
    now = scene.town.clock()
    if "until" in body:
        ahead = until(now, time.fromisoformat(str(body["until"])), scene.zone)
    else:
        ahead = timedelta(hours=float(body["hours"]))
    if not timedelta(0) < ahead <= FURTHEST:
        raise Impossible("The clock goes forward only, by a month at most.")
    moved = scene.on_move(ahead)
    if isawaitable(moved):
        await moved
    scene.town.tell(Change("clock"))


async def _tour(scene: Scene, _me: Person, body: Json) -> Json:
    if scene.tour is None:
        raise Impossible("Here is no tour.")
    scene.tour.act(str(body["do"]))
    return scene.tour.shape()


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
    "tour": _tour,
}
ASIDE = ("seen", "tour")
"""What nobody does themselves, but the page for them."""
