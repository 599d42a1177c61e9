"""How alike two questions are: by what they mean, and by their words.

The meaning is what the reader's encoder makes of them, seen from the middle of some
questions of any kind; the words are compared by `rapidfuzz`. How far each counts, and
what is enough, was measured on questions in tests/rules/care/answers/test_faq.py.
"""

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, utils

from bot.rules.replies.reader.learned import encoder

BY_MEANING, BY_WORDS = 0.7, 0.3
ENOUGH = 0.44
ANY_KIND = (
    "How much are the subscriptions?",
    "When is the next branch meeting?",
    "Who is the rep for my shift?",
    "What is the pay offer?",
    "Can I join the union today?",
    "How do I leave the union?",
    "Where is the office?",
    "What does the employer say about it?",
    "Is there a newsletter?",
    "Who counts the papers?",
    "When do we hear the result?",
    "Can my partner help me with it?",
    "What happens next?",
    "Do you have a phone number for the branch?",
    "Why are you calling me?",
    "Is it in Welsh too?",
)
"""The middle of these is where every question is alike."""
Array = np.ndarray[Any, np.dtype[np.float32]]


def scores(words: str, questions: tuple[tuple[str, ...], ...]) -> list[float]:
    """Score how like each question the words are, by the best of its ways to ask."""
    (meant,) = _directions((words,))
    return [
        max(
            BY_MEANING * float(meant @ known) + BY_WORDS * _spelt(words, way)
            for way, known in zip(ways, directions, strict=True)
        )
        for ways, directions in zip(questions, _known(questions), strict=True)
    ]


@functools.lru_cache(maxsize=8)
def _known(questions: tuple[tuple[str, ...], ...]) -> list[list[Array]]:
    """Work out the directions of the questions of a file, once."""
    each = iter(_directions([way for ways in questions for way in ways]))
    return [[next(each) for _ in ways] for ways in questions]


@functools.cache
def _middle() -> Array:
    found: Array = np.array(encoder.meanings(ANY_KIND)).mean(0)
    return found


def _directions(texts: Sequence[str]) -> list[Array]:
    away = [meaning - _middle() for meaning in encoder.meanings(texts)]
    return [one / max(float(np.linalg.norm(one)), 1e-6) for one in away]


def _spelt(words: str, question: str) -> float:
    rate = fuzz.token_set_ratio(words, question, processor=utils.default_process)
    return rate / 100
