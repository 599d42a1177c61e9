"""What is typed while a card asks: the button it stands for, or none."""

import pytest

from bot.rules.outcomes import Channel
from bot.rules.replies import typed_answers
from bot.rules.replies.reader import several
from tests.rules import given

TUESDAY = given.at("2026-05-26 11:00")
WAYS = (Channel.MOBILE, Channel.PERSONAL_EMAIL)
COME = typed_answers.HAS_IT_COME


def asked(text: str) -> typed_answers.Asked:
    return typed_answers.Asked(text, TUESDAY, given.ballot().zone, WAYS)


@pytest.mark.parametrize(
    ("step", "text", "code"),
    [
        ("paper", "yes on monday", "paper:2026-05-25"),
        ("paper", "yesterday", "paper:2026-05-25"),
        ("paper", "last thursday", "paper:2026-05-21"),
        ("paper", "yeah asked 3 days ago", "paper:2026-05-23"),
        ("paper", "20 may", "paper:2026-05-20"),
        ("paper", "not yet", "paper:not_yet"),
        ("paper", "nope", "paper:not_yet"),
        ("post", "friday", "post:2026-05-29"),
        ("post", "tomorrow morning", "post:2026-05-27"),
        ("post", "dunno", "post:no_day"),
        ("post", "no idea", "post:no_day"),
        ("back", "tomorrow at 6", "back:2026-05-27T18:00:00+01:00"),
        ("back", "no idea", "back:later"),
        ("skip", "no way to reach her", "skip:unreachable"),
        ("skip", "I know him badly", "skip:badly"),
        ("skip", "shes my boss", "skip:conflict"),
        ("skip", "not now", "skip:not_now"),
        ("skip", "cant get hold of him", "skip:unreachable"),
        ("wrong", "the mobile", "wrong:mobile"),
        ("wrong", "phone", "wrong:mobile"),
        ("wrong", "email", "wrong:personal_email"),
        ("which", "neither", "home"),
        (COME, "yes", "come"),
        (COME, "aye it has", "come"),
        (COME, "not yet", "not_yet"),
        (COME, "no", "not_yet"),
        ("never", "for good", "never:ever"),
        ("never", "forever she says", "never:ever"),
        ("never", "only this ballot", "never:ballot"),
        ("never", "just this once", "never:ballot"),
    ],
)
def test_an_answer_is_the_button_it_names(step: str, text: str, code: str) -> None:
    assert typed_answers.read(step, asked(text)) == code


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("paper", "voted actually"),
        ("paper", "yes"),
        ("paper", "not since monday"),
        ("paper", "posted it yesterday"),
        ("post", "yes"),
        ("post", "yesterday"),
        ("post", "not friday"),
        ("back", "has voted"),
        ("skip", "she voted, told me on the phone"),
        ("skip", "no answer"),
        ("skip", "will phone her"),
        ("wrong", "he voted by the way on the phone he said"),
        ("wrong", "work email"),
        ("which", "voted"),
        (COME, "yes she voted"),
        (COME, "will post it tomorrow"),
        ("home", "yes"),
        ("never", "no answer"),
        ("never", "voted now"),
        ("never", "all good"),
        ("never", "not now"),
        ("never", "just busy"),
        ("never", "not for good"),
        ("paper", "?"),
    ],
)
def test_what_is_no_clear_answer_is_none(step: str, text: str) -> None:
    assert typed_answers.read(step, asked(text)) is None


OFFERED = (
    several.Held(7, "Sarah", "Price", "Sal"),
    several.Held(8, "Tom", "Ali"),
    several.Held(9, "Sarah", "O'Neill"),
)


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("Tom", 8),
        ("tom ali", 8),
        ("about Tom please", 8),
        ("it was the second one", 8),
        ("2", 8),
        ("SP", 7),
        ("S.P.", 7),
        ("sal", 7),
        ("sarah oneill", 9),
        ("sarah", None),
        ("4", None),
        ("tom voted", None),
        ("neither", None),
        ("the one", None),
    ],
)
def test_a_member_offered_is_meant_by_name_initials_or_place(
    text: str, member: int | None
) -> None:
    assert typed_answers.whom(asked(text), OFFERED) == member


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("yes", True),
        ("yes both", True),
        ("record all", True),
        ("ok", True),
        ("no", False),
        ("not both", None),
        ("yes no", None),
        ("tom voted", None),
        ("yes sarah voted", None),
    ],
)
def test_only_yes_or_no_says_whether_to_record(text: str, yes: bool | None) -> None:
    assert typed_answers.whether(asked(text)) is yes
