"""Endings as the outbox keeps them: a name, ids and codes; never text."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from bot.rules.endings import BY_NAME


@lru_cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(BY_NAME[name])


def pack(ending: object) -> dict[str, Any]:
    """An ending as plain data; `say` is its name."""
    name = type(ending).__name__
    return {"say": name, **_adapter(name).dump_python(ending, mode="json")}


def unpack(about: dict[str, Any]) -> Any:
    """The ending that was packed; what else stands in `about` is left out."""
    kind = BY_NAME[about["say"]]
    names = getattr(kind, "__dataclass_fields__", {})
    return _adapter(about["say"]).validate_python(
        {name: about[name] for name in names if name in about}
    )
