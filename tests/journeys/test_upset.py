"""An upset member: a calm script at once, an organiser, a pause, the complaints log."""

import datetime as dt
import io

import openpyxl

from bot.rules.outcomes import Outcome
from bot.rules.replies.steps import Out
from bot.usecases.privacy import purge_members
from storage.care import cases
from tests.journeys import nudge_steps, test_sheets
from tests.journeys.branch_state import group_saw_nobody, reload, take_next
from tests.journeys.play import LONDON, Branch

DAY = dt.timedelta(days=1)
SCRIPT = "Say: “I am sorry, I can hear that this has upset you."
OFFER = "They are upset"
ANGRY = "rung four times by Wrenlock"
LATE = dt.datetime(2027, 3, 19, 11, 0, tzinfo=LONDON)


def every_case(branch: Branch) -> list[cases.Case]:
    return branch.store.read(lambda s: cases.of_ballot(s, branch.ballot.id))


def offered(branch: Branch) -> bool:
    return any(OFFER in str(button) for button in branch.last("Asha").buttons)


def saw(branch: Branch, name: str, words: str) -> bool:
    return any(words in text for text in branch.texts(name))


async def upset(branch: Branch) -> None:
    await branch.press("Asha", "More")
    await branch.press("Asha", "Is upset")
    assert saw(branch, "Asha", SCRIPT)
    await branch.say("Asha", ANGRY)


async def test_the_script_stands_on_the_card_and_an_organiser_is_told(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await upset(branch)
    (case,) = every_case(branch)
    assert (case.kind, case.words) == ("upset", ANGRY)
    assert case.reply_by == branch.clock.at + dt.timedelta(hours=2)
    assert saw(branch, "Asha", SCRIPT)
    assert "upset member" in branch.texts("Dawn")[-1]
    assert "left alone until Tue 9 March 11:00" in branch.texts("Dawn")[-1]
    paused = reload(branch, member)
    assert paused.paused_until == branch.clock.at + 7 * DAY
    assert paused.due_at is not None
    assert paused.due_at >= paused.paused_until


async def test_words_that_sound_upset_are_offered_as_such_and_not_assumed(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "will post it tomorrow, but furious that we keep ringing")
    assert reload(branch, member).outcome is Outcome.WILL_POST
    assert offered(branch)
    kinds = [case.kind for case in every_case(branch)]
    assert "upset" not in kinds
    await branch.press("Asha", OFFER)
    assert [case.kind for case in every_case(branch)] == ["upset"]
    assert saw(branch, "Asha", SCRIPT)
    assert not offered(branch)
    paused = reload(branch, member)
    assert paused.promise_day is not None
    assert paused.paused_until == branch.clock.at + 7 * DAY
    await branch.press("Asha", "Undo")
    back = reload(branch, member)
    assert (back.paused_until, back.promise_day) == (None, None)
    assert not [case for case in every_case(branch) if case.awaits]


async def test_calm_words_are_offered_nothing(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "will post it tomorrow, she was lovely")
    assert not offered(branch)


async def test_the_pause_ends_once_an_organiser_has_spoken_with_them(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await upset(branch)
    await branch.press("Dawn", "I spoke with them")
    free = reload(branch, member)
    assert (free.paused_until, free.due_at) == (None, branch.clock.at)
    assert "Dawn has spoken with them" in branch.texts("Asha")[-1]
    assert not [case for case in every_case(branch) if case.awaits]


async def test_where_a_pause_would_be_too_long_the_organiser_is_asked_now(
    branch: Branch,
) -> None:
    await nudge_steps.move_to(branch, LATE)
    member = await take_next(branch)
    await upset(branch)
    assert reload(branch, member).out_reason == Out.CASE
    assert saw(branch, "Dawn", "please speak with them now")
    assert every_case(branch)[0].reply_by == LATE + dt.timedelta(hours=1)
    await branch.move(hours=2)
    assert saw(branch, "Dawn", "N.Q. is upset, and was to hear from an organiser")
    await branch.press("Dawn", "I spoke with them")
    assert reload(branch, member).band is not None


async def test_the_log_of_complaints_is_listed_exported_and_purged(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await upset(branch)
    await branch.say("Asha", "/ask where is the hall?")
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "Complaints (1)")
    log = branch.texts("Dawn")[-1]
    assert f"{member.initials}: upset member, open" in log
    await branch.press("Dawn", "1")
    assert ANGRY in branch.texts("Dawn")[-1]
    await branch.say("Dawn", "/export complaints")
    (file,) = test_sheets.documents(branch, "Dawn")
    assert file.document is not None
    book = openpyxl.load_workbook(io.BytesIO(file.document.content))
    assert [row[1] for row in book["Complaints"].values] == ["Kind", "Upset member"]
    branch.store.write(
        lambda s: purge_members.purge(s, branch.ballot.id, branch.clock.at)
    )
    assert every_case(branch) == []


async def test_nothing_of_it_is_in_the_group_the_audit_log_or_a_button(
    branch: Branch,
) -> None:
    await take_next(branch)
    await upset(branch)
    await branch.press("Dawn", "I spoke with them")
    found = branch.store.read(
        lambda s: [
            s.connection().exec_driver_sql(f"SELECT * FROM {name}").all()
            for name in ("button", "audit", "outbox")
        ]
    )
    assert "Wrenlock" not in str(found)
    assert group_saw_nobody(branch)
