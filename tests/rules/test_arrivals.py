"""The argument of a command is everything behind it, whatever parts the two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers import commands
from bot.rules.arrivals import Arrival, UpdateKind

SEPARATORS = (" ", "\n", "\t", "\u00a0", ":", ": ", ",", ", ", ";", " - ", " – ", "-",
              "\r\n", "  ", ".", "\u200b", " : ")  # fmt: skip


def typed(words: str) -> Arrival:
    return Arrival(1, UpdateKind.NEW, chat_id=5, private=True, words=words)


@given(
    command=st.sampled_from(sorted(commands.COMMANDS)),
    bot=st.sampled_from(("", "@mantelpiece_bot")),
    separator=st.sampled_from(SEPARATORS),
    argument=st.sampled_from(
        ("hasn't voted", "Ben", "voted\nlast night", "12", "wants a ring, at 6")
    ),
)
def test_the_argument_is_all_behind_the_command(command, bot, separator, argument):
    assert typed(f"/{command}{bot}{separator}{argument}").argument == argument


@pytest.mark.parametrize("words", ["/done", "/done@mantelpiece_bot", "/done \n", "/x:"])
def test_a_bare_command_has_no_argument(words):
    assert typed(words).argument == ""


def test_a_code_that_begins_with_a_dash_is_kept_whole():
    assert typed("/start -Ab_9").argument == "-Ab_9"


@pytest.mark.parametrize("words", ["voted", " voted. who's next ", "a/b", "/ done"])
def test_words_without_a_command_are_taken_as_they_are(words):
    assert typed(words).argument == words.strip()
