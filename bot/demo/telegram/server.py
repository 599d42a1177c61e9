"""The Bot API over HTTP, on loopback: requests in, answers and planned faults out."""

import asyncio
import contextlib
import inspect
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.demo.telegram import faults, limits, methods, refusals
from bot.demo.telegram.faults import Fault, Kind
from bot.demo.telegram.groups import Groups
from bot.demo.telegram.models import Json
from bot.demo.telegram.params import Params, Upload
from bot.demo.telegram.refusals import Refusal
from bot.demo.telegram.world import Change

LARGEST_BODY = 60 * 1024 * 1024
GATEWAY_PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True)
class Call:
    """One request of the bot and what it got, kept for tests to search."""

    method: str
    params: dict[str, Any]
    uploads: dict[str, Upload]
    status: int
    response: Json
    at: datetime


@dataclass
class Api:
    """Answers the bot's requests."""

    world: Groups
    faults: faults.Faults
    limits: limits.Limits
    history: list[Call] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request for a method."""
        method = request.match_info["method"]
        if request.match_info["token"] != self.world.token:
            return _answer(Refusal(401, "Unauthorized"))
        try:
            params = await _read(request)
        except ValueError:
            return _answer(refusals.bad("can't parse JSON object"))
        fault = self.faults.next(method, params.text("chat_id"))
        if fault is None:
            return _reply(*await self._do(method, params))
        return await self._go_wrong(request, fault, method, params)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """One file's content."""
        path = request.match_info["path"]
        for file in self.world.files.values():
            if file.path == path and request.match_info["token"] == self.world.token:
                return web.Response(body=file.content, content_type=file.mime)
        return _answer(Refusal(404, "Not Found"))

    async def _do(self, method: str, params: Params) -> tuple[int, Json]:
        status, response = 200, {}
        try:
            response = {"ok": True, "result": await self._result(method, params)}
        except Refusal as refusal:
            status, response = refusal.code, _shape(refusal)
        self._note(method, params, status, response)
        return status, response

    def _note(self, method: str, params: Params, status: int, answer: Json) -> None:
        fields, uploads, now = params.fields, params.uploads, self.world.clock()
        self.history.append(Call(method, fields, uploads, status, answer, now))
        self.world.tell(Change("request"))

    async def _result(self, method: str, params: Params) -> Any:
        function = methods.BY_LOWER_NAME.get(method.lower())
        if function is None:
            raise Refusal(404, "Not Found: method not found")
        self.limits.check(method, params.text("chat_id"))
        result = function(self.world, params)
        return await result if inspect.isawaitable(result) else result

    async def _go_wrong(
        self, request: web.Request, fault: Fault, method: str, params: Params
    ) -> web.StreamResponse:
        if fault.kind is Kind.SLOW:
            await asyncio.sleep(fault.seconds)
        if fault.kind is Kind.SLOW or fault.kind in faults.AFTERWARDS:
            status, response = await self._do(method, params)
            return await _spoiled(request, fault, status, response)
        return await self._refuse(request, fault, method, params)

    async def _refuse(
        self, request: web.Request, fault: Fault, method: str, params: Params
    ) -> web.StreamResponse:
        refusal = fault.refusal()
        status = refusal.code if refusal else 0
        shape = _shape(refusal) if refusal else {"fault": fault.kind}
        self._note(method, params, status, shape)
        if refusal:
            return _answer(refusal)
        if fault.kind is Kind.RESET:
            return _hang_up(request)
        return _gateway()


def plain(call: Call) -> str:
    """Write a request as text, with nothing hidden in escapes; files by their bytes."""
    files = [upload.content.decode("latin-1") for upload in call.uploads.values()]
    fields = json.dumps(_unpacked(call.params), ensure_ascii=False)
    return " ".join([call.method, fields, *files])


def _unpacked(value: Any) -> Any:
    """With JSON inside text read as JSON."""
    if isinstance(value, dict):
        return {name: _unpacked(part) for name, part in value.items()}
    if isinstance(value, str) and value[:1] in ("{", "["):
        with contextlib.suppress(ValueError):
            return json.loads(value)
    return value


async def _spoiled(
    request: web.Request, fault: Fault, status: int, response: Json
) -> web.StreamResponse:
    """Spoil the answer; the work is done."""
    if fault.kind is Kind.SLOW:
        return _reply(status, response)
    if fault.kind is Kind.GATEWAY_AFTER:
        return _gateway()
    if fault.kind is Kind.ANSWER_HANGS:
        await asyncio.sleep(fault.seconds)
    if fault.kind is Kind.ANSWER_CUT:
        cut = web.StreamResponse(headers={"Content-Length": "1000"})
        await cut.prepare(request)
        await cut.write(json.dumps(response).encode()[:10])
    return _hang_up(request)


def _hang_up(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _gateway() -> web.Response:
    return web.Response(status=502, text=GATEWAY_PAGE, content_type="text/html")


def _shape(refusal: Refusal) -> Json:
    shape: Json = {"ok": False, "error_code": refusal.code}
    shape["description"] = refusal.description
    if refusal.parameters:
        shape["parameters"] = refusal.parameters
    return shape


def _reply(status: int, response: Json) -> web.Response:
    retry = response.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(retry)} if retry else None
    return web.json_response(response, status=status, headers=headers)


def _answer(refusal: Refusal) -> web.Response:
    return _reply(refusal.code, _shape(refusal))


async def _read(request: web.Request) -> Params:
    fields: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        return Params(fields | await request.json())
    uploads = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.file.read())
        else:
            fields[name] = value
    return Params(fields, uploads)
