"""The time on a closed card can be changed, as if it had been said so at once."""

import datetime as dt

import pytest

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.replies import snapshot
from tests.journeys.branch_state import contact_log, reload, take_next
from tests.journeys.play import Branch

FIELDS = {*snapshot.FIELDS} - {"outcome_at", "promised_at"}
CHANGES = [
    ("call back tomorrow at 6pm", "Tomorrow morning", "call back Wed 3 Mar, 10:00"),
    ("call back tomorrow", "This evening", "call back Tue 2 Mar, 18:00"),
    ("she'll post it tomorrow", "Friday", "will post Fri 5 Mar"),
    ("she'll post it tomorrow", "No day said", "will post (no day said)"),
    ("she asked for another paper", "yesterday", "replacement asked for Mon 1 Mar"),
    ("no answer, try after 6", "Tomorrow evening", "no answer, try again Wed 3 Mar"),
]


def fields(member: Member) -> dict[str, object]:
    return {name: getattr(member, name) for name in FIELDS}


@pytest.mark.parametrize(("words", "button", "said"), CHANGES)
async def test_the_time_is_changed_by_the_buttons_that_asked_for_it(
    branch: Branch, words: str, button: str, said: str
) -> None:
    await take_next(branch)
    await branch.say("Asha", words)
    await branch.press("Asha", "Change time")
    await branch.press("Asha", button)
    shown = [text for text in branch.texts("Asha") if said in text]
    assert len(shown) == 2


async def test_a_changed_time_leaves_what_recording_it_at_once_would(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Call back")
    await branch.press("Asha", "Tomorrow evening")
    at_once = fields(reload(branch, member))
    await branch.press("Asha", "Undo")
    await branch.press("Asha", "Call back")
    await branch.press("Asha", "This evening")
    await branch.press("Asha", "Change time")
    await branch.press("Asha", "Tomorrow evening")
    assert fields(reload(branch, member)) == at_once


async def test_a_changed_time_can_be_changed_again_and_undone(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "she'll post it tomorrow")
    for day in ("Friday", "Thursday"):
        await branch.press("Asha", "Change time")
        await branch.press("Asha", day)
    assert reload(branch, member).promise_day == dt.date(2027, 3, 4)
    await branch.press("Asha", "Undo")
    assert reload(branch, member).promise_day == member.promise_day
    assert len(contact_log(branch, member)) == 2


async def test_where_and_after_what_stay_when_the_day_is_changed(
    branch: Branch,
) -> None:
    await take_next(branch)
    await branch.say("Asha", "she'll post it tomorrow")
    await branch.press("Asha", "Box near home")
    await branch.press("Asha", "Change time")
    await branch.press("Asha", "Friday")
    assert branch.texts("Asha")[-1] == "N.Q.: will post Fri 5 Mar, box near home"


async def test_back_leaves_the_time_as_it_was(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "call back tomorrow at 6pm")
    await branch.press("Asha", "Change time")
    assert "When do they want to be called back?" in branch.texts("Asha")[-1]
    await branch.press("Asha", "Back")
    assert branch.texts("Asha")[-1] == "N.Q.: call back Wed 3 Mar, 18:00"


async def test_a_double_tap_on_the_new_time_changes_it_once(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "call back tomorrow at 6pm")
    await branch.press("Asha", "Change time")
    line = branch.last("Asha")
    code = branch.town.data_behind(line, "Tomorrow morning")
    for _ in range(2):
        branch.town.press_data(branch["Asha"], line, code)
    await branch.rest()
    kept = reload(branch, member)
    assert branch.ballot.local(kept.due_at or kept.outcome_at).hour == 10
    assert kept.contacts == member.contacts + 1
    assert len(contact_log(branch, member)) == 1


async def test_after_a_later_word_an_old_card_changes_no_time(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "call back tomorrow at 6pm")
    line = branch.last("Asha")
    change = branch.town.data_behind(line, "🕒 Change time")
    await branch.press("Asha", "Undo")
    await branch.say("Asha", "voted")
    branch.town.press_data(branch["Asha"], line, change)
    await branch.rest()
    assert reload(branch, member).outcome is Outcome.VOTED
    assert "When do they want" not in " ".join(branch.texts("Asha"))


async def test_a_typed_time_answers_what_change_time_asks(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "call back tomorrow at 6pm")
    await branch.press("Asha", "Change time")
    await branch.say("Asha", "friday at 5")
    due = reload(branch, member).due_at
    assert due is not None
    assert f"{branch.ballot.local(due):%a %H:%M}" == "Fri 17:00"
    assert len(contact_log(branch, member)) == 1


async def test_a_typed_day_answers_when_they_will_post_it(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "will post it tomorrow")
    await branch.press("Asha", "Change time")
    await branch.say("Asha", "friday")
    assert reload(branch, member).promise_day == dt.date(2027, 3, 5)


async def test_for_good_is_the_answer_to_that_question(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "asked us to take him off the list, do not contact again")
    await branch.say("Asha", "only this ballot")
    assert reload(branch, member).do_not_contact
    assert len(contact_log(branch, member)) == 1
    assert branch.texts("Asha")[-1] == "N.Q.: do not contact in this ballot"


async def test_words_after_the_next_card_answer_no_question_of_the_last(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "asked us to take him off the list, do not contact again")
    branch.clock.at += dt.timedelta(minutes=1)
    await take_next(branch)
    await branch.say("Asha", "only this ballot")
    assert branch.texts("Asha").count("N.Q.: do not contact in this ballot") == 0
    assert reload(branch, member).do_not_contact
