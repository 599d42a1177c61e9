"""`/practice`: a talk with an invented member, beside real work and never in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.config import scenes_file, sections
from bot.rules.outcomes import Outcome
from storage import counters
from storage.care import practices
from storage.tables import PracticeRow
from storage.team import people
from tests.journeys.branch_state import contact_log, group_saw, reload, take_next
from tests.journeys.conftest import START
from tests.journeys.play import CANARY, Branch, playing

SCENES = scenes_file.read(None)
FIRST = sections.Queue(practice_first=True)


def running(branch: Branch, name: str = "Asha") -> practices.Practice | None:
    person = branch.store.read(lambda s: people.find(s, branch[name].id))
    assert person is not None
    return branch.store.read(lambda s: practices.of(s, person.id))


def rows(branch: Branch) -> list[dict[str, Any]]:
    return branch.store.read(
        lambda s: [row.model_dump() for row in s.exec(select(PracticeRow))]
    )


def standings(branch: Branch) -> object:
    return branch.store.read(lambda s: counters.by_standing(s, branch.ballot.id))


async def test_a_scene_by_taps_from_the_list_to_the_marks(branch: Branch) -> None:
    await branch.say("Asha", "/practice")
    assert "16. Yvonne: would rather not vote" in branch.texts("Asha")[-1]
    await branch.press("Asha", "Priya")
    opening = branch.texts("Asha")[-1]
    assert "You: “Hello Priya, Asha here from your union branch." in opening
    assert "It's on the mantelpiece" in opening
    await branch.press("Asha", "Which day do you think")
    assert "Thursday, let's say" in branch.texts("Asha")[-1]
    assert "You: “Lovely! Which day do you think you'll post it?”" in " ".join(
        branch.texts("Asha")
    )
    await branch.press("Asha", "which box will you pass")
    await branch.press("Asha", "Thank you, Priya!")
    assert "What would you record?" in branch.texts("Asha")[-1]
    await branch.press("Asha", "Will post")
    marks = branch.texts("Asha")[-1]
    assert "✅ You asked which day." in marks
    assert "✅ You asked after what" in marks
    assert "record it rightly: will post" in marks
    assert "for next time" not in marks
    assert running(branch) is None


async def test_a_scene_in_ones_own_words_read_as_in_real_work(branch: Branch) -> None:
    await branch.say("Asha", "/practice 1")
    await branch.say("Asha", "great! so how will you be voting?")
    assert "That's between me and the envelope" in branch.texts("Asha")[-1]
    await branch.say("Asha", "hmm")
    assert "could not make an answer of that" in branch.texts("Asha")[-1]
    await branch.say("Asha", "ok when do you reckon you'll post it, and which box?")
    assert "I took your words as: “Lovely! When do you" in branch.texts("Asha")[-2]
    await branch.say("Asha", "thursday then, thank you!")
    await branch.say("Asha", "thanks, mantelpiece")
    assert "says nothing of the member" in branch.texts("Asha")[-1]
    await branch.say("Asha", "she will post it")
    marks = branch.texts("Asha")[-1]
    assert "✅ You asked from which box." in marks
    assert "• Stay off how they vote" in marks
    assert "• Ask after what" in marks
    assert "record it rightly: will post" in marks
    assert "Type the day as well" in marks


async def test_words_that_could_be_read_in_two_ways_are_asked_about(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/practice 15")
    await branch.press("Asha", "I'll try another day")
    await branch.say("Asha", "texted him")
    assert "Which is it?" in branch.texts("Asha")[-1]
    await branch.press("Asha", "Something else")
    await branch.press("Asha", "Voted")
    assert "right is no answer or call back" in branch.texts("Asha")[-1]


async def test_words_that_may_not_be_kept_are_told(branch: Branch) -> None:
    await branch.say("Asha", "/practice 12")
    await branch.press("Asha", "that's all I wanted to know")
    await branch.press("Asha", "Please don't tell me")
    await branch.say("Asha", "has voted, voted yes")
    marks = branch.texts("Asha")[-1]
    assert "they speak of how somebody votes, which is never kept" in marks
    assert "record it rightly: voted" in marks


async def test_practice_touches_neither_the_card_nor_the_stats(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Will post")
    before = standings(branch)
    await branch.say("Asha", "/practice 12")
    await branch.say("Asha", "thank you, that is all")
    await branch.say("Asha", "no thank you, don't tell me")
    await branch.say("Asha", "she has voted")
    assert "how it went" in branch.texts("Asha")[-1]
    assert not contact_log(branch, member)
    assert standings(branch) == before
    await branch.say("Asha", "tomorrow")
    assert reload(branch, member).outcome is Outcome.WILL_POST


async def test_a_reply_to_a_real_card_is_about_the_real_member(branch: Branch) -> None:
    member = await take_next(branch)
    card = branch.last("Asha")
    await branch.say("Asha", "/practice 1")
    branch.town.say(branch["Asha"], branch["Asha"], "has voted", reply_to=card)
    await branch.rest()
    assert reload(branch, member).outcome is Outcome.VOTED
    assert running(branch) is not None


async def test_next_ends_a_scene_and_says_so(branch: Branch) -> None:
    await branch.say("Asha", "/practice 1")
    member = await take_next(branch)
    assert "Practice is over: from here on" in branch.texts("Asha")[-2]
    assert running(branch) is None
    await branch.say("Asha", "has voted")
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_a_button_of_a_real_card_ends_a_scene(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "/practice 1")
    await branch.press("Asha", "More…")
    await branch.press("Asha", "Wrong contact")
    assert running(branch) is None
    await branch.press("Asha", "‹ Back")
    await branch.say("Asha", "has voted")
    assert reload(branch, member).outcome is Outcome.VOTED


@pytest.mark.parametrize("harmless", ["/help", "/script", "/mute"])
async def test_what_is_about_nobody_leaves_a_scene_open(
    branch: Branch, harmless: str
) -> None:
    await branch.say("Asha", "/practice 1")
    await branch.say("Asha", harmless)
    await branch.say("Asha", "which day?")
    assert "Thursday, let's say" in branch.texts("Asha")[-1]


async def test_a_question_to_the_organisers_in_the_middle_comes_first(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/practice 1")
    await branch.say("Asha", "/ask")
    await branch.say("Asha", "when is the last day?")
    assert "went to the organisers" in branch.texts("Asha")[-1]
    await branch.say("Asha", "which day?")
    assert "Thursday, let's say" in branch.texts("Asha")[-1]


@pytest.mark.parametrize("stop", ["/practice stop", "Stop", "stop!"])
async def test_stop_ends_a_scene_and_leaves_nothing(branch: Branch, stop: str) -> None:
    await branch.say("Asha", "/practice 1")
    if stop == "Stop":
        await branch.press("Asha", stop)
    else:
        await branch.say("Asha", stop)
    assert rows(branch) == []
    assert "Practice is over" in branch.texts("Asha")[-1]
    await branch.press("Asha", "Next member")
    assert len(branch.holders()) == 1


async def test_stop_with_nothing_going_on_says_how_to_start(branch: Branch) -> None:
    await branch.say("Asha", "/practice stop")
    assert "No practice talk is going on" in branch.texts("Asha")[-1]


async def test_old_buttons_change_nothing(branch: Branch) -> None:
    await branch.say("Asha", "/practice 1")
    old = branch.last("Asha")
    codes = [button["callback_data"] for row in old.keyboard for button in row]
    await branch.press("Asha", "Which day do you think")
    talk = running(branch)
    for code in codes[:3]:
        branch.town.press_data(branch["Asha"], old, code)
        await branch.rest()
    assert running(branch) == talk
    assert set(branch.town.answers.values()) >= {
        "That button has expired. Nothing was changed."
    }


async def test_a_double_tap_says_a_line_once(branch: Branch) -> None:
    await branch.say("Asha", "/practice 1")
    message = branch.last("Asha")
    for _ in range(2):
        branch.town.press(branch["Asha"], message, "2")
    await branch.rest()
    talk = running(branch)
    assert talk is not None
    assert (talk.talk.place, talk.talk.turn) == ("day_only", 2)


@pytest.mark.parametrize(
    "odd", ["/practice 0", "/practice 99", "/practice ²", "/practice x"]
)
async def test_an_odd_number_shows_the_scenes(branch: Branch, odd: str) -> None:
    await branch.say("Asha", odd)
    assert "1. Priya: willing but forgetful" in branch.texts("Asha")[-1]
    assert running(branch) is None


async def test_practice_is_for_the_private_chat(branch: Branch) -> None:
    await branch.say("Asha", "/practice", branch.group)
    assert "private chat only" in group_saw(branch)
    assert running(branch) is None


async def test_a_scene_goes_on_after_a_restart(branch: Branch) -> None:
    await branch.say("Asha", "/practice 1")
    await branch.press("Asha", "Which day do you think")
    await branch.restart()
    await branch.say("Asha", "and which box, after work?")
    assert "outside the Co-op" in branch.texts("Asha")[-1]
    await branch.restart()
    await branch.press("Asha", "Thank you, Priya!")
    await branch.restart()
    await branch.say("Asha", "will post it on thursday")
    assert "how it went" in branch.texts("Asha")[-1]


async def test_a_scene_whose_file_has_gone_ends_kindly(
    tmp_path: Path,
) -> None:
    own = tmp_path / "scenes"
    own.mkdir()
    shipped = scenes_file.SHIPPED / "01_willing_but_forgetful.toml"
    (own / "mine.toml").write_text(shipped.read_text("utf-8"), "utf-8")
    async with playing(tmp_path, START, texts=sections.Texts(scenes=own)) as branch:
        await branch.say("Asha", "/practice 1")
        talk = running(branch)
        assert talk is not None
        assert talk.talk.scene == "mine"
        (own / "mine.toml").rename(own / "other.toml")
        await branch.restart()
        await branch.say("Asha", "which day?")
        assert "That scene is not there any more" in branch.texts("Asha")[-1]
        assert rows(branch) == []


async def test_a_scene_left_alone_for_an_hour_is_over(branch: Branch) -> None:
    await branch.say("Asha", "/practice 1")
    await branch.move(minutes=59)
    assert running(branch) is not None
    await branch.move(minutes=2)
    assert running(branch) is None
    assert "nothing was said for an hour" in branch.texts("Asha")[-1]


async def test_two_people_practise_beside_each_other(branch: Branch) -> None:
    await branch.say("Asha", "/practice 1")
    await branch.say("Ben", "/practice 4")
    await branch.say("Asha", "which day?")
    assert "Thursday, let's say" in branch.texts("Asha")[-1]
    await branch.say("Ben", "I'm sorry, what happened?")
    assert "two e-mails" in branch.texts("Ben")[-1]


async def test_again_and_another_play_on(branch: Branch) -> None:
    await branch.say("Asha", "/practice 16")
    await branch.press("Asha", "leave you in peace")
    await branch.press("Asha", "All the best")
    await branch.press("Asha", "Not voting")
    await branch.press("Asha", "Again")
    assert "I'm not going to vote in this one" in branch.texts("Asha")[-1]
    await branch.press("Asha", "Stop")
    await branch.press("Asha", "Another")
    assert "Whom would you like to ring?" in branch.texts("Asha")[-1]


async def test_a_purge_leaves_nothing_of_a_scene(branch: Branch) -> None:
    await branch.say("Asha", "/practice 1")
    assert len(rows(branch)) == 1
    await branch.say("Dawn", "/purge")
    await branch.press("Dawn", "Erase them")
    assert rows(branch) == []


async def test_no_member_and_no_word_that_was_typed_is_ever_in_it(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "/practice 1")
    await branch.say("Asha", f"is that {member.full_name}? which day?")
    (row,) = rows(branch)
    kept = json.dumps(row, default=str)
    assert CANARY not in kept
    assert "day" in row["about"]["said"]
    assert CANARY not in branch.texts("Asha")[-1]


async def test_a_branch_that_asks_for_it_has_a_scene_before_the_first_card(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, START, queue=FIRST) as branch:
        await branch.say("Asha", "/next")
        assert "Before your first member" in branch.texts("Asha")[-1]
        assert not branch.holders()
        await branch.press("Asha", "Yvonne")
        await branch.say("Asha", "/next 2")
        assert not branch.holders()
        await branch.press("Asha", "Yvonne")
        await branch.press("Asha", "leave you in peace")
        await branch.press("Asha", "All the best")
        await branch.press("Asha", "Voted")
        await branch.press("Asha", "Stop")
        await branch.press("Asha", "Next member")
        assert len(branch.holders()) == 1


async def test_who_had_a_card_before_is_not_asked_to_practise(tmp_path: Path) -> None:
    async with playing(tmp_path, START) as branch:
        await take_next(branch)
        await branch.say("Asha", "no answer")
        branch.app.settings = branch.app.settings.model_copy(update={"queue": FIRST})
        await branch.restart()
        await take_next(branch)
        await branch.say("Ben", "/next")
        assert "Before your first member" in branch.texts("Ben")[-1]


@pytest.mark.parametrize("name", SCENES)
async def test_every_way_through_a_scene_is_played_to_its_marks(
    branch: Branch, name: str
) -> None:
    scene = SCENES[name]
    number = list(SCENES).index(name) + 1
    for walk in scene.walks():
        await branch.say("Asha", f"/practice {number}")
        for step, answer in walk:
            talk = running(branch)
            assert talk is not None
            assert talk.talk.place == step
            branch.town.press(branch["Asha"], branch.last("Asha"), str(answer + 1))
            await branch.rest()
        assert "What would you record?" in branch.texts("Asha")[-1]
        ending = scene.steps[walk[-1][0]].answers[walk[-1][1]].leads
        await branch.say("Asha", scene.endings[ending].record[0].replace("_", " "))
        assert "how it went" in branch.texts("Asha")[-1], branch.texts("Asha")[-1]
        assert "record it rightly" in branch.texts("Asha")[-1]
