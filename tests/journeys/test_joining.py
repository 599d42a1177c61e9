"""From nothing to the first card: the owner by a code, the others by group or link."""

import datetime as dt

import pytest

from bot.rules.person import Role
from bot.usecases.lists import import_list
from bot.usecases.team import owner
from storage.privacy import audit
from storage.team import people
from tests.journeys import test_sheets
from tests.journeys.conftest import START
from tests.journeys.play import Branch, sheet


def role(branch: Branch, name: str) -> Role:
    known = branch.store.read(
        lambda s: people.find(s, branch[name].id, branch.ballot.id)
    )
    return known.role if known else Role.OUTSIDER


def newcomer(branch: Branch, name: str = "Grace", inside: bool = True) -> None:
    person = branch.people[name] = branch.town.add_person(name)
    if inside:
        branch.town.join(person, branch.group)


async def follow(branch: Branch, name: str) -> None:
    """Press the newest button in the group that opens the private chat."""
    message = branch.town.last(branch.group, branch[name])
    payload = message.keyboard[0][0]["url"].partition("?start=")[2]
    branch.town.start(branch[name], payload)
    await branch.rest()


async def test_somebody_of_the_group_is_in_with_four_taps(branch: Branch) -> None:
    newcomer(branch)
    await branch.say("Grace", "/next", branch.group)
    await follow(branch, "Grace")
    assert role(branch, "Grace") is Role.PENDING
    await branch.press("Dawn", "Approve Grace")
    await branch.press("Grace", "I promise")
    await branch.press("Grace", "Skip")
    assert "Nia" in (branch.last("Grace").text or "")


async def test_the_way_in_is_not_lost_among_other_replies(branch: Branch) -> None:
    newcomer(branch)
    for name in ("Asha", "Ben", "Grace"):
        branch.town.say(branch[name], branch.group, "/next")
    await branch.rest()
    labels = [b["text"] for m in branch.town.messages(branch.group) for b in m.buttons]
    assert "Ask to join" in labels


async def test_nobody_sees_a_member_before_the_promise(branch: Branch) -> None:
    newcomer(branch)
    await branch.say("Grace", "/next", branch.group)
    await follow(branch, "Grace")
    await branch.press("Dawn", "Approve Grace")
    await branch.say("Grace", "/next")
    assert "please promise" in (branch.last("Grace").text or "")
    assert not branch.holders()


async def test_organisers_get_one_message_for_all_who_wait(branch: Branch) -> None:
    for name in ("Grace", "Huw", "Isla"):
        newcomer(branch, name)
        await branch.say(name, "/next", branch.group)
        await follow(branch, name)
    waiting = [text for text in branch.texts("Dawn") if "ask to join" in text]
    assert len(waiting) == 1
    await branch.press("Dawn", "Approve all 3")
    assert role(branch, "Isla") is Role.ADVOCATE


async def test_an_invitation_lets_in_as_many_as_it_says(branch: Branch) -> None:
    await branch.say("Dawn", "/invite 2")
    said = branch.last("Dawn").text or ""
    code = said.partition("?start=")[2].split()[0]
    for name in ("Grace", "Huw", "Isla"):
        newcomer(branch, name, inside=False)
        branch.town.start(branch[name], code)
        await branch.rest()
    found = [role(branch, name) for name in ("Grace", "Huw", "Isla")]
    assert found == [Role.PENDING, Role.PENDING, Role.OUTSIDER]


async def test_a_revoked_or_old_invitation_is_refused(branch: Branch) -> None:
    await branch.say("Dawn", "/invite 2")
    code = (branch.last("Dawn").text or "").partition("?start=")[2].split()[0]
    await branch.press("Dawn", "Revoke")
    newcomer(branch, inside=False)
    branch.town.start(branch["Grace"], code)
    await branch.rest()
    assert role(branch, "Grace") is Role.OUTSIDER
    assert "cannot be used" in (branch.last("Grace").text or "")


