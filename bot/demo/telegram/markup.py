"""Telegram's HTML: read into plain text and entities, or refused.

Rules and words follow core.telegram.org/bots/api#html-style and Telegram's parser.
"""

import html
import re
from dataclasses import dataclass, field

from bot.demo.telegram import refusals, text
from bot.demo.telegram.models import Json

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[^\s<>/]*)(?P<rest>[^<>]*)(?P<end>>?)")
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?")
_CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


@dataclass
class _Open:
    name: str
    at: int
    offset: int
    attributes: dict[str, str]


@dataclass
class _Reader:
    source: str
    plain: str = ""
    entities: list[Json] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def read(self) -> None:
        at = 0
        for match in _TAG.finditer(self.source):
            self._say(self.source[at : match.start()])
            at = match.end()
            if match["close"]:
                self._shut(match)
            else:
                self._begin(match)
        self._say(self.source[at:])
        if self.open:
            name = self.open[-1].name
            raise refusals.unparsable(
                f'Can\'t find end tag corresponding to start tag "{name}"'
            )

    def _say(self, piece: str) -> None:
        self.plain += _CHARACTER.sub(lambda m: html.unescape(m.group()), piece)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _begin(self, match: re.Match[str]) -> None:
        name, at = match["name"].lower(), self._byte(match.start())
        if name not in TAGS:
            raise refusals.unparsable(
                f'Unsupported start tag "{name}" at byte offset {at}'
            )
        if not match["end"]:
            raise refusals.unparsable(f"Unclosed start tag at byte offset {at}")
        attributes = _attributes(match["rest"])
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise refusals.unparsable(
                f'Tag "span" must have class "tg-spoiler" at byte offset {at}'
            )
        self.open.append(_Open(name, at, text.units(self.plain), attributes))

    def _shut(self, match: re.Match[str]) -> None:
        name, at = match["name"].lower(), self._byte(match.start())
        if not self.open:
            raise refusals.unparsable(f"Unexpected end tag at byte offset {at}")
        begun = self.open.pop()
        if name not in (begun.name, ""):
            raise refusals.unparsable(
                f"Unmatched end tag at byte offset {at}, "
                f'expected "</{begun.name}>", found "</{name}>"'
            )
        self._note(begun, text.units(self.plain) - begun.offset)

    def _note(self, begun: _Open, length: int) -> None:
        entity: Json = {
            "type": TAGS[begun.name],
            "offset": begun.offset,
            "length": length,
        }
        if begun.name == "a":
            url = begun.attributes.get("href", "")
            if not re.match(r"(https?|tg|mailto)://?\S|mailto:\S", url):
                return  # Telegram drops a link it cannot open and keeps the words
            entity["url"] = url
        if begun.name == "blockquote" and "expandable" in begun.attributes:
            entity["type"] = "expandable_blockquote"
        if length:
            self.entities.append(entity)


def _attributes(rest: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(rest)
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in found}


def _trimmed(plain: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without white space around it, as Telegram keeps it."""
    cut = text.units(plain) - text.units(plain.lstrip())
    kept = plain.strip()
    end = text.units(kept)
    shifted = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if stop > start:
            shifted.append(entity | {"offset": start, "length": stop - start})
    return kept, shifted


def _without_overlap(given: list[Json], seen: list[Json]) -> list[Json]:
    """Entities the sender gave, and found ones outside code and links."""
    closed = [e for e in given if e["type"] in ("code", "pre", "text_link")]
    free = [
        one
        for one in seen
        if not any(
            one["offset"] < e["offset"] + e["length"]
            and e["offset"] < one["offset"] + one["length"]
            for e in closed
        )
    ]
    return sorted(given + free, key=lambda e: (e["offset"], -e["length"]))


def read(source: str, mode: str, given: list[Json]) -> tuple[str, list[Json]]:
    """Read what is shown for this source in this parse mode, with its entities."""
    if mode and mode.lower() != "html":
        raise refusals.bad("unsupported parse_mode")
    plain, entities = source, given
    if mode:
        reader = _Reader(source)
        reader.read()
        plain, entities = reader.plain, reader.entities
    plain, entities = _trimmed(plain.replace("\0", ""), entities)
    return plain, _without_overlap(entities, text.found(plain))
