"""Counts right, asked and wrong as the shared score does."""

import functools
import json
import pathlib
from collections import Counter
from typing import Any

from bot.rules.replies import reader

DATA = pathlib.Path(__file__).parents[3] / "data" / "replies"


def messages(name: str) -> list[dict[str, Any]]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


read = functools.cache(reader.read)
"""Each message is read once a run."""


def verdict(message: dict[str, Any]) -> str:
    reading = read(message["text"])
    wanted = message["outcome"]
    if wanted == "unclear":
        return "right" if reading.ask else "wrong"
    if reading.ask:
        return "asked"
    return "right" if reading.outcome == wanted else "wrong"


def shares(name: str) -> dict[str, float]:
    counts = Counter(verdict(message) for message in messages(name))
    return {key: counts[key] / counts.total() for key in ("right", "asked", "wrong")}


def by_label(every: list[dict[str, Any]]) -> dict[str, float]:
    """The share read right of each label."""
    verdicts: dict[str, list[bool]] = {}
    for message in every:
        right = verdict(message) == "right"
        verdicts.setdefault(message["outcome"], []).append(right)
    return {label: sum(found) / len(found) for label, found in verdicts.items()}
