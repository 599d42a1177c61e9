"""The posting clock in the running bot: what goes when, to whom, and what does not."""

import datetime as dt
from pathlib import Path

from sqlmodel import Session

from bot.demo.town.faults import Kind as Fault
from storage import ballots, members, nudges, people
from tests.journeys.play import LONDON, Branch, playing

FIRST_COUNTDOWN = dt.datetime(2027, 3, 5, 12, 15, tzinfo=LONDON)
MINUTE = dt.timedelta(minutes=1)


async def until(branch: Branch, moment: dt.datetime) -> None:
    """Move the clock to an instant."""
    await branch.move(seconds=(moment - branch.clock.at).total_seconds())


def posts(branch: Branch) -> list[str]:
    return [
        message.text or message.caption or ""
        for message in branch.town.messages(branch.group)
        if message.sender is branch.town.bot
    ]


def log(branch: Branch) -> list[tuple[str, str, str | None]]:
    found = branch.store.read(lambda s: nudges.log(s, branch.ballot.id, 100))
    return [(one.plan.kind.value, one.state, one.why) for one in reversed(found)]


def note(branch: Branch, name: str, **changes: object) -> None:
    def unit(session: Session) -> None:
        found = people.met(session, branch[name].id)
        assert found is not None
        people.settle(session, found.id, branch.ballot.id, **changes)

    branch.store.write(unit)


async def promise(branch: Branch) -> None:
    """Asha takes a card and is promised a letter for tonight."""
    await branch.say("Asha", "/next")
    await branch.press("Asha", "Will post")
    await branch.press("Asha", "Tonight")


async def test_the_countdown_goes_once_at_its_time(branch: Branch) -> None:
    await until(branch, FIRST_COUNTDOWN - MINUTE)
    assert posts(branch) == []
    await until(branch, FIRST_COUNTDOWN)
    await branch.move(seconds=20)
    (post,) = posts(branch)
    assert "14 days to the last posting day" in post
    assert log(branch) == [("countdown", "sent", None)]


async def test_the_countdown_names_no_member_and_leads_to_the_next(
    branch: Branch,
) -> None:
    await until(branch, FIRST_COUNTDOWN)
    message = branch.town.messages(branch.group)[-1]
    assert message.keyboard[0][0]["url"].endswith("?start=next")
    assert "Quillfeather" not in " ".join(posts(branch))


async def test_the_button_under_the_countdown_gives_a_card(branch: Branch) -> None:
    await branch.say("Asha", "/start next")
    assert "Quillfeather" in (branch.last("Asha").text or "")


async def test_a_countdown_shortly_after_another_edits_it(branch: Branch) -> None:
    await until(branch, FIRST_COUNTDOWN)
    await branch.move(minutes=30)
    await branch.say("Dawn", "/nudges")
    await branch.press("Dawn", "Send the countdown now")
    assert len(posts(branch)) == 1
    assert [state for _, state, _ in log(branch)] == ["sent", "sent"]


async def test_ripe_promises_are_asked_after_once_when_the_quiet_is_over(
    branch: Branch,
) -> None:
    await promise(branch)
    before = len(branch.texts("Asha"))
    await until(branch, dt.datetime(2027, 3, 3, 9, 1, tzinfo=LONDON))
    await until(branch, dt.datetime(2027, 3, 3, 9, 16, tzinfo=LONDON))
    await branch.move(minutes=20)
    new = branch.texts("Asha")[before:]
    assert [text for text in new if "1 promise to ask after" in text] == new[:1]
    assert ("ripe", "sent", None) in log(branch)


async def test_none_goes_about_a_member_who_has_voted_meanwhile(
    branch: Branch,
) -> None:
    await promise(branch)
    (kept,) = [one for one in members_of(branch) if one.kept_for is not None]
    night = dt.datetime(2027, 3, 2, 21, 0, tzinfo=LONDON)
    branch.store.write(lambda s: members.change(s, kept, due_at=night))
    await until(branch, night + MINUTE)
    assert ("ripe", "planned", None) in log(branch)
    gone = {"band": None, "due_at": None, "kept_for": None, "kept_until": None}
    branch.store.write(lambda s: members.change(s, kept, **gone))
    await until(branch, dt.datetime(2027, 3, 3, 8, 31, tzinfo=LONDON))
    assert ("ripe", "skipped", "nothing left to say") in log(branch)
    assert not [text for text in branch.texts("Asha") if "to ask after" in text]


def members_of(branch: Branch) -> list[members.Member]:
    return branch.store.read(lambda s: list(members.every(s, branch.ballot.id)))


