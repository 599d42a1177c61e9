"""The chat page's colours: words stand out from what is behind them, light and dark."""

import re
from pathlib import Path

import pytest

from bot.demo.page import routes

ENOUGH = 4.5  # WCAG 2.2, 1.4.3
WHITE = "#ffffff"
ON = [
    *[("ink", on) for on in ("panel", "soft", "theirs", "ours", "choice")],
    *[("quiet", on) for on in ("panel", "soft", "theirs", "ours", "choice")],
    *[("link", on) for on in ("theirs", "ours")],
    *[("accent", on) for on in ("panel", "theirs", "soft")],
    ("on-accent", "accent"),
    *[(WHITE, on) for on in ("blue", "green", "red")],
]


def colours() -> dict[str, dict[str, str]]:
    """The colours by name, for a light and for a dark screen."""
    text = Path(routes.FILES["frame.css"]).read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))
        for block in re.findall(r":root \{(.*?)\}", text, re.DOTALL)[:2]
    )
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * d for d in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("screen", ["light", "dark"])
@pytest.mark.parametrize(("words", "behind"), ON)
def test_words_can_be_read(screen: str, words: str, behind: str) -> None:
    known = colours()[screen]
    assert contrast(known.get(words, words), known[behind]) >= ENOUGH
