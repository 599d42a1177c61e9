"""A message as a plain value: its words and buttons. Delivery sends it."""

from dataclasses import dataclass
from enum import StrEnum


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
    return Link("Open the private chat", f"https://t.me/{bot_name}?start=go")


Button = Press | Link | Copy
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Words as escaped HTML, with buttons; `protect` forbids forwarding and saving."""

    text: str
    buttons: Rows = ()
    protect: bool = False


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
