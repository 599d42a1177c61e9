"""The comment box, the survey after the close, members' slips, the summary."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.rules.care.feedback.feedback_rules import Kind
from bot.texts.care import feedback_words
from storage.care import feedback
from tests.journeys import branch_state
from tests.journeys.conftest import START
from tests.journeys.nudge_steps import move_to, nudge_log, update_role
from tests.journeys.play import CANARY, LONDON, Branch, playing
from tests.usecases.privacy import test_purge_members as purges

SEVEN = ("Asha", "Ben", "Carys", "Dee", "Emyr", "Fay", "Gwen")
AFTER_CLOSE = dt.datetime(2027, 3, 25, 12, 1, tzinfo=LONDON)
SURVEY = dt.datetime(2027, 3, 26, 12, 16, tzinfo=LONDON)
OVER = dt.datetime(2027, 4, 9, 12, 0, tzinfo=LONDON)
MOVED = "she has moved to 14 Tern Street, does the union know?"


@pytest.fixture
async def team(tmp_path: Path) -> AsyncIterator[Branch]:
    """Seven advocates and an organiser."""
    async with playing(tmp_path, START, advocates=SEVEN) as found:
        yield found


def sheets(branch: Branch, kind: Kind = Kind.COMMENT) -> list[feedback.Sheet]:
    found = branch.store.read(lambda s: feedback.of_ballot(s, branch.ballot.id))
    return [one for one in found if one.kind is kind]


def given(branch: Branch, kind: Kind = Kind.COMMENT) -> list[tuple[str, str]]:
    return [(one.answers, one.words) for one in sheets(branch, kind) if one.filled]


def seen(branch: Branch, name: str) -> str:
    """All words of the bot in somebody's private chat."""
    found = branch.town.messages(branch[name])
    said = (one for one in found if one.sender is branch.town.bot)
    return "\n".join(one.text or "" for one in said)


async def comment(branch: Branch, name: str, words: str, how: str) -> None:
    await branch.say(name, f"/feedback {words}")
    await branch.press(name, how)


async def after_the_close(branch: Branch) -> None:
    await move_to(branch, AFTER_CLOSE)
    await move_to(branch, SURVEY)


async def answer(branch: Branch, name: str, *labels: str) -> None:
    for label in labels or ("Yes", "too many", "Perhaps"):
        await branch.press(name, label)


async def slip(branch: Branch, name: str) -> str:
    """Let somebody make a slip; return its code."""
    before = {one.code for one in sheets(branch, Kind.MEMBER)}
    await branch.say(name, "/feedback slip")
    (code,) = {one.code for one in sheets(branch, Kind.MEMBER)} - before
    assert code is not None
    assert code in (branch.last(name).text or "")
    return code


# The comment box


async def test_a_comment_goes_with_the_name_or_without(branch: Branch) -> None:
    await comment(branch, "Asha", "the cards are good", "Anonymously")
    await branch.say("Ben", "/feedback")
    await branch.say("Ben", "more time please")
    await branch.press("Ben", "With my name")
    by = {one.words: (one.person_id is None, one.at) for one in sheets(branch)}
    assert by == {
        "the cards are good": (True, None),
        "more time please": (False, branch.clock.at),
    }


async def test_before_the_tap_the_words_are_kept_nowhere(branch: Branch) -> None:
    await branch.say("Asha", f"/feedback the {CANARY}ometer is broken")
    dump = branch.store.read(branch_state.dump)
    assert f"{CANARY}ometer" not in str(dump)
    await branch.press("Asha", "Anonymously")
    assert given(branch) == [("", f"the {CANARY}ometer is broken")]


async def test_two_taps_are_one_comment(branch: Branch) -> None:
    await branch.say("Asha", "/feedback the cards are good")
    asked = branch.last("Asha")
    for label in ("Anonymously", "With my name", "Anonymously"):
        branch.town.press(branch["Asha"], asked, label)
    await branch.rest()
    assert given(branch) == [("", "the cards are good")]


async def test_a_comment_waits_for_its_tap_over_a_restart(tmp_path: Path) -> None:
    async with playing(tmp_path, START) as branch:
        await branch.say("Asha", "/feedback the cards are good")
        await branch.restart()
        await branch.press("Asha", "Anonymously")
        assert given(branch) == [("", "the cards are good")]


