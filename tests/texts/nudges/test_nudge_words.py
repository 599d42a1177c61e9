"""Words of the nudges: as many are named as have buttons."""

import datetime as dt

import pytest

from bot.rules.nudges import nudge_facts
from bot.texts.nudges import nudge_words
from tests.rules import given

NOW = given.at("2026-05-20 10:00")
BALLOT = given.ballot(opens=given.day("2026-05-11"))


def due(kind: str, count: int) -> tuple[nudge_facts.Due, ...]:
    """So many members, with initials that tell them apart."""
    start = 100 * ord(kind)
    return tuple(
        nudge_facts.Due(start + n, f"{kind}.{n}.", NOW - dt.timedelta(hours=1))
        for n in range(count)
    )


@pytest.mark.parametrize(("promises", "backs"), [(8, 3), (2, 3), (3, 9), (9, 0)])
def test_the_most_pressing_are_named_and_each_named_one_has_a_button(
    promises: int, backs: int
) -> None:
    told = nudge_facts.Ripe(BALLOT, NOW, due("P", promises), due("B", backs))
    message = nudge_words.say(told, "key")
    buttons = [press.label for row in message.buttons for press in row]
    named = [one.initials for one in told.all if one.initials in message.text]
    assert buttons == named == [one.initials for one in told.all[: nudge_words.MOST]]
    assert buttons[0][0] == ("B" if backs else "P")
    for count, kind in ((promises, "promise"), (backs, "call-back")):
        assert f"{count} {kind}" in message.text or not count


@pytest.mark.parametrize(
    ("without", "asked", "said"),
    [
        (0, 0, "Nobody is known to be without a paper."),
        (1, 0, "1 member has no paper and none on order."),
        (0, 21, "21 members have asked for one and not said that it came."),
    ],
)
def test_before_the_cut_off_whoever_still_waits_for_a_paper_is_told_of(
    without: int, asked: int, said: str
) -> None:
    told = nudge_facts.Cutoff(BALLOT, NOW, to_group=False, without=without, asked=asked)
    assert nudge_words.say(told, "").text.endswith(said)
