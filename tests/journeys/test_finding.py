"""Find a member who rings back, pass on a report, correct one, settle two."""

from pathlib import Path

from sqlmodel import Session

from bot.rules.outcomes import Outcome
from bot.rules.person import Role
from bot.rules.queue import queue_rules
from storage.privacy import audit
from storage.team import people
from tests.journeys.branch_state import contact_log, reload, take_next
from tests.journeys.conftest import START
from tests.journeys.play import CANARY, Branch, playing, sheet


async def test_an_advocate_finds_whom_they_held_lately(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No answer")
    await branch.say("Asha", f"/find {member.full_name}")
    assert reload(branch, member).holder is not None
    await branch.press("Asha", "Voted")
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_an_advocate_finds_nobody_else(branch: Branch) -> None:
    await branch.say("Asha", f"/find {branch.member(5).full_name}")
    assert not branch.holders()
    assert CANARY not in branch.texts("Asha")[-1]


async def test_like_names_are_offered_and_never_taken(tmp_path: Path) -> None:
    listed = [sheet(1, first_name="Priya", last_name="Anand")]
    async with playing(tmp_path, START, listed) as branch:
        await branch.say("Dawn", "/find Prya Annand")
        assert not branch.holders()
        await branch.press("Dawn", "Priya Anand")
        assert [one.id for one in branch.holders()] == [branch.member(1).id]


async def test_whoever_organises_no_more_opens_none_of_the_names_found_before(
    branch: Branch,
) -> None:
    asha = branch.store.read(lambda s: people.find(s, branch["Asha"].id))
    assert asha is not None
    whose = (asha.id, branch.ballot.id)

    def give(role: Role) -> None:
        branch.store.write(lambda s: people.give_role(s, *whose, role, START))

    give(Role.ORGANISER)
    await branch.say("Asha", f"/find {CANARY}")
    give(Role.ADVOCATE)
    await branch.press("Asha", branch.member(0).full_name)
    assert not branch.holders()


async def test_telling_shows_nothing_and_confirms_nothing(branch: Branch) -> None:
    there, nowhere = branch.member(3).full_name, "Nobody Atall"
    await branch.say("Asha", f"/tell {there}, has posted it")
    first = branch.texts("Asha")[-1]
    await branch.say("Asha", f"/tell {nowhere}, has posted it")
    assert branch.texts("Asha")[-1] == first == "Passed on."
    assert branch.member(3).outcome is not Outcome.VOTED


async def test_an_organiser_matches_what_was_passed_on(branch: Branch) -> None:
    member = branch.member(3)
    await branch.say("Asha", f"/tell {member.full_name}, has posted it")
    await branch.press("Dawn", "Whom is it about?")
    await branch.press("Dawn", member.full_name)
    assert branch.member(3).outcome is Outcome.VOTED
    assert contact_log(branch, member)[0].words == "has posted it"


async def test_what_is_told_of_ones_own_open_member_is_recorded(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", f"/tell {member.full_name}, has posted it")
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_a_mistake_is_fixed_through_mine(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Voted")
    await branch.move(minutes=30)
    await branch.say("Asha", "/undo")
    assert "/mine" in branch.texts("Asha")[-1]
    await branch.say("Asha", "/mine")
    await branch.press("Asha", "Fix")
    await branch.press("Asha", member.full_name)
    await branch.press("Asha", "No answer")
    assert reload(branch, member).outcome is Outcome.NO_ANSWER
    assert [one.outcome for one in contact_log(branch, member)] == [
        "no_answer",
        "voted",
    ]


async def test_who_has_voted_is_not_asked_for_the_paper(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Voted")
    await branch.say("Dawn", f"/find {member.full_name}")
    card = branch.texts("Dawn")[-1]
    assert "posted already" in card
    assert "Have you got" not in card


async def test_a_promise_kept_can_be_given_back(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "will post it tomorrow")
    await branch.say("Asha", "/mine")
    await branch.press("Asha", member.full_name)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Pass on or give back")
    await branch.press("Asha", "Give back")
    kept = reload(branch, member)
    assert (kept.holder, kept.kept_for) == (None, None)


async def test_two_different_words_are_settled_by_an_organiser(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.move(minutes=61)
    await branch.say("Dawn", f"/find {member.full_name}")
    await branch.press("Dawn", "Voted")
    await branch.say("Asha", "says she will post it tomorrow")
    await branch.press("Asha", member.full_name)
    assert reload(branch, member).outcome is Outcome.VOTED
    assert "Which stands?" in branch.texts("Dawn")[-1]
    await branch.press("Dawn", "Will post")
    settled = reload(branch, member)
    assert settled.outcome is Outcome.WILL_POST
    assert settled.promise_day is not None
    assert len(contact_log(branch, member)) == 3


async def test_every_card_found_is_noted(branch: Branch) -> None:
    member = branch.member(4)
    await branch.say("Dawn", f"/find {member.full_name}")
    seen = branch.store.read(
        lambda s: (
            s.connection()
            .exec_driver_sql(f"SELECT count(*) FROM view WHERE member_id = {member.id}")
            .scalar_one()
        )
    )
    assert seen == 1


async def test_words_passed_on_name_nobody_until_an_organiser_looks(
    branch: Branch,
) -> None:
    await branch.say("Asha", f"/tell {CANARY}3, has posted it")
    assert "Nia3" not in branch.texts("Dawn")[-1]
    await branch.press("Dawn", "Whom is it about?")
    assert "1. Nia3" in branch.texts("Dawn")[-1]


async def test_looking_whom_words_may_be_about_counts_towards_the_hour(
    tmp_path: Path,
) -> None:
    hour = queue_rules.DEFAULTS.organiser_hour
    listed = [sheet(number) for number in range(hour + 1)]
    async with playing(tmp_path, START, listed=listed) as branch:
        last = branch.member(hour)
        branch.store.write(lambda session: _saw(branch, session, hour))
        await branch.say("Asha", f"/tell {last.full_name}, has posted it")
        await branch.press("Dawn", "Whom is it about?")
        assert f"{hour} members" in branch.texts("Dawn")[-1]
        assert f"1. {last.full_name}" not in "".join(branch.texts("Dawn"))


def _saw(branch: Branch, session: Session, several: int) -> None:
    """Let Dawn have opened the first members of the list just now."""
    dawn = people.find(session, branch["Dawn"].id)
    assert dawn is not None
    for number in range(several):
        who = branch.ballot.id, dawn.id, branch.member(number).id
        audit.record_view(session, *who, "found", branch.clock.now())