async def test_a_message_that_was_deleted_meanwhile_is_asked_for_again(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/feedback the cards are good")
    asked = branch.town.messages(branch["Asha"])[-2]
    branch.town.delete(branch["Asha"], asked)
    await branch.press("Asha", "Anonymously")
    assert "send it again" in (branch.last("Asha").text or "")
    assert given(branch) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("she voted no, her ni number is AB123456C", "how somebody votes"),
        (f"Nia3 {CANARY}3 was rude to me", "names a member"),
        ("07700 900003 is always rude", "names a member"),
        ("my colleague has cancer", "health"),
    ],
)
async def test_what_may_not_be_kept_is_refused_with_the_reason(
    branch: Branch, words: str, why: str
) -> None:
    await branch.say("Asha", f"/feedback {words}")
    assert why in branch.texts("Asha")[-1]
    assert sheets(branch) == []


async def test_a_postal_address_in_a_comment_is_not_kept(branch: Branch) -> None:
    await branch.say("Asha", f"/feedback {MOVED}")
    assert any("not kept here" in text for text in branch.texts("Asha")[-2:])
    await branch.press("Asha", "Anonymously")
    kept = "she has moved to (address), does the union know?"
    assert given(branch) == [("", kept)]


async def test_a_report_typed_into_the_box_is_asked_about(branch: Branch) -> None:
    member = await branch_state.take_next(branch)
    await branch.say("Asha", "/feedback")
    await branch.say("Asha", "has voted")
    assert not branch_state.contact_log(branch, member)
    await branch.press("Asha", "About")
    assert branch_state.contact_log(branch, member)[0].outcome == "voted"
    assert sheets(branch) == []


async def test_words_meant_for_the_box_get_there_past_the_open_card(
    branch: Branch,
) -> None:
    member = await branch_state.take_next(branch)
    await branch.say("Asha", "/feedback")
    await branch.say("Asha", "no answer all day, the evenings are better")
    await branch.press("Asha", "For the comment box")
    await branch.press("Asha", "Anonymously")
    assert given(branch) == [("", "no answer all day, the evenings are better")]
    assert not branch_state.contact_log(branch, member)


async def test_the_box_closes_14_days_after_the_ballot(branch: Branch) -> None:
    await branch.say("Asha", "/feedback late, but heard")
    await move_to(branch, AFTER_CLOSE)
    await branch.move(days=14, minutes=1)
    await branch.say("Asha", "/feedback too late")
    assert "comment box closed" in branch.texts("Asha")[-1]
    await branch.say("Asha", "/feedback slip")
    assert "comment box closed" in branch.texts("Asha")[-1]
    assert given(branch) == []


# What is shown of it


async def test_anonymous_comments_are_shown_from_five_on(team: Branch) -> None:
    for number, name in enumerate(SEVEN[:4]):
        await comment(team, name, f"remark {number}", "Anonymously")
    await comment(team, "Fay", "I sign this", "With my name")
    await team.say("Dawn", "/feedback summary")
    assert "anonymous: fewer than 5 so far" in (team.last("Dawn").text or "")
    await team.press("Dawn", "What they say")
    assert (team.last("Dawn").text or "") == "· Fay: I sign this"
    await comment(team, "Gwen", "remark 4", "Anonymously")
    await team.press("Dawn", "What they say")
    assert all(f"remark {number}" in team.texts("Dawn")[-1] for number in range(5))


async def test_a_sixth_waits_until_it_cannot_be_told_by_its_time(
    team: Branch,
) -> None:
    for number, name in enumerate((*SEVEN[:5], "Fay")):
        await comment(team, name, f"remark {number}", "Anonymously")
    await team.say("Dawn", "/feedback summary")
    await team.press("Dawn", "What they say")
    assert "remark 5" not in team.texts("Dawn")[-1]
    await move_to(team, OVER + dt.timedelta(minutes=1))
    await team.say("Dawn", "/feedback summary")
    await team.press("Dawn", "What they say")
    assert "remark 5" in team.texts("Dawn")[-1]


async def test_the_summary_is_for_organisers(branch: Branch) -> None:
    await branch.say("Asha", "/feedback summary")
    assert branch.texts("Asha")[-1] == "That is for organisers."
    await branch.say("Asha", "/feedback")
    labels = [one["text"] for row in branch.last("Asha").keyboard for one in row]
    assert labels == ["A slip for a member"]


def page(branch: Branch) -> str:
    found = branch.last("Dawn").file
    assert found is not None
    return bytes(found.content).decode()


