"""Each ending has one screen, which says what it shows; types hold them together."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.delivery.send import render
from bot.delivery.send.screens import screen
from bot.rules import endings
from bot.rules.public import Public
from tests.house.every_ending import Branch
from tests.house.tree import ROOT

IMPORTS = """
from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.queue import endings
from bot.texts.queue import card, mine
from bot.texts.queue import endings as words
from bot.texts.queue.scripts import Scripts
from bot.usecases.ballot import screens as ballot_screens
from bot.usecases.queue import screens as gather

"""
SOUND = (
    "Screen(endings.Noted, gather.noted, words.noted)",
    "Screen(endings.Handed, gather.card, card.card, Scripts.fill)",
    "plain(endings.NoCards, words.say)",
)
FAULTS = (
    # without its gatherer
    "plain(endings.Noted, words.noted)",
    "plain(endings.Noted, words.say)",
    # with that of another ending
    "Screen(endings.Noted, gather.who, words.noted)",
    "Screen(endings.Mine, gather.card, mine.mine)",
    # with words that take other facts
    "Screen(endings.Noted, gather.noted, mine.who)",
    "Screen(endings.NobodyDue, ballot_screens.ballot, words.nobody_due)",
    "Screen(endings.Handed, gather.card, card.card, Scripts.fill_script)",
)


def test_every_ending_has_one_screen() -> None:
    table = screen.by_ending(render.SCREENS)
    assert set(table) == set(endings.BY_NAME.values())


@pytest.mark.parametrize(
    "screens",
    [render.SCREENS[1:], (*render.SCREENS, render.SCREENS[0])],
    ids=["none", "two"],
)
def test_an_ending_with_no_screen_or_two_stops_the_start(
    screens: tuple[screen.AnyScreen, ...],
) -> None:
    with pytest.raises(screen.WrongScreens, match=render.SCREENS[0].ending.__name__):
        screen.by_ending(screens)


@pytest.mark.parametrize("kind", endings.BY_NAME.values(), ids=endings.BY_NAME)
def test_an_ending_says_what_it_shows(branch: Branch, kind: type) -> None:
    examples = [(one, told) for one, told in branch.said if type(one) is kind]
    assert examples or kind in branch.wordless
    for ending, told in examples:
        assert told in branch.render(ending)


def test_a_message_to_a_group_is_two_lines_at_most(branch: Branch) -> None:
    public = [one for one, _ in branch.said if isinstance(one, Public)]
    assert len({type(one) for one in public}) > 10
    for ending in public:
        assert len(branch.render(ending).splitlines()) <= 2, ending


def test_a_message_begins_like_a_sentence_and_has_no_empty_paragraph(
    branch: Branch,
) -> None:
    for ending, _ in branch.said:
        text = branch.render(ending)
        assert not text[:1].islower(), ending
        assert "\n\n\n" not in text, ending


def test_an_ending_says_nothing_only_for_a_reason(branch: Branch) -> None:
    for ending, why in branch.silent:
        assert not branch.render(ending), why


def test_the_types_refuse_a_screen_that_is_wired_wrongly(tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    lines = [*IMPORTS.splitlines(), *SOUND, *FAULTS]
    file.write_text("\n".join(lines), encoding="utf-8")
    found = subprocess.run(
        [Path(sys.executable).with_name("mypy"), "--no-error-summary", file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    refused = {line.split(":")[1] for line in found.stdout.splitlines()}
    first = lines.index(FAULTS[0]) + 1
    assert refused == {str(first + place) for place in range(len(FAULTS))}, found
