"""A message as a plain value: words, buttons, how it is shown. Delivery sends it."""

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
    """A button that tells the bot; `data` is an opaque token of 1 to 64 bytes."""

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


Button = Press | Link | Copy
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: HTML already escaped, rows of buttons, kept from forwarding."""

    text: str
    buttons: Rows = ()
    protect: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its caption, which is its alternative text too."""

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
