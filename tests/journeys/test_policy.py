"""`/policy`: organisers look at the policies and change them; a case follows them."""

import datetime as dt

from storage.care import cases, policy_changes
from tests.journeys.branch_state import group_saw, take_next
from tests.journeys.play import Branch

CANARY = "Wrenlock"


def last(branch: Branch) -> str:
    return branch.last("Dawn").text or ""


def reply_times(branch: Branch) -> list[dt.timedelta]:
    found = branch.store.read(lambda s: cases.still_open(s, branch.ballot.id))
    return [case.reply_by - case.opened_at for case in found]


async def test_a_policy_is_shown_and_changed_by_buttons(branch: Branch) -> None:
    await branch.say("Dawn", "/policy")
    assert "1. Question: 4 h usually, 1 h in the last week" in last(branch)
    await branch.press("Dawn", "1")
    assert "What to say first: “Good question" in last(branch)
    await branch.press("Dawn", "Hours usually")
    await branch.press("Dawn", "2 h")
    assert "Answered within 2 h usually" in last(branch)
    await take_next(branch)
    await branch.say("Asha", "asks whether it needs a stamp?")
    assert reply_times(branch) == [dt.timedelta(hours=2)]
    await branch.say("Dawn", "/policy question")
    await branch.press("Dawn", "Back to the file's")
    assert "Answered within 4 h usually" in last(branch)


async def test_a_policy_is_changed_by_typed_values(branch: Branch) -> None:
    await branch.say("Dawn", "/policy question usual 90 minutes")
    assert "Answered within 90 min usually" in last(branch)
    await branch.say("Dawn", "/policy question usual tomorrow")
    assert "/policy question usual 2 hours" in last(branch)
    await branch.say("Dawn", "/policy question")
    await branch.press("Dawn", "Hours in the last week")
    await branch.say("Dawn", "whenever")
    assert "I cannot read that" in last(branch)
    await branch.say("Dawn", "20 minutes")
    assert "20 min in the last week" in last(branch)
    await branch.press("Dawn", "What to say first")
    await branch.say("Dawn", f"I ask {CANARY} <at once>.")
    assert f"“I ask {CANARY} <at once>.”" in last(branch)


async def test_changes_are_audited_without_their_words(branch: Branch) -> None:
    await branch.say("Dawn", f"/policy upset say first Ask for {CANARY}.")
    lines = branch.store.read(
        lambda s: s.connection().exec_driver_sql("SELECT * FROM audit").all()
    )
    assert any("policy set" in line for line in map(str, lines))
    assert CANARY not in str(lines)
    assert CANARY not in group_saw(branch)


async def test_words_on_somebodys_health_are_no_policy(branch: Branch) -> None:
    await branch.say("Dawn", "/policy upset say first He has cancer, be kind.")
    kept = branch.store.read(lambda s: policy_changes.of_ballot(s, branch.ballot.id))
    assert kept == []


async def test_policies_are_for_organisers(branch: Branch) -> None:
    await branch.say("Asha", "/policy")
    assert branch.texts("Asha")[-1] == "That is for organisers."
    await branch.say("Dawn", "/policy", branch.group)
    assert "usually" not in group_saw(branch)
