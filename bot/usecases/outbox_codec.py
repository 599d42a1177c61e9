"""Pack and unpack endings for the outbox: a name, ids and codes, never text."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from bot.rules.endings import BY_NAME, Ending
from bot.rules.public import Public


@lru_cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(BY_NAME[name])


def pack(ending: Ending | Public) -> dict[str, Any]:
    """Write an ending as plain data; `say` is its name."""
    name = type(ending).__name__
    return {"say": name, **_adapter(name).dump_python(ending, mode="json")}


def unpack(packed: Mapping[str, Any]) -> Ending | None:
    """Read a packed ending and ignore other keys; None if there is no ending."""
    if "say" not in packed:
        return None
    kind = BY_NAME[packed["say"]]
    names = getattr(kind, "__dataclass_fields__", {})
    ending: Ending = _adapter(packed["say"]).validate_python(
        {name: packed[name] for name in names if name in packed}
    )
    return ending