async def test_a_card_about_to_lapse_can_be_kept(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.move(minutes=51)
    assert "lapses at" in (branch.last("Asha").text or "")
    await branch.press("Asha", "Keep")
    await branch.move(minutes=15)
    (held,) = branch.holders()
    assert held.lease_until == branch.clock.at + dt.timedelta(minutes=45)


async def test_a_card_about_to_lapse_can_be_given_back(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.move(minutes=51)
    await branch.press("Asha", "Release")
    assert branch.holders() == []


async def test_the_digest_goes_on_days_with_work_only(branch: Branch) -> None:
    await promise(branch)
    await until(branch, dt.datetime(2027, 3, 2, 18, 0, tzinfo=LONDON))
    await until(branch, dt.datetime(2027, 3, 3, 18, 0, tzinfo=LONDON))
    digests = [text for text in branch.texts("Dawn") if ", today" in text]
    assert len(digests) == 1
    assert "1 promised" in digests[0]


async def test_who_mutes_gets_no_nudge_and_the_log_says_why(branch: Branch) -> None:
    await promise(branch)
    await branch.say("Asha", "/mute")
    await until(branch, dt.datetime(2027, 3, 3, 9, 16, tzinfo=LONDON))
    assert ("ripe", "skipped", "muted") in log(branch)
    await branch.press("Asha", "Nudge me again")
    assert branch.last("Asha").text == "Nudges are on again."


async def test_a_muted_group_gets_no_countdown(branch: Branch) -> None:
    await branch.say("Dawn", "/mute", branch.group)
    await until(branch, FIRST_COUNTDOWN)
    assert log(branch) == [("countdown", "skipped", "muted")]


async def test_away_gives_cards_back_and_stops_nudges(branch: Branch) -> None:
    await promise(branch)
    await branch.say("Asha", "/next")
    await branch.say("Asha", "/away 3")
    assert "1 card given back, 1 promise handed over" in branch.texts("Asha")[-1]
    assert branch.holders() == []
    assert not [one for one in members_of(branch) if one.kept_for]
    await branch.press("Asha", "Back")
    assert "Welcome back" in branch.texts("Asha")[-1]


async def test_a_pledge_is_reminded_of_once_unless_it_is_kept(branch: Branch) -> None:
    await branch.say("Asha", "/pledge 1")
    await branch.say("Ben", "/pledge 5 tonight")
    await promise(branch)
    await until(branch, dt.datetime(2027, 3, 2, 18, 0, tzinfo=LONDON))
    assert "You pledged 5 contacts" in branch.texts("Ben")[-1]
    assert ("pledge", "skipped", "nothing left to say") in log(branch)


async def test_a_pledge_that_is_none_is_explained(branch: Branch) -> None:
    await branch.say("Asha", "/pledge lots")
    assert "/pledge 5 19:30" in branch.texts("Asha")[-1]


async def test_paused_nudges_are_skipped_until_resumed(branch: Branch) -> None:
    await branch.say("Dawn", "/nudges")
    assert "Fri 5 March 12:15: countdown to the group (1)" in branch.texts("Dawn")[-1]
    await branch.press("Dawn", "Pause all")
    await until(branch, FIRST_COUNTDOWN)
    assert log(branch) == [("countdown", "skipped", "paused by an organiser")]
    await branch.say("Dawn", "/nudges")
    await branch.press("Dawn", "Resume")
    assert not branch.store.read(
        lambda s: ballots.life(s, branch.ballot.id).nudges_paused
    )


async def test_three_days_of_downtime_skip_what_makes_no_sense_any_more(
    branch: Branch,
) -> None:
    await until(branch, FIRST_COUNTDOWN + dt.timedelta(days=3))
    assert posts(branch) == []
    assert ("countdown", "skipped", "too late to make sense") in log(branch)


async def test_a_nudge_whose_answer_was_lost_is_unknown_and_not_repeated(
    branch: Branch,
) -> None:
    branch.town.faults.plan(Fault.ANSWER_LOST, chat_id=branch.group.id)
    await until(branch, FIRST_COUNTDOWN)
    await branch.move(minutes=5)
    assert len(posts(branch)) == 1
    ((kind, state, _),) = log(branch)
    assert (kind, state) == ("countdown", "unknown")


async def test_a_group_that_moved_gets_its_countdown_once(branch: Branch) -> None:
    moved = branch.town.make_group("Advocates", list(branch.people.values()))
    branch.town.add_bot(moved, branch["Dawn"])
    await branch.rest()
    branch.town.faults.plan(
        Fault.MIGRATED, chat_id=branch.group.id, migrate_to=moved.id
    )
    await until(branch, FIRST_COUNTDOWN)
    await branch.move(minutes=5)
    assert posts(branch) == []
    assert log(branch) == [("countdown", "sent", None)]


async def test_who_blocked_the_bot_is_skipped(branch: Branch) -> None:
    await promise(branch)
    branch.town.faults.plan(Fault.BLOCKED, chat_id=branch["Asha"].id)
    await until(branch, dt.datetime(2027, 3, 3, 9, 16, tzinfo=LONDON))
    assert ("ripe", "skipped", "cannot be reached") in log(branch)
    assert not [one for one in members_of(branch) if one.kept_for]


async def test_a_promise_not_followed_up_goes_to_anybody_and_the_first_is_told(
    branch: Branch,
) -> None:
    await promise(branch)
    await until(branch, dt.datetime(2027, 3, 3, 9, 16, tzinfo=LONDON))
    note(branch, "Asha", active_at=branch.clock.at)
    await until(branch, dt.datetime(2027, 3, 4, 9, 16, tzinfo=LONDON))
    told = [text for text in branch.texts("Asha") if "whoever is free now" in text]
    assert len(told) == 1
    assert not [one for one in members_of(branch) if one.kept_for]


async def test_the_last_days_speak_of_tomorrows_collection(tmp_path: Path) -> None:
    start = dt.datetime(2027, 3, 17, 17, 0, tzinfo=dt.UTC)
    async with playing(tmp_path, start) as branch:
        await branch.move(minutes=31)
        assert "post before tomorrow's collection" in posts(branch)[-1]


async def test_after_too_many_requests_the_nudge_goes_once(branch: Branch) -> None:
    branch.town.faults.plan(Fault.TOO_MANY, chat_id=branch.group.id, seconds=1)
    await until(branch, FIRST_COUNTDOWN)
    await branch.move(minutes=1)
    assert len(posts(branch)) == 1
    assert log(branch) == [("countdown", "sent", None)]
