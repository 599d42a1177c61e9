"""Counts right, asked and wrong as the shared score does."""

import functools
import itertools
import json
import pathlib
from collections import Counter
from typing import Any

from bot.rules.replies import reader

DATA = pathlib.Path(__file__).parents[3] / "data" / "replies"


def messages(name: str) -> list[dict[str, Any]]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@functools.cache
def read(name: str) -> list[tuple[dict[str, Any], reader.Reading]]:
    """The messages of a set, each read once a run."""
    found = messages(name)
    read = reader.read_many(message["text"] for message in found)
    return list(zip(found, read, strict=True))


def verdict(message: dict[str, Any], reading: reader.Reading) -> str:
    wanted = message["outcome"]
    if wanted == "unclear":
        return "right" if reading.ask else "wrong"
    if reading.ask:
        return "asked"
    return "right" if reading.outcome == wanted else "wrong"


def shares(name: str) -> dict[str, float]:
    counts = Counter(verdict(*pair) for pair in read(name))
    return {key: counts[key] / counts.total() for key in ("right", "asked", "wrong")}


def by_label(*names: str) -> dict[str, float]:
    """The share read right of each label, of all messages of these sets."""
    verdicts: dict[str, list[bool]] = {}
    for message, reading in itertools.chain.from_iterable(map(read, names)):
        right = verdict(message, reading) == "right"
        verdicts.setdefault(message["outcome"], []).append(right)
    return {label: sum(found) / len(found) for label, found in verdicts.items()}
