"""How alike two questions are: by what they mean, and by their words.

The meaning is what the reader's encoder makes of them, seen from the middle of some
questions of any kind; the words are compared by `rapidfuzz`. How far each counts, and
what is enough, was measured on questions in tests/rules/care/answers/test_faq.py.
"""

import functools
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
    meant = _direction(words)
    return [
        max(
            BY_MEANING * float(meant @ _known(way)) + BY_WORDS * _spelt(words, way)
            for way in ways
        )
        for ways in questions
    ]


@functools.lru_cache(maxsize=5000)
def _known(question: str) -> Array:
    """Work out the direction of a question of the file, once."""
    return _direction(question)


@functools.cache
def _middle() -> Array:
    every = np.array([encoder.meaning(one) for one in ANY_KIND])
    found: Array = every.mean(0)
    return found


def _direction(text: str) -> Array:
    away = encoder.meaning(text) - _middle()
    found: Array = away / max(float(np.linalg.norm(away)), 1e-6)
    return found


def _spelt(words: str, question: str) -> float:
    rate = fuzz.token_set_ratio(words, question, processor=utils.default_process)
    return rate / 100
