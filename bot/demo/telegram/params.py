"""Parameters of a request: form fields, JSON, files."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.demo.telegram import refusals


@dataclass(frozen=True)
class Upload:
    """A file sent along."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Params:
    """The parameters of one request, as text or already as JSON."""

    fields: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """Read a parameter as text."""
        value = self.fields.get(name, default)
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        """Read a parameter as a whole number."""
        try:
            return int(self.fields.get(name, default))
        except (TypeError, ValueError):
            raise refusals.bad(f"{name} must be of type Integer") from None

    def flag(self, name: str) -> bool:
        """Read a parameter as yes or no."""
        return str(self.fields.get(name, "")).lower() in ("true", "1")

    def json(self, name: str, default: Any = None) -> Any:
        """Read a parameter that is a structure."""
        value = self.fields.get(name)
        if value is None or value == "":
            return default
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise refusals.bad(f"can't parse {name} JSON object") from None

    def upload(self, value: str, name: str) -> Upload | None:
        """Find the file a field brings, or the one that its value points to."""
        wanted = value.removeprefix("attach://") if value else name
        return self.uploads.get(wanted)
