"""The page's addresses: files, what a person sees, what they do, and live changes."""

import asyncio
import json
import mimetypes
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.demo.page import actions, chat_view, same_origin
from bot.demo.telegram.groups import Groups
from bot.demo.telegram.models import Json, Person
from bot.demo.telegram.refusals import Impossible
from bot.demo.telegram.world import Change
from bot.demo.tour.tour import Tour

FILES = {file.name: file for file in (Path(__file__).parent / "files").iterdir()}
UNDRAWN = ("update", "request")
MOST_SHOWN = 300
BEAT = 15.0  # seconds between signs of life


class Page:
    """The chat page of one stand-in."""

    def __init__(
        self, town: Groups, zone: ZoneInfo, on_move: actions.OnMove | None
    ) -> None:
        self.town = town
        self.scene = actions.Scene(town, zone, on_move)
        self.readers: set[asyncio.Queue[Change]] = set()
        town.watchers.append(self._changed)

    def offer(self, tour: Tour) -> None:
        """Let the page play this tour."""
        self.scene.tour = tour

    def close(self) -> None:
        """End the tour that is played."""
        if self.scene.tour:
            self.scene.tour.close()

    def add_to(self, app: web.Application) -> None:
        """Put the page at / and its addresses under /chat/."""
        app.middlewares.append(same_origin.only_own)
        app.on_response_prepare.append(same_origin.add_headers)
        app.router.add_get("/", self._index)
        app.router.add_get("/chat/files/{name}", self._file)
        app.router.add_get("/chat/state", self._state)
        app.router.add_get("/chat/messages", self._messages)
        app.router.add_get("/chat/download/{id}", self._download)
        app.router.add_get("/chat/events", self._events)
        app.router.add_post("/chat/act/{name}", self._act)

    def person(self, request: web.Request) -> Person:
        """Who the browser is just now; the first of all where it does not say."""
        wanted = request.query.get("as", "")
        people = self.town.people
        found = people.get(int(wanted)) if wanted.lstrip("-").isdigit() else None
        if found is None and not people:
            raise web.HTTPNotFound(text="There is nobody here yet.")
        return found or next(iter(people.values()))

    def _changed(self, change: Change) -> None:
        if change.kind in UNDRAWN:
            return
        self.scene.unread.note(change)
        for reader in self.readers:
            reader.put_nowait(change)

    async def _index(self, _request: web.Request) -> web.Response:
        return _file("index.html")

    async def _file(self, request: web.Request) -> web.Response:
        return _file(request.match_info["name"])

    async def _state(self, request: web.Request) -> web.Response:
        me = self.person(request)
        scene = self.scene
        shape = chat_view.state(self.town, me, scene.unread, scene.zone)
        shape["clock"]["movable"] = scene.on_move is not None
        shape["tour"] = scene.tour.shape() if scene.tour else None
        return web.json_response(shape)

    async def _messages(self, request: web.Request) -> web.Response:
        me = self.person(request)
        chat = self.town.chats.get(int(request.query.get("chat", 0)))
        if chat is None:
            raise web.HTTPNotFound(text="This chat is not here.")
        shown = self.town.messages(chat, me)[-MOST_SHOWN:]
        seen = [chat_view.message(self.town, message, me) for message in shown]
        return web.json_response([shape for shape in seen if shape])

    async def _download(self, request: web.Request) -> web.Response:
        file = self.town.files.get(request.match_info["id"])
        if file is None:
            raise web.HTTPNotFound(text="This file is not here.")
        inline = file.mime in ("image/png", "image/jpeg")
        response = web.Response(body=file.content, content_type=file.mime)
        if not inline:
            response.content_type = "application/octet-stream"
        return response

    async def _act(self, request: web.Request) -> web.Response:
        try:
            me, name = self.person(request), request.match_info["name"]
            result = await actions.do(self.scene, me, name, request)
        except Impossible as refusal:
            return web.json_response({"error": str(refusal)}, status=409)
        except (KeyError, ValueError, TypeError):
            return web.json_response({"error": "This cannot be read."}, status=400)
        return web.json_response(result or {})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        me = self.person(request)
        headers = {"Content-Type": "text/event-stream"}
        stream = web.StreamResponse(headers=headers)
        queue: asyncio.Queue[Change] = asyncio.Queue()
        self.readers.add(queue)
        try:
            await stream.prepare(request)
            while True:
                await stream.write(await self._next(queue, me))
        except ConnectionResetError:
            return stream
        finally:
            self.readers.discard(queue)

    async def _next(self, queue: asyncio.Queue[Change], me: Person) -> bytes:
        try:
            change = await asyncio.wait_for(queue.get(), BEAT)
        except TimeoutError:
            return b": still here\n\n"
        return f"data: {json.dumps(self._shape(change, me))}\n\n".encode()

    def _shape(self, change: Change, me: Person) -> Json:
        shape: dict[str, Any] = {"kind": change.kind}
        if change.kind == "message" and change.message:
            shape["message"] = chat_view.message(self.town, change.message, me)
        if change.kind == "answer" and change.person is me and change.message:
            shape |= {"key": change.message.key, "text": change.text}
            shape["alert"] = change.alert
        if change.kind == "clock":
            shape["now"] = self.town.clock().isoformat()
        if change.kind == "tour" and self.scene.tour:
            shape["tour"] = self.scene.tour.shape()
        return shape


def _file(name: str) -> web.Response:
    """Send a file whole: one that is streamed stays open if the reader goes."""
    if name not in FILES:
        raise web.HTTPNotFound(text="This file is not here.")
    kind = mimetypes.guess_type(name)[0]
    return web.Response(
        body=FILES[name].read_bytes(), content_type=kind, charset="utf-8"
    )
