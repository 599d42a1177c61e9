"""The file with the policies, and what organisers change: read, or refused."""

import pytest

from bot.rules.care import policies
from bot.rules.care.bad_file import BadFile
from bot.rules.care.policies import Change

SHIPPED = policies.SHIPPED.read_text(encoding="utf-8")
HOURS = "usual = 4, last_week = 1, closed = 8"


def test_every_kind_of_case_has_a_policy() -> None:
    found = policies.parse(SHIPPED)
    assert all(found.of(kind).say_first for kind in policies.KINDS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[question]", "[question", "it is not a TOML file"),
        ("[question]", "[questions]", r"\[question\] is missing"),
        (SHIPPED[-20:], f"{SHIPPED[-20:]}\n[more]\na = 1", r"\[more\] is not known"),
        (HOURS, "last_week = 1", r"\[question\] reply_hours: it lacks usual"),
        (HOURS, "usual = 4", r"\[question\] reply_hours: it lacks last_week"),
        (HOURS, f"{HOURS}, friday = 1", "reply_hours: it names friday; it may name"),
        (HOURS, "usual = 0, last_week = 1", "reply_hours usual: .*greater than 0"),
        (HOURS, "usual = 'soon', last_week = 1", "reply_hours usual: .*valid number"),
        ('"owner"\nsay', '"Dawn"\nsay', r"\[data\] owner: .*'organisers' or 'owner'"),
        ('channel = "phone"', 'channel = "pigeon"', r"\[complaint\] channel: "),
        ('say_first = "Good', 'say = "Good', r"\[question\] say_first is missing"),
        ('end = "20:30"', 'end = "08:30"', r"\[working_hours\] end: .*later"),
        ('begin = "09:00"', 'begin = "nine"', r"\[working_hours\] begin: "),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence_that_names_the_place(
    old: str, new: str, said: str
) -> None:
    assert old in SHIPPED
    with pytest.raises(BadFile, match=said) as refused:
        policies.parse(SHIPPED.replace(old, new, 1))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("question usual 2", Change("question", "usual", "2")),
        ("Question usual 90 minutes", Change("question", "usual", "1.5")),
        ("upset last week 30min", Change("upset", "last_week", "0.5")),
        ("replacement cutoff near 2 h", Change("replacement", "cutoff_near", "2")),
        ("replacement cutoff_near 2h", Change("replacement", "cutoff_near", "2")),
        ("data owner Organisers", Change("data", "owner", "organisers")),
        ("other channel as they asked", Change("other", "channel", "as they asked")),
        ("upset say first I am sorry.", Change("upset", "say_first", "I am sorry.")),
    ],
)
def test_a_typed_change_is_read(typed: str, change: Change) -> None:
    assert policies.read_typed(typed) == change


@pytest.mark.parametrize(
    "typed",
    [
        "question",
        "questions usual 2",
        "question usual",
        "question usual soon",
        "question usual 0",
        "question usual 101",
        "question usual nan",
        "question usual 2 weeks",
        "question friday 2",
        "data owner Dawn",
        "data channel pigeon",
        f"data say first {'x' * 501}",
    ],
)
def test_what_is_no_value_is_refused(typed: str) -> None:
    with pytest.raises(policies.Unreadable):
        policies.read_typed(typed)


def test_a_change_lies_over_the_file_and_leaves_the_rest() -> None:
    before = policies.shipped()
    after = policies.changed(before, [Change("upset", "say_first", "Sorry.")])
    assert after.upset.say_first == "Sorry."
    assert after.upset.reply_hours == before.upset.reply_hours
    assert after.question == before.question
