"""Updates with one thing in them changed: dropped, doubled, or of another type."""

import copy
import random
from collections.abc import Iterator
from typing import Any

from tests.journeys.play import CANARY

Place = tuple[Any, Any]
"""A dictionary or list of the update, and a key or index in it."""
INSTEAD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    2**31,
    2**53 + 1,
    -(2**63) - 1,
    10**40,
    1.5,
    float("inf"),
    "",
    "5",
    "soon",
    CANARY,
    f"/next {CANARY}",
    "/find " + "x" * 5000,
    "\ud800",
    "a\0b",
    "\u202e\u200b\ufeff",
    [],
    {},
    [[]],
    ["private"],
    [None],
    {"id": CANARY},
    {"id": 1, "type": "private"},
)
ADDED = (
    "sticker",
    "photo",
    "caption",
    "document",
    "entities",
    "reply_to_message",
    "sender_chat",
    "via_bot",
    "media_group_id",
    "migrate_to_chat_id",
    "new_chat_members",
    "left_chat_member",
    "guest_query_id",
    "ephemeral_message_id",
    "forward_origin",
    "edit_date",
    "last_name",
    "username",
    "poll",
    "something_new",
)
KINDS = (
    "message",
    "edited_message",
    "callback_query",
    "channel_post",
    "my_chat_member",
    "chat_member",
    "guest_message",
    "message_reaction",
    "poll_answer",
    "something_new",
)


def spoil(update: dict[str, Any], seed: int) -> dict[str, Any]:
    """Change one to three things in a copy of an update."""
    chance = random.Random(seed)
    spoilt = copy.deepcopy(update)
    for _ in range(chance.randint(1, 3)):
        places = list(_places(spoilt))
        if places:
            _change(spoilt, chance, *chance.choice(places))
    spoilt["update_id"] = update["update_id"]
    return spoilt


def _places(found: Any) -> Iterator[Place]:
    """Walk over every value of the update."""
    inside: Any = ()
    if isinstance(found, dict):
        inside = found.items()
    elif isinstance(found, list):
        inside = enumerate(found)
    for key, value in inside:
        yield found, key
        yield from _places(value)


def _change(
    update: dict[str, Any], chance: random.Random, inside: Any, key: Any
) -> None:
    match chance.choice(("replace", "replace", "replace", "drop", "add", "kind")):
        case "replace":
            inside[key] = copy.deepcopy(chance.choice(INSTEAD))
        case "drop":
            del inside[key]
        case "add" if isinstance(inside, dict):
            inside[chance.choice(ADDED)] = copy.deepcopy(chance.choice(INSTEAD))
        case _:
            kinds = [name for name in update if name != "update_id"]
            if kinds:
                update[chance.choice(KINDS)] = update.pop(chance.choice(kinds))
