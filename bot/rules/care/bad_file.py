"""Say in one sentence what is wrong with a file of the branch, and where."""

from typing import Any

from pydantic import ValidationError


class BadFile(Exception):
    """A file of the branch cannot be used; the message says where and why."""


def sentence(error: ValidationError) -> str:
    """Name the place of the first fault and what is wrong there."""
    first: Any = error.errors(include_input=False, include_url=False)[0]
    part, *within = (_place(one) for one in first["loc"])
    place = f"[{part}]" + "".join(f" {one}" for one in within)
    if first["type"] == "missing":
        return f"{place} is missing."
    if first["type"] == "extra_forbidden":
        return f"{place} is not known. Is it spelt right?"
    return f"{place}: {first['msg']}."


def _place(part: str | int) -> str:
    """Name an entry of a list by its number, as people count."""
    return f"no. {part + 1}" if isinstance(part, int) else part
