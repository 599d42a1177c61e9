"""Every way to see a member is logged and capped, over all ballots, organisers too."""

import datetime as dt

import pytest

from bot.handlers import commands
from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Role
from bot.usecases.entry import button_routes, gate
from bot.usecases.lists import import_list
from storage import ballots
from storage.care import cases
from storage.outbox import outbox_entry
from storage.privacy import audit
from storage.team import people
from tests.usecases import given

NUMBERS = given.queue_rules.DEFAULTS


@pytest.fixture
def branch(tmp_path):  # type: ignore[no-untyped-def]
    with given.scene(tmp_path, members=300) as found:
        yield found


def say(scene: given.Scene, actor: str, words: str) -> list[outbox_entry.Entry]:
    before = len(scene.outbox())
    name = words[1:].split()[0]
    came = given.arrival(actor, "private", "new", text=words)
    scene.act(came, lambda *_: gate.Named(name, commands.COMMANDS[name]))
    return scene.outbox()[before:]


def press(scene: given.Scene, actor: str, data: str) -> list[outbox_entry.Entry]:
    before = len(scene.outbox())
    came = given.arrival(actor, "private", "button", data=data)
    scene.act(came, button_routes.resolve)
    return scene.outbox()[before:]


def seen(scene: given.Scene, actor: str) -> set[int]:
    whose = scene.people[actor].id
    long_ago = given.NOW - dt.timedelta(days=9)
    return scene.store.read(lambda s: audit.seen_since(s, whose, long_ago))


def says(scene: given.Scene, said: list[outbox_entry.Entry]) -> list[object]:
    return [entry.ending.get("say") for entry in said]


def find_many(scene: given.Scene, actor: str, numbers: range) -> None:
    for number in numbers:
        say(scene, actor, f"/find 77{number:05d}")


def as_of_today(scene: given.Scene, actor: str, since: dt.timedelta) -> None:
    """Make somebody an organiser since then."""
    whose = (scene.people[actor].id, scene.ballot.id)
    at = given.NOW - since

    def unit(session: given.Session) -> None:
        people.give_role(session, *whose, Role.PENDING, at)
        people.give_role(session, *whose, Role.ORGANISER, at)

    scene.store.write(unit)


def test_an_organiser_finds_no_more_in_an_hour_than_the_cap(
    branch: given.Scene,
) -> None:
    find_many(branch, "organiser", range(57))
    assert len(seen(branch, "organiser")) <= NUMBERS.organiser_hour
    told = {entry.chat_id for entry in branch.outbox() if _alarm(entry)}
    assert told == {branch.people["owner"].telegram_id}


def _alarm(entry: outbox_entry.Entry) -> bool:
    return entry.ending.get("say") in ("CapReached", "Scraping")


def test_three_open_cards_hide_no_cap(branch: given.Scene) -> None:
    whose = branch.people["advocate"].id
    say(branch, "advocate", "/next 3")

    def look(session: given.Session) -> None:
        for member in range(100, 100 + NUMBERS.hour):
            audit.record_view(
                session, branch.ballot.id, whose, member, "card", given.NOW
            )

    branch.store.write(look)
    assert "OverCap" in says(branch, say(branch, "advocate", "/next 3"))
    assert branch.outbox()[-1].ending.get("cap") == "hour"


def test_what_was_seen_in_another_ballot_counts_here(branch: given.Scene) -> None:
    def unit(session: given.Session) -> None:
        closes = given.NOW + dt.timedelta(days=20)
        other = ballots.add(session, Ballot(0, "Officers", closes), given.NOW)
        import_list.add(session, other, [given.sheet(900)], given.NOW)
        for member in range(1, 1 + NUMBERS.hour):
            whose = branch.people["advocate"].id
            audit.record_view(session, other.id, whose, member, "card", given.NOW)

    branch.store.write(unit)
    assert "OverCap" in says(branch, say(branch, "advocate", "/next"))


def test_names_listed_by_find_count_as_seen(branch: given.Scene) -> None:
    said = say(branch, "organiser", "/find Nia1 Quillfeather12")
    listed = set(said[-1].ending["member_ids"])
    assert listed
    assert listed <= seen(branch, "organiser")


def test_cases_leave_a_line_and_stop_at_the_cap(branch: given.Scene) -> None:
    def unit(session: given.Session) -> list[int]:
        made = [
            cases.add(
                session,
                branch.ballot.id,
                member,
                "question",
                "a stamp?",
                branch.people["advocate"].id,
                given.NOW,
                given.NOW,
            )
            for member in range(1, 61)
        ]
        return [case.id for case in made]

    key = say(branch, "organiser", "/cases")[-1].ending["key"]
    for case in branch.store.write(unit):
        press(branch, "organiser", f"{key}.c{case}")
    assert len(seen(branch, "organiser")) == NUMBERS.organiser_hour


def test_nobody_allows_themselves_more(branch: given.Scene) -> None:
    key = say(branch, "organiser", "/team")[-1].ending["key"]
    own = branch.people["organiser"].id
    said = press(branch, "organiser", f"{key}.allow:{own}")
    assert said[-1].ending.get("why") == "not that one"


def test_a_mailing_of_more_than_a_day_needs_a_second_organiser(
    branch: given.Scene,
) -> None:
    as_of_today(branch, "organiser", dt.timedelta(days=3))
    assert "SecondAsked" in says(branch, say(branch, "owner", "/export mailing"))


def test_sheets_for_more_than_a_day_need_a_second_organiser(
    branch: given.Scene,
) -> None:
    as_of_today(branch, "organiser", dt.timedelta(days=3))
    key = say(branch, "owner", "/share 50")[-1].ending["key"]
    press(branch, "owner", f"{key}.names")
    names = ", ".join(f"Rep {number}" for number in range(6))
    came = given.arrival("owner", "private", "new", text=names)
    branch.act(came, button_routes.word_routes.resolve)
    before = len(branch.outbox())
    press(branch, "owner", f"{key}.divide")
    asked = branch.outbox()[before:]
    assert "SecondAsked" in says(branch, asked)
    agree = next(e for e in asked if e.ending.get("say") == "SecondAsked")
    said = press(branch, "organiser", f"{agree.ending['key']}.agree")
    assert "Shared" in says(branch, said)
