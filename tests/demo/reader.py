"""The second reader: aiogram's models of Bot API 10.3, with nothing left over.

They take seconds to load, so only where something is read.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from bot.demo.telegram.server import Call

if TYPE_CHECKING:
    from aiogram import types


def leftovers(value: Any, path: str = "") -> list[str]:
    """Fields that the second reader does not know, anywhere below."""
    if isinstance(value, dict):
        return [x for k, v in value.items() for x in leftovers(v, f"{path}.{k}")]
    if isinstance(value, list | tuple):
        return [x for v in value for x in leftovers(v, path)]
    if not isinstance(value, BaseModel):
        return []
    unknown = [f"{path}.{name}" for name in value.model_extra or {}]
    below = {name: getattr(value, name) for name in type(value).model_fields}
    return unknown + leftovers(below, path)


def read(kind: str, content: dict[str, Any]) -> Any:
    """What the second reader makes of one of Telegram's objects."""
    from aiogram import types

    return getattr(types, kind).model_validate_json(json.dumps(content))


def update(content: dict[str, Any]) -> "types.Update":
    """An update, read strictly."""
    found: types.Update = read("Update", content)
    assert not leftovers(found), leftovers(found)
    return found


def _decoded(value: Any) -> Any:
    """A form's field, as the method's model wants it."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        return json.loads(value)
    return value


def calls(history: Iterable[Call]) -> int:
    """Every request that succeeded, and its answer, read strictly; how many."""
    import aiogram.methods
    from aiogram.methods.base import Response

    read = 0
    for call in history:
        name = call.method[0].upper() + call.method[1:]
        model: Any = getattr(aiogram.methods, name, None)
        if call.status != 200 or model is None:
            continue
        fields = {k: _decoded(v) for k, v in call.params.items()}
        sent = call.uploads.keys() & model.model_fields.keys()
        fields |= {name: f"attach://{name}" for name in sent}
        asked = model.model_validate(fields)
        answer = Response[model.__returning__].model_validate(call.response)
        unknown = leftovers(asked) + leftovers(answer)
        assert not unknown, (call.method, unknown)
        read += 1
    return read