async def test_the_page_to_print_comes_while_the_invitation_holds(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/invite 5")
    asked = branch.last("Dawn")
    await branch.press("Dawn", "Page to print")
    (file,) = test_sheets.documents(branch, "Dawn")
    assert file.document is not None
    assert file.document.name == "for-advocates.pdf"
    assert file.document.content.startswith(b"%PDF-")
    branch.clock.at += dt.timedelta(hours=73)
    branch.town.press(branch["Dawn"], asked, "🖨 Page to print")
    await branch.rest()
    assert len(test_sheets.documents(branch, "Dawn")) == 1


@pytest.mark.one_database  # SQLite's file is read
async def test_the_code_of_an_invitation_is_kept_nowhere(branch: Branch) -> None:
    await branch.say("Dawn", "/invite")
    code = (branch.last("Dawn").text or "").partition("?start=")[2].split()[0]
    held = b"".join(file.read_bytes() for file in branch.store.path.parent.iterdir())
    assert code.encode() not in held


async def test_the_first_code_makes_one_owner_and_works_once(branch: Branch) -> None:
    code = owner_code(branch)
    for name in ("Grace", "Huw"):
        await claim(branch, name, code)
    assert role(branch, "Grace") is Role.OWNER
    assert role(branch, "Huw") is Role.OUTSIDER


def owner_code(branch: Branch) -> str:
    return branch.store.write(lambda s: owner.fresh_code(s, branch.clock.now()))


async def claim(branch: Branch, name: str, code: str) -> None:
    newcomer(branch, name, inside=False)
    branch.town.start(branch[name], code)
    await branch.rest()


async def test_the_owners_code_ends_after_72_hours(branch: Branch) -> None:
    code = owner_code(branch)
    branch.clock.at += dt.timedelta(hours=72)
    await claim(branch, "Grace", code)
    assert role(branch, "Grace") is Role.OUTSIDER
    assert "mantelpiece owner-code" in (branch.last("Grace").text or "")
    await claim(branch, "Huw", owner_code(branch))
    assert role(branch, "Huw") is Role.OWNER


async def test_a_new_owners_code_ends_the_one_before(branch: Branch) -> None:
    first = owner_code(branch)
    branch.clock.at += dt.timedelta(minutes=1)
    owner_code(branch)
    await claim(branch, "Grace", first)
    assert role(branch, "Grace") is Role.OUTSIDER


async def test_a_restart_shows_the_owners_code_that_still_holds(
    branch: Branch,
) -> None:
    def shown() -> str | None:
        now = branch.clock.now()
        return branch.store.write(lambda s: owner.first_code(s, now))

    first = shown()
    branch.clock.at += dt.timedelta(hours=71)
    assert shown() == first
    branch.clock.at += dt.timedelta(hours=1)
    assert shown() != first


async def test_a_new_owner_is_told_to_all_organisers(branch: Branch) -> None:
    await claim(branch, "Grace", owner_code(branch))
    told = [text for text in branch.texts("Dawn") if "Grace is an owner" in text]
    assert len(told) == 1
    assert "/freeze Grace" in told[0]
    assert not any("is an owner" in text for text in branch.texts("Asha"))


async def test_who_leaves_the_group_loses_cards_and_role(branch: Branch) -> None:
    newcomer(branch)
    await branch.say("Grace", "/next", branch.group)
    await follow(branch, "Grace")
    await branch.press("Dawn", "Approve Grace")
    await branch.press("Grace", "I promise")
    await branch.press("Grace", "Skip")
    branch.town.leave(branch["Grace"], branch.group)
    await branch.rest()
    assert role(branch, "Grace") is Role.GONE
    assert not branch.holders()
    assert not any("Nia" in text for text in branch.texts("Grace"))


async def test_somebody_suspended_cannot_ask_again(branch: Branch) -> None:
    await branch.say("Dawn", "/team")
    await branch.press("Dawn", "Asha")
    await branch.press("Dawn", "Suspend")
    await branch.say("Asha", "/next")
    assert "cannot work here" in (branch.last("Asha").text or "")
    branch.town.start(branch["Asha"], "join")
    await branch.rest()
    assert role(branch, "Asha") is Role.SUSPENDED


async def test_what_is_done_about_the_team_is_in_the_log(branch: Branch) -> None:
    await branch.say("Dawn", "/team")
    await branch.press("Dawn", "Asha")
    await branch.press("Dawn", "Make organiser")
    done = branch.store.read(lambda s: [line.action for line in audit.lines(s)])
    assert "promote" in done
    assert role(branch, "Asha") is Role.ORGANISER


async def test_a_stranger_s_group_is_left_after_fifteen_minutes(
    branch: Branch,
) -> None:
    newcomer(branch, "Mallory", inside=False)
    other = branch.town.make_group("Elsewhere", [branch["Mallory"]])
    branch.town.add_bot(other, branch["Mallory"])
    await branch.rest()
    assert "no organiser has added me" in (branch.last("Dawn").text or "")
    await branch.move(minutes=16)
    assert not other.member(branch.town.bot).present
    assert not [m for m in branch.town.messages(other) if m.text]


async def test_an_organiser_s_group_is_offered_a_link(branch: Branch) -> None:
    other = branch.town.make_group("Night shift", [branch["Dawn"], branch["Asha"]])
    branch.town.add_bot(other, branch["Dawn"])
    await branch.rest()
    message = branch.town.last(other)
    branch.town.press(branch["Dawn"], message, f"Link to {branch.ballot.name}")
    await branch.rest()
    assert "is linked" in (branch.town.last(other).text or "")


async def test_an_organiser_links_an_advocate_s_own_number(branch: Branch) -> None:
    await branch.say("Dawn", "/team")
    await branch.press("Dawn", "Asha")
    await branch.press("Dawn", "Their own number")
    await branch.say("Dawn", "7700000")
    assert "never given their own card" in (branch.last("Dawn").text or "")
    assert "7700000" not in "".join(
        m.text or "" for m in branch.town.messages(branch["Dawn"])
    )
    await branch.say("Asha", "/next")
    (held,) = branch.holders()
    assert held.membership_number != "7700000"
    done = branch.store.read(lambda s: [line.action for line in audit.lines(s)])
    assert "own number linked" in done


async def test_a_number_not_listed_yet_is_matched_with_the_next_list(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/team")
    await branch.press("Dawn", "Asha")
    await branch.press("Dawn", "Their own number")
    await branch.say("Dawn", "7700099")
    assert "not in the list yet" in (branch.last("Dawn").text or "")
    wanted = import_list.Wanted(lambda: [sheet(99)])
    import_list.run(branch.store, import_list.Import(branch.ballot, wanted, START))
    asha = branch.store.read(lambda s: people.find(s, branch["Asha"].id))
    assert asha is not None
    assert asha.own_member_id == branch.member(99).id
