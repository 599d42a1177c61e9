"""A message as a plain value: its words and buttons. Delivery sends it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.texts import languages


class Style(StrEnum):
    """How a button stands out."""

    PLAIN = "plain"
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Press:
    """A button whose press the bot hears; `data` is a token of 1 to 64 bytes."""

    label: str
    data: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address (https only)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies a text of at most 256 characters."""

    label: str
    text: str


def open_private_chat(bot_name: str) -> Link:
    """Make the button that leads from the group to the private chat."""
    return Link(
        languages.say("Open the private chat"), f"https://t.me/{bot_name}?start=go"
    )


NEXT = languages.mark("Get my next member")


def next_link(bot_name: str) -> "Rows":
    """Make the button that leads from the group to the next member."""
    if not bot_name:
        return ()
    return ((Link(languages.say(NEXT), f"https://t.me/{bot_name}?start=next"),),)


Button = Press | Link | Copy
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Words as escaped HTML, with buttons; `protect` forbids forwarding and saving.

    `guarded`: it shows more of a member than initials, so it is protected, and goes
    only to somebody who is found to be in the group still.
    """

    text: str
    buttons: Rows = ()
    protect: bool = False
    guarded: bool = False

    @property
    def protected(self) -> bool:
        """Whether a member may be seen in it, by initials at least."""
        return self.protect or self.guarded


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; the caption says in words what it shows."""

    content: bytes
    caption: str
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file for one person's private chat."""

    content: bytes
    filename: str
    caption: str
    buttons: Rows = ()


Rendered = Message | Picture | Document


ROOM = {1: 40, 2: 22, 3: 12}
"""So many characters of a label a phone of 390 pixels shows, by the buttons of a row.

Telegram cuts off what is longer.
"""


def in_pairs(buttons: Iterable[Button]) -> Rows:
    """Lay buttons out two in a row; one too long for that has a row of its own."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        pair = (*rows[-1], button) if rows else ()
        if len(pair) == 2 and all(len(one.label) <= ROOM[2] for one in pair):
            rows[-1] = pair
        else:
            rows.append((button,))
    return tuple(rows)


def naming(label: Callable[[str], str], name: str, buttons: int = 1) -> str:
    """Word a label with a name, of which as much is shown as a row has room for."""
    room = ROOM[buttons] - len(label(""))
    return label(name if len(name) <= room else f"{name[: room - 1].rstrip()}…")


def by_place(key: str, codes: Sequence[str]) -> Rows:
    """Make buttons 1, 2, 3 … for the lines of a list: no button names a member."""
    presses = [
        Press(str(place), f"{key}.{code}") for place, code in enumerate(codes, 1)
    ]
    return tuple(tuple(presses[at : at + 5]) for at in range(0, len(presses), 5))
