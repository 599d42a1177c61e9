"""A branch's own scenes: read, or refused in one sentence that names file and place."""

import re
from pathlib import Path

import pytest

from bot.config import scenes_file
from bot.rules.care.bad_file import BadFile
from bot.rules.care.topics import FORBIDDEN, Topic
from bot.rules.outcomes import Outcome
from bot.texts.care import scene_file, topic_words
from tests.house.tree import ROOT

_, _, PAGE = (
    (ROOT / "docs" / "member-care.md")
    .read_text(encoding="utf-8")
    .partition("## How to write scenes")
)
LEAST = """\
title = "Late shift"
name = "Rhodri"
mood = "tired"
card = "Never contacted before."
asks = ["day"]

[steps.hello]
says = "Yes?"
[[steps.hello.answers]]
say = "When will you post it?"
means = ["day"]
leads = "friday"

[endings.friday]
says = "On Friday."
record = ["will_post"]
because = "He said so."
"""
CIRCLE = """
[steps.again]
says = "Again?"
[[steps.again.answers]]
say = "Yes, on we go."
words = ["on we go"]
leads = "hello"
[[steps.hello.answers]]
say = "Let us talk of it again."
words = ["talk of it again"]
leads = "again"
"""
SECOND = """
[[steps.hello.answers]]
say = "{say}"
{more}
leads = "friday"
"""


def second(say: str, more: str = 'words = ["zebra"]') -> str:
    """The scene with another answer to its only step."""
    return LEAST.replace(
        "\n[endings.friday]", SECOND.format(say=say, more=more) + "\n[endings.friday]"
    )


BROKEN = [
    (LEAST + "[steps.bye\n", "not a TOML file: .*line 18"),
    (LEAST.replace('mood = "tired"\n', ""), "mood is missing"),
    (LEAST.replace("mood", "mod"), "is missing|mod is not known; is it spelt right"),
    (
        LEAST.replace('"friday"', '"firday"', 1),
        "steps.hello.answers.1 leads to “firday”",
    ),
    (LEAST.replace("[endings.friday]", "[endings.Friday]"), "endings.Friday must be"),
    (LEAST.replace('"will_post"', '"posted"'), "endings.friday.record.1 is wrong"),
    (LEAST.replace('["day"]\n\n', '["weather"]\n\n'), "asks.1 is wrong"),
    (LEAST + CIRCLE, "steps.hello leads back to itself"),
    (LEAST + CIRCLE.split("[[steps.hello")[0], "steps.again is never reached"),
    (LEAST.replace("hello", "friday"), "friday is the name of a step and of an ending"),
    (LEAST.replace('"Yes?"', '"Yes, {whom}?"'), r"steps.hello.says has a .*\{whom\}"),
    (LEAST.replace('"Yes?"', '"Yes, {name?"'), "steps.hello.says cannot be filled"),
    (LEAST.replace("tired", "ring 07700 900321"), "mood holds a number or an address"),
    (LEAST.replace('"He said so."', '"a@mail.example.org"'), "because holds a number"),
    (second("Bye!", ""), "steps.hello.answers.2 needs `means` or `words`"),
    (second("How are you voting?"), r"answers.2.say does .*\(how_they_vote\)"),
    (second("A lion!"), "answers.2.say, typed, would be understood as no answer"),
    (
        second("When will a zebra post?"),
        "answers.2.say, .*taken for answer 1|no answer",
    ),
    (
        LEAST.replace('["day"]\n\n', '["day", "sorry"]\n\n'),
        "“sorry”, but no line to tap",
    ),
    (LEAST.replace('["day"]\n\n', '["press"]\n\n'), "asks names “press”, .*to avoid"),
    ('avoid = ["sorry"]\n' + LEAST, "avoid names “sorry”, .*to ask for"),
    (LEAST + '[reactions]\nsorry = "Ah."\n', "reactions.sorry is for something"),
    ("", "title is missing"),
]


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_a_broken_scene_is_one_sentence_with_file_and_place(
    tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "late_shift.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        scenes_file.read(tmp_path)
    said = str(refused.value)
    assert said.startswith("The scene in ")
    assert "late_shift.toml: " in said
    assert re.search(told, said), said
    assert "\n" not in said
    assert said.endswith(".")


@pytest.mark.parametrize("name", sorted(scenes_file.read(None)))
def test_a_shipped_scene_passes_every_check(name: str) -> None:
    text = (scenes_file.SHIPPED / f"{name}.toml").read_text("utf-8")
    assert scene_file.parse(text) == scenes_file.read(None)[name]


def test_a_scene_of_a_branch_comes_first(tmp_path: Path) -> None:
    (tmp_path / "late_shift.toml").write_text(LEAST, encoding="utf-8")
    found = scenes_file.read(tmp_path)
    assert next(iter(found)) == "late_shift"
    assert len(found) == len(scenes_file.read(None)) + 1


def test_one_file_may_be_named_instead_of_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "late_shift.toml"
    file.write_text(LEAST, encoding="utf-8")
    assert "late_shift" in scenes_file.read(file)


def test_a_file_of_the_same_name_replaces_a_scene(tmp_path: Path) -> None:
    (tmp_path / "03_busy.toml").write_text(LEAST, encoding="utf-8")
    found = scenes_file.read(tmp_path)
    assert found["03_busy"].name == "Rhodri"
    assert len(found) == len(scenes_file.read(None))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("Late shift.toml", LEAST.encode(), "must be small letters"),
        ("late_shift.toml", b"\xff\xfe", "cannot be read"),
        ("notes.txt", b"none", "There are no scenes in .*Is .texts. scenes"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadFile, match=told):
        scenes_file.read(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="There are no scenes in"):
        scenes_file.read(tmp_path / "nowhere")


def test_the_scene_of_the_documents_is_taken_as_it_stands() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    scene = scene_file.parse(example)
    assert len(list(scene.walks())) == 2
    assert scene.asked("asleep") == (Topic.SORRY,)


def test_the_documents_name_every_topic_and_outcome() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert {*Topic, *Outcome} <= named


def test_every_topic_has_its_words() -> None:
    assert topic_words.WELL.keys() == {*Topic} - {*FORBIDDEN}
    assert topic_words.ASKS.keys() == topic_words.WELL.keys()
    assert topic_words.FORBIDS.keys() == topic_words.REACTIONS.keys() == {*FORBIDDEN}
