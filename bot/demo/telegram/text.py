"""Plain text as Telegram counts it and what it finds in it."""

import re

from bot.demo.telegram.models import Json

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/@]))"
    r"|(?P<url>https?://[^\s<>\"]+[^\s<>\".,!?;:)])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<![\w@])@[A-Za-z]\w{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#[^\W\d]\w*)"
    r"|(?P<phone_number>(?<!\w)\+\d[\d ]{7,18}\d(?!\w))"
)


def units(text: str) -> int:
    """Measure the length in UTF-16 code units, as Telegram counts offsets."""
    return len(text.encode("utf-16-le")) // 2


def found(text: str) -> list[Json]:
    """Find the entities Telegram finds by itself: commands, links, mentions."""
    return [
        {
            "type": match.lastgroup,
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }
        for match in _FOUND.finditer(text)
    ]


def command(text: str) -> str:
    """Read the command a text begins with, without its stroke; else nothing."""
    first = _FOUND.match(text)
    return first.group()[1:] if first and first.lastgroup == "bot_command" else ""
