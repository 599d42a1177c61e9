"""Members nobody can reach: advocates of their workplace are asked, one by one."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.config import sections
from bot.rules.outcomes import Outcome
from bot.usecases.team import promise
from storage.team import people
from tests.journeys.branch_state import contact_log, group_saw_nobody, reload, take_next
from tests.journeys.conftest import START
from tests.journeys.play import Branch, playing, sheet

LEEDS = "Old Ropeworks, Leeds"
QUESTION = "Do you know"


@pytest.fixture
async def leeds(tmp_path: Path) -> AsyncIterator[Branch]:
    """Asha and Ben work in Leeds; of one member there no contact is known."""
    lost = sheet(1, workplace=LEEDS, mobile=None, personal_email=None)
    listed = [lost, sheet(2, workplace=LEEDS)]
    async with playing(tmp_path, START, listed) as branch:
        at_work(branch, "Asha", "Ben")
        yield branch


def at_work(branch: Branch, *names: str) -> None:
    def unit(session: Session) -> None:
        for name in names:
            person = people.find_or_add(session, branch[name].id, name)
            people.update_role(session, person.id, branch.ballot.id, workplace=LEEDS)

    branch.store.write(unit)


def asked(branch: Branch, name: str) -> bool:
    return any(QUESTION in text for text in branch.texts(name))


async def test_one_after_another_is_asked(leeds: Branch) -> None:
    await leeds.move(minutes=1)
    assert (asked(leeds, "Asha"), asked(leeds, "Ben")) == (True, False)
    await leeds.press("Asha", "No")
    await leeds.move(minutes=1)
    assert asked(leeds, "Ben")


async def test_who_can_reach_them_gets_the_card(leeds: Branch) -> None:
    await leeds.move(minutes=1)
    await leeds.press("Asha", "Yes, I can reach them")
    (member,) = leeds.holders()
    assert member.membership_number == "7700001"
    await leeds.press("Asha", "Voted")
    assert reload(leeds, member).outcome is Outcome.VOTED


async def test_where_practice_comes_first_a_yes_gives_no_card_before_it(
    tmp_path: Path,
) -> None:
    lost = sheet(1, workplace=LEEDS, mobile=None, personal_email=None)
    first = sections.Queue(practice_first=True)
    async with playing(tmp_path, START, [lost], queue=first) as branch:
        at_work(branch, "Asha")
        await branch.move(minutes=1)
        for _ in range(2):
            await branch.press("Asha", "Yes, I can reach them")
            assert not branch.holders()
            assert "1. Priya" in branch.texts("Asha")[-1]


async def test_the_own_number_tells_the_workplace(leeds: Branch) -> None:
    carys = leeds.store.read(lambda s: people.find(s, leeds["Carys"].id))
    assert carys is not None
    role = (carys.id, leeds.ballot.id)
    leeds.store.write(
        lambda s: people.update_role(s, *role, awaiting=promise.OWN_NUMBER)
    )
    await leeds.say("Carys", "7700002")
    known = leeds.store.read(lambda s: people.get(s, *role))
    assert known.workplace == LEEDS


async def test_nobody_is_asked_while_all_is_frozen(leeds: Branch) -> None:
    await leeds.say("Dawn", "/freeze")
    await leeds.press("Dawn", "Freeze")
    await leeds.move(minutes=1)
    assert not asked(leeds, "Asha")


async def test_somebody_who_does_not_answer_is_passed_over(leeds: Branch) -> None:
    await leeds.move(minutes=1)
    await leeds.move(hours=24)
    await leeds.move(minutes=1)
    assert asked(leeds, "Ben")


async def test_nobody_is_asked_in_the_quiet_hours(leeds: Branch) -> None:
    leeds.clock.at = dt.datetime(2027, 3, 2, 22, 0, tzinfo=dt.UTC)
    await leeds.move(minutes=1)
    assert not asked(leeds, "Asha")


async def test_other_workplaces_and_the_group_hear_nothing(leeds: Branch) -> None:
    for _ in range(3):
        await leeds.move(hours=25)
    assert not asked(leeds, "Carys")
    assert not asked(leeds, "Dawn")
    assert group_saw_nobody(leeds)


async def test_whoever_found_no_way_is_not_asked_about_them(leeds: Branch) -> None:
    await leeds.move(minutes=1)
    await leeds.press("Asha", "No")
    member = await take_next(leeds)
    await leeds.say("Asha", "/skip")
    await leeds.press("Asha", "No way to reach")
    await leeds.move(minutes=1)
    first = member.full_name
    assert not [text for text in leeds.texts("Asha") if f"{QUESTION} {first}" in text]


async def test_the_last_dead_channel_leads_here(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "More…")
    await branch.press("Asha", "Wrong contact")
    await branch.press("Asha", "mobile")
    await branch.say("Asha", f"/find {member.full_name}")
    await branch.press("Asha", "More…")
    await branch.press("Asha", "Wrong contact")
    await branch.press("Asha", "e-mail")
    assert reload(branch, member).out_reason == "no working channel"
    assert [one.outcome for one in contact_log(branch, member)] == ["wrong_contact"] * 2
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "Needs you")
    await branch.press("Dawn", "no working channel")
    assert member.full_name in (branch.last("Dawn").text or "")


async def test_a_new_number_brings_them_back(leeds: Branch) -> None:
    await leeds.move(minutes=1)
    await leeds.press("Asha", "Yes, I can reach them")
    (member,) = leeds.holders()
    await leeds.say("Asha", "no answer, new number 07700 900 555")
    await leeds.press("Asha", "Yes, change it")
    back = reload(leeds, member)
    assert back.mobile == "+447700900555"
    assert back.band is not None