async def test_the_page_is_free_of_names(team: Branch) -> None:
    for number, name in enumerate(SEVEN[:5]):
        await comment(team, name, f"remark {number}", "Anonymously")
    await comment(team, "Fay", "I sign this <b>", "With my name")
    await comment(team, "Gwen", "Ben's sheets were late", "With my name")
    await team.say("Dawn", "/feedback")
    await team.press("Dawn", "What came in")
    await team.press("Dawn", "As a page")
    assert "I sign this &lt;b&gt;" in page(team)
    assert "1 comment names somebody and is not printed" in page(team)
    assert not any(name in page(team) for name in (*SEVEN, "Dawn", CANARY))


# The survey


async def test_the_survey_comes_once_to_advocates_after_the_close(
    branch: Branch,
) -> None:
    await after_the_close(branch)
    await branch.move(hours=3)
    await branch.move(days=1)
    for name in ("Asha", "Ben", "Carys"):
        assert seen(branch, name).count("Three taps") == 1
    assert "Three taps" not in seen(branch, "Dawn")
    assert "Three taps" not in branch_state.group_saw(branch)


async def test_three_taps_and_a_line(branch: Branch) -> None:
    await after_the_close(branch)
    await answer(branch, "Asha")
    assert given(branch, Kind.SURVEY) == [("abb", "")]
    await branch.press("Asha", "Add a line")
    await branch.say("Asha", "the evenings went best")
    assert given(branch) == [("", "the evenings went best")]
    assert all(one.person_id is None for one in sheets(branch))


async def test_a_survey_is_answered_once(branch: Branch) -> None:
    await after_the_close(branch)
    await branch.press("Asha", "Yes")
    await branch.press("Asha", "too many")
    third = branch.last("Asha")
    for label in ("Yes", "No", "Perhaps"):
        branch.town.press(branch["Asha"], third, label)
    await branch.rest()
    assert len(given(branch, Kind.SURVEY)) == 1


async def test_a_survey_is_answered_over_a_restart(tmp_path: Path) -> None:
    async with playing(tmp_path, START) as branch:
        await after_the_close(branch)
        await branch.press("Asha", "Yes")
        await branch.restart()
        await answer(branch, "Asha", "just right", "No")
        assert given(branch, Kind.SURVEY) == [("aac", "")]


async def test_the_survey_can_be_left(branch: Branch) -> None:
    await after_the_close(branch)
    await branch.press("Asha", "Leave it")
    assert "Left." in (branch.last("Asha").text or "")
    assert not branch.last("Asha").keyboard
    assert given(branch, Kind.SURVEY) == []


async def test_nobody_who_left_muted_or_blocked_is_asked(branch: Branch) -> None:
    update_role(branch, "Asha", role="gone")
    update_role(branch, "Ben", muted=True)
    branch.town.block(branch["Carys"])
    await after_the_close(branch)
    for name in ("Asha", "Ben", "Carys"):
        assert "Three taps" not in seen(branch, name)
    whys = {(state, why) for kind, state, why in nudge_log(branch) if kind == "survey"}
    assert whys == {("skipped", "muted"), ("skipped", "cannot be reached")}


async def test_the_survey_can_be_switched_off(tmp_path: Path) -> None:
    async with playing(tmp_path, START, survey=False) as branch:
        await branch.say("Dawn", "/nudges")
        assert "survey" not in (branch.last("Dawn").text or "")
        await after_the_close(branch)
        assert "Three taps" not in seen(branch, "Asha")


async def test_a_ballot_ended_by_hand_has_its_survey_too(branch: Branch) -> None:
    await branch.say("Dawn", "/close")
    await branch.press("Dawn", "End it")
    await branch.move(hours=9)
    await branch.move(hours=17)
    assert "Three taps" in seen(branch, "Asha")


async def test_survey_answers_are_counted_and_drawn_from_five_on(
    team: Branch,
) -> None:
    await after_the_close(team)
    for name in SEVEN[:4]:
        await answer(team, name)
    await team.say("Dawn", "/feedback summary")
    assert team.last("Dawn").file is None
    assert "7 advocates asked, fewer than 5 so far" in (team.last("Dawn").text or "")
    await answer(team, "Emyr", "Not really", "too few", "No")
    await team.say("Dawn", "/feedback summary")
    assert team.last("Dawn").file is not None
    assert "7 advocates asked, 5 shown" in (team.last("Dawn").text or "")
    await team.press("Dawn", "As a page")
    assert '<th scope="row">too many</th><td>4</td>' in page(team)


# Slips for members


