"""Leaks, freezes, caps and ballots apart, played against the whole bot."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from sqlmodel import Session

from bot.demo.telegram.models import Chat, Message
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.person import Role
from bot.usecases.lists import import_list
from bot.usecases.team import promise
from storage import ballots, members
from storage.privacy import key_and_erasures, suppressions
from storage.team import people
from tests.journeys.play import CANARY, Branch, playing, sheet

START = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)


def in_group(branch: Branch, chat: Chat | None = None) -> list[str]:
    """What the bot has said in the group."""
    found = branch.town.messages(chat or branch.group)
    return [m.text or "" for m in found if m.sender is branch.town.bot]


async def test_a_member_named_in_the_group_is_seen_and_never_repeated(
    branch: Branch,
) -> None:
    await branch.say("Asha", f"just rang Nia3 {CANARY}3, she posted", branch.group)
    assert "delete it there now" in (branch.last("Asha").text or "")
    assert "looks like a member" in (branch.last("Dawn").text or "")
    assert CANARY not in "".join(branch.town.sent())


async def test_a_number_in_the_group_is_known_however_it_is_typed(
    branch: Branch,
) -> None:
    await branch.say("Asha", "ring 07700 900 004 tonight", branch.group)
    assert "looks like a member" in (branch.last("Dawn").text or "")


async def test_other_talk_in_the_group_is_left_alone(branch: Branch) -> None:
    await branch.say("Asha", "Nia from work sends 0800 1111 thanks", branch.group)
    assert branch.texts("Dawn") == branch.texts("Asha") == []


async def test_an_organiser_deletes_it_with_one_tap(branch: Branch) -> None:
    await branch.say("Asha", f"Nia3 {CANARY}3", branch.group)
    await branch.press("Dawn", "Delete it")
    assert CANARY not in "".join(
        m.text or "" for m in branch.town.messages(branch.group)
    )


LIST = f"Forename,Surname,Mobile\r\nNia3,{CANARY}3,07700 900003\r\n".encode()


def send_lists(branch: Branch, *names: str, album: str | None = None) -> None:
    for name in names:
        branch.town.send_document(branch["Dawn"], branch.group, name, LIST, album=album)


def files_in_group(branch: Branch) -> list[Message]:
    return [found for found in branch.town.messages(branch.group) if found.document]


async def test_a_list_in_the_group_goes_and_the_way_is_shown(branch: Branch) -> None:
    send_lists(branch, "List.XLSX")
    await branch.rest()
    assert files_in_group(branch) == []
    said = branch.town.last(branch.group)
    assert said.text == (
        "Lists of members never go in this group. I have deleted it. Organisers send "
        "lists to me in private."
    )
    assert said.buttons[0]["text"] == "Open the private chat"
    assert "I have deleted it" in (branch.last("Dawn").text or "")


async def test_an_album_of_lists_goes_and_is_told_once(branch: Branch) -> None:
    send_lists(branch, "a.csv", "b.ods", "c.xls", album="7")
    await branch.rest()
    assert files_in_group(branch) == []
    assert len(in_group(branch)) == len(branch.texts("Dawn")) == 1


async def test_a_list_the_bot_may_not_delete_is_asked_to_be_deleted(
    branch: Branch,
) -> None:
    rights = ["can_pin_messages"]
    branch.town.promote(branch.town.bot, branch.group, branch["Dawn"], rights)
    await branch.rest()
    send_lists(branch, "list.csv")
    await branch.rest()
    assert "Please delete it now" in in_group(branch)[-1]
    assert "I may not delete it there" in (branch.last("Dawn").text or "")


async def test_other_files_in_the_group_are_left_alone(branch: Branch) -> None:
    send_lists(branch, "minutes.pdf", "poster.png", "csv")
    await branch.rest()
    assert len(files_in_group(branch)) == 3
    assert in_group(branch) == branch.texts("Dawn") == []


async def test_freeze_takes_every_card_away_at_once(branch: Branch) -> None:
    for name in ("Asha", "Ben"):
        await branch.say(name, "/next")
    await branch.say("Dawn", "/freeze")
    await branch.press("Dawn", "Freeze")
    await branch.say("Asha", "/next")
    assert not branch.holders()
    assert "Nia" not in "".join(branch.texts("Asha") + branch.texts("Ben"))
    assert "frozen" in (branch.last("Asha").text or "")


async def test_one_person_is_frozen_and_unfrozen_by_name(branch: Branch) -> None:
    await branch.say("Dawn", "/freeze Asha")
    await branch.say("Asha", "/next")
    await branch.say("Ben", "/next")
    assert [member.full_name for member in branch.holders()] != []
    await branch.say("Dawn", "/unfreeze Asha")
    await branch.say("Asha", "/next")
    assert len(branch.holders()) == 2


async def test_a_lost_phone_is_frozen_from_any_account_by_its_code_once(
    branch: Branch,
) -> None:
    asha = branch.store.read(lambda s: people.find(s, branch["Asha"].id))
    assert asha is not None
    branch.store.write(
        lambda s: people.update_role(s, asha.id, branch.ballot.id, promised_at=None)
    )
    await branch.say("Asha", "/next")
    await branch.press("Asha", "I promise")
    at = branch.clock.now().isoformat()
    key = branch.store.read(key_and_erasures.key)
    branch.people["Grace"] = branch.town.add_person("Grace", started=True)
    code = promise.freeze_code(key, asha.id, at).upper()
    await branch.say("Grace", f"/freeze {code[:4]}-{code[4:]}")
    await branch.say("Asha", "/next")
    assert not branch.holders()
    assert "frozen" in (branch.last("Asha").text or "")
    await branch.move(minutes=1)
    await branch.say("Dawn", "/unfreeze Asha")
    await branch.say("Grace", f"/freeze {code}")
    assert frozen(branch, "Asha") is None
    await branch.say("Grace", "/freeze " + freeze_code(branch.last("Asha")))
    assert frozen(branch, "Asha") is not None


def frozen(branch: Branch, name: str) -> dt.datetime | None:
    found = branch.store.read(lambda s: people.find(s, branch[name].id))
    assert found is not None
    return found.frozen_at


def freeze_code(message: Message) -> str:
    assert "freeze code from now on" in (message.text or "")
    return (message.text or "").partition("/freeze ")[2].split()[0]


async def test_over_the_cap_an_organiser_allows_ten_more(tmp_path: Path) -> None:
    listed = [sheet(number) for number in range(40)]
    async with playing(tmp_path, START, listed=listed) as branch:
        for _ in range(15):
            await branch.say("Asha", "/next")
            await branch.press("Asha", "No answer")
        await branch.say("Asha", "/next")
        assert "15 members" in (branch.last("Asha").text or "")
        await branch.press("Dawn", "Allow 10 more")
        await branch.say("Asha", "/next")
        assert len(branch.holders()) == 1


async def test_until_the_controller_agrees_cards_show_initials(branch: Branch) -> None:
    branch.store.write(
        lambda s: ballots.update_life(
            s, branch.ballot.id, agreed_at=None, agreed_by=None
        )
    )
    await branch.say("Asha", "/next")
    card = branch.last("Asha")
    assert CANARY not in str((card.text, card.keyboard))
    assert "7700000" in (card.text or "")


async def test_the_agreement_is_asked_of_an_organiser(branch: Branch) -> None:
    branch.store.write(
        lambda s: ballots.update_life(s, branch.ballot.id, agreed_at=None)
    )
    await branch.say("Dawn", "/start")
    await branch.press("Dawn", "Your union's agreement")
    await branch.say("Dawn", "Dawn Ellis, branch secretary, 2 March")
    life = branch.store.read(lambda s: ballots.life(s, branch.ballot.id))
    assert life.agreed_by == "Dawn Ellis, branch secretary, 2 March"


async def test_somebody_in_two_ballots_switches_by_a_button(branch: Branch) -> None:
    def unit(session):  # type: ignore[no-untyped-def]
        closes = dt.datetime(2027, 4, 1, 12, tzinfo=dt.UTC)
        other = ballots.add(session, Ballot(0, "Officers", closes), START)
        asha = people.find(session, branch["Asha"].id)
        assert asha is not None
        people.give_role(session, asha.id, other.id, Role.ADVOCATE, START)
        people.set_last_used(session, asha.id, branch.ballot.id)

    branch.store.write(unit)
    await branch.say("Asha", "/start")
    await branch.press("Asha", "Switch to Officers")
    await branch.say("Asha", "/next")
    assert not branch.holders()


def second_ballot(branch: Branch, one: SheetMember) -> Ballot:
    """Another ballot under way, with this member and with Ben in its team."""

    def unit(session: Session) -> Ballot:
        other = ballots.add(session, replace(branch.ballot, name="Officers"), START)
        ballots.update_life(session, other.id, agreed_at=START, agreed_by="a test")
        import_list.add(session, other, [one], START)
        ben = people.find(session, branch["Ben"].id)
        assert ben is not None
        people.give_role(session, ben.id, other.id, Role.ADVOCATE, START)
        people.update_role(session, ben.id, other.id, promised_at=START)
        people.set_last_used(session, ben.id, other.id)
        return other

    return branch.store.write(unit)


async def test_who_asks_for_no_contact_is_handed_out_in_no_other_ballot(
    branch: Branch,
) -> None:
    other = second_ballot(branch, sheet(0))
    await branch.say("Asha", "/next")
    await branch.say("Asha", "she asked never to be contacted again")
    await branch.say("Ben", "/next")
    assert CANARY not in "".join(branch.texts("Ben"))
    await branch.say("Asha", "/undo")
    await branch.say("Ben", "/next")
    found = branch.store.read(lambda s: list(members.every(s, other.id)))
    assert [member.holder is not None for member in found] == [True]


async def test_who_holds_them_in_another_ballot_is_told_to_stop(
    branch: Branch,
) -> None:
    other = second_ballot(branch, sheet(0))
    await branch.say("Ben", "/next")
    await branch.say("Asha", "/next")
    await branch.say("Asha", "she asked never to be contacted again")
    assert "they asked not to be contacted" in branch.texts("Ben")[-1]
    assert CANARY not in "".join(branch.texts("Ben"))
    found = branch.store.read(lambda s: list(members.every(s, other.id)))
    assert [member.holder for member in found] == [None]


async def test_whom_a_list_says_not_to_contact_is_called_in_no_ballot(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/next")
    second_ballot(branch, sheet(0, do_not_contact=True))
    await branch.look()
    assert "they asked not to be contacted" in branch.texts("Asha")[-1]
    assert not branch.holders()


async def test_an_undo_takes_back_no_request_made_in_another_ballot(
    branch: Branch,
) -> None:
    second_ballot(branch, sheet(0, membership_number=None, do_not_contact=True))
    asked = branch.store.read(suppressions.every)
    await branch.move(hours=1)
    await branch.say("Asha", "/next")
    await branch.say("Asha", "she asked never to be contacted again")
    await branch.say("Asha", "/undo")
    assert branch.store.read(suppressions.every) == asked != frozenset()


async def test_a_flood_of_one_person_stops_before_the_database(branch: Branch) -> None:
    for _ in range(100):
        branch.town.say(branch["Asha"], branch["Asha"], "/help")
    await branch.rest()
    answers = [text for text in branch.texts("Asha") if "/next –" in text]
    assert len(answers) == 60


async def test_a_group_that_grows_keeps_its_ballot(branch: Branch) -> None:
    small = branch.town.make_group("Night shift", [branch["Dawn"], branch["Asha"]])
    branch.town.add_bot(small, branch["Dawn"])
    await branch.rest()
    branch.town.press(branch["Dawn"], branch.town.last(small), "Link to Pay")
    await branch.rest()
    grown = branch.town.migrate(small)
    await branch.say("Asha", "/next", grown)
    assert branch.holders()


async def test_what_comes_late_from_a_group_that_grew_is_answered_in_the_new_one(
    branch: Branch,
) -> None:
    small = branch.town.make_group("Night shift", [branch["Dawn"], branch["Asha"]])
    branch.town.add_bot(small, branch["Dawn"])
    await branch.rest()
    branch.town.press(branch["Dawn"], branch.town.last(small), "Link to Pay")
    await branch.rest()
    branch.town.say(branch["Asha"], small, "/next")
    grown, waiting = branch.town.migrate(small), branch.town.feed.entries
    waiting.append(waiting.pop(0))
    await branch.rest()
    assert branch.holders()
    assert "in private" in (branch.town.last(grown).text or "")


async def test_with_the_setting_on_the_group_s_answer_is_for_one(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, START, ephemeral=True) as branch:
        await branch.say("Asha", "/next", branch.group)
        seen_by = branch.town.messages(branch.group, branch["Ben"])
        assert not [m for m in seen_by if m.sender is branch.town.bot]
        seen = branch.town.messages(branch.group, branch["Asha"])
        assert "in private" in (seen[-1].text or "")
