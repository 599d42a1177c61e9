"""What an advocate's words are about, by simple groups of phrases."""

import functools
import pathlib
import re
import tomllib
from enum import StrEnum

from bot.rules.replies.reader import plain_words, private_words

_FILE = pathlib.Path(__file__).with_name("topics.toml")
_GAP = ".."
_BETWEEN = r"(?: \w+){0,5}"


class Topic(StrEnum):
    """What the policy asks an advocate to say, or forbids."""

    DAY = "day"
    PLACE = "place"
    AFTER = "after"
    REPLACEMENT = "replacement"
    ONLY_YOU = "only_you"
    CUTOFF = "cutoff"
    LAST_DAY = "last_day"
    SECRET = "secret"
    SCRUTINEER = "scrutineer"
    WHAT_IS_KEPT = "what_is_kept"
    WHO_SEES = "who_sees"
    OWN_PAPER = "own_paper"
    BETTER_TIME = "better_time"
    SORRY = "sorry"
    LISTEN = "listen"
    PASS_ON = "pass_on"
    LEFT_ALONE = "left_alone"
    FOR_GOOD = "for_good"
    EASY_WORDS = "easy_words"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WHAT_WOULD_HELP = "what_would_help"
    HOW_THEY_VOTE = "how_they_vote"
    TAKE_THEIR_PAPER = "take_their_paper"
    ASK_FOR_THEM = "ask_for_them"
    PRESS = "press"
    NAMES_THE_UNION = "names_the_union"
    ASKS_FOR_DETAILS = "asks_for_details"


ALWAYS_FORBIDDEN = (
    Topic.HOW_THEY_VOTE,
    Topic.TAKE_THEIR_PAPER,
    Topic.ASK_FOR_THEM,
    Topic.PRESS,
)
"""What the policy forbids in every talk."""
FORBIDDEN = (*ALWAYS_FORBIDDEN, Topic.NAMES_THE_UNION, Topic.ASKS_FOR_DETAILS)
"""What a scene may forbid; the other topics are what it may ask for."""


def found(text: str) -> frozenset[Topic]:
    """Find the topics of a message."""
    plain = spelt_out(text)
    topics = {topic for topic in Topic if _is_about(plain, topic)}
    if private_words.direction(text) and not _says(plain, topic=Topic.HOW_THEY_VOTE):
        topics.add(Topic.HOW_THEY_VOTE)
    return frozenset(topics)


def has(text: str, phrase: str) -> bool:
    """Whether a message has this phrase in it."""
    return bool(_pattern(phrase).search(spelt_out(text)))


@functools.lru_cache(maxsize=100)
def spelt_out(text: str) -> str:
    """Write a message as bare words with spaces around each, short forms spelt out."""
    found_ = (word.strip("'") for word in plain_words.words(text))
    return f" {' '.join(word for word in found_ if word.isalnum())} "


def _is_about(plain: str, topic: Topic) -> bool:
    words, _ = _phrases()[topic]
    return any(one.search(plain) for one in words) and not _says(plain, topic)


def _says(plain: str, topic: Topic) -> bool:
    """Whether a message says what makes a topic not count."""
    _, unless = _phrases()[topic]
    return any(one.search(plain) for one in unless)


@functools.cache
def _phrases() -> dict[Topic, tuple[list[re.Pattern[str]], list[re.Pattern[str]]]]:
    """Read the phrases of every topic, once."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        topic: (
            [_pattern(phrase) for phrase in read[topic]["words"]],
            [_pattern(phrase) for phrase in read[topic].get("unless", ())],
        )
        for topic in Topic
    }


@functools.lru_cache(maxsize=2000)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Make a pattern of a phrase: `post*` is open at its end, `..` is a gap."""
    made = ""
    for word in phrase.split():
        if word == _GAP:
            made += _BETWEEN
        elif word.endswith("*"):
            made += rf" {re.escape(word[:-1].lower())}\w*"
        else:
            made += "".join(f" {re.escape(one)}" for one in spelt_out(word).split())
    return re.compile(f"{made}(?= )")