async def test_what_a_member_says_comes_back_by_the_code(branch: Branch) -> None:
    member = await branch_state.take_next(branch)
    code = await slip(branch, "Asha")
    await branch.say("Asha", f"my member says: {code.lower()} 4, kind and quick")
    assert f"Kept from {code}, without a name: 4 of 5" in branch.texts("Asha")[-1]
    assert given(branch, Kind.MEMBER) == [("4", "kind and quick")]
    assert not branch_state.contact_log(branch, member)


async def test_a_number_that_may_be_a_mark_is_asked_about(branch: Branch) -> None:
    codes = [await slip(branch, "Asha") for _ in range(2)]
    for code, label in zip(codes, ("Yes, 3 of 5", "No"), strict=True):
        await branch.say("Asha", f"{code} 3 calls were too many")
        await branch.press("Asha", label)
    assert sorted(given(branch, Kind.MEMBER)) == [
        ("", "3 calls were too many"),
        ("3", "calls were too many"),
    ]


async def test_slips_that_cannot_be_taken_are_refused_with_the_reason(
    branch: Branch,
) -> None:
    code = await slip(branch, "Asha")
    for words, why in (
        ("my member says: Q99 all fine", "There is no slip Q99"),
        (code, "And what did they say?"),
        (f"{code} 9", "A mark is a number from 1 to 5"),
        (f"{code} Nia3 {CANARY}3 says thanks", "names a member"),
        (f"{code} 5, and I voted yes", "how somebody votes"),
    ):
        await branch.say("Asha", words)
        assert why in branch.texts("Asha")[-1]
    assert given(branch, Kind.MEMBER) == []
    await branch.say("Ben", f"{code} 5")
    await branch.say("Ben", f"{code} 1")
    assert "is kept already" in branch.texts("Ben")[-1]
    assert given(branch, Kind.MEMBER) == [("5", "")]


async def test_a_code_that_is_no_slip_s_stays_a_report(branch: Branch) -> None:
    member = await branch_state.take_next(branch)
    await slip(branch, "Ben")
    await branch.say("Asha", "M25 was jammed, she has voted")
    assert branch_state.contact_log(branch, member)[0].outcome == "voted"


async def test_slips_are_counted_in_the_summary(team: Branch) -> None:
    codes = [await slip(team, "Asha") for _ in range(6)]
    for code in codes[:5]:
        await team.say("Asha", f"{code} 5, said {code}")
    await team.say("Dawn", "/feedback summary")
    assert "6 slips made, 5 shown" in (team.last("Dawn").text or "")
    await team.press("Dawn", "What they say")
    assert team.texts("Dawn")[-1].count("A member: said") == 5


async def test_a_slip_s_text_fits_the_copy_button(branch: Branch) -> None:
    await slip(branch, "Asha")
    assert len(feedback_words.slip_text("K72")) <= 256
    copies = [one for row in branch.last("Asha").keyboard for one in row]
    assert any("copy_text" in one for one in copies)


# Nobody else sees it, and nothing of it stays


async def test_nothing_of_a_comment_is_in_the_group_or_on_a_button(
    branch: Branch,
) -> None:
    await comment(branch, "Asha", "the zanzibar remark", "Anonymously")
    code = await slip(branch, "Asha")
    await branch.say("Asha", f"{code} 5, the zanzibar remark")
    assert "zanzibar" not in branch_state.group_saw(branch)
    markups = [call.params.get("reply_markup") for call in branch.town.history]
    assert "zanzibar" not in str(markups)


async def test_no_command_of_feedback_works_in_the_group(branch: Branch) -> None:
    await branch.say("Asha", "/feedback the zanzibar remark", branch.group)
    assert sheets(branch) == []
    assert "zanzibar" not in branch_state.group_saw(branch)


async def test_feedback_goes_with_the_purge(tmp_path: Path) -> None:
    async with playing(tmp_path, START) as branch:
        await comment(branch, "Asha", "the zanzibar remark", "Anonymously")
        await comment(branch, "Ben", "the zanzibar remark too", "With my name")
        code = await slip(branch, "Asha")
        await branch.say("Asha", f"{code} 5, said in zanzibar")
        await branch.say("Carys", "/feedback the zanzibar remark, not sent")
        await branch.say("Dawn", "/purge")
        await branch.press("Dawn", "Erase")
        await branch.move(minutes=1)
        assert sheets(branch) == []
        await branch.say("Asha", "/feedback after the purge")
        assert "comment box closed" in branch.texts("Asha")[-1]
    assert purges.files_with(tmp_path, "zanzibar") == []
