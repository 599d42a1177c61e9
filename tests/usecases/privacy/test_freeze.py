"""Who is frozen can do nothing but what the table says, and not free themselves."""

import datetime as dt

import pytest
from sqlmodel import Session

from bot.handlers import commands
from bot.rules.arrivals import Arrival
from bot.rules.ballot.ballot import Ballot
from bot.rules.care.handbook import Handbook
from bot.rules.person import Person, Role, State
from bot.rules.privacy import permissions
from bot.sheets import job_context
from bot.texts import languages
from bot.usecases.entry import button_routes, gate, word_routes
from bot.usecases.privacy import freeze
from bot.usecases.team import groups
from storage import ballots, jobs
from storage.outbox import outbox_entry
from storage.privacy import audit
from storage.team import chats, people
from tests.usecases import given

ORGANISERS_ONLY = ("team", "invite", "export", "purge", "unfreeze", "close", "share")


def say(scene: given.Scene, actor: str, words: str) -> list[outbox_entry.Entry]:
    """Let somebody type in private; return what that put into the outbox."""
    before = len(scene.outbox())
    came = given.arrival(actor, "private", "new", text=words)
    scene.act(came, resolved(words))
    return scene.outbox()[before:]


def resolved(words: str) -> gate.Resolve:
    """Find the use case of typed words as the handlers do."""
    if not words.startswith("/"):
        return word_routes.resolve
    name = words[1:].split()[0]
    return lambda _session, _arrival: gate.Named(name, commands.COMMANDS[name])


def press(scene: given.Scene, actor: str, data: str) -> list[outbox_entry.Entry]:
    """Let somebody press a button; return what that put into the outbox."""
    before = len(scene.outbox())
    came: Arrival = given.arrival(actor, "private", "button", data=data)
    scene.act(came, button_routes.resolve)
    return scene.outbox()[before:]


def now(scene: given.Scene, actor: str) -> Person:
    """Return how the person is now."""
    whose = scene.people[actor].id
    return scene.store.read(lambda s: people.get(s, whose, scene.ballot.id))


def whys(said: list[outbox_entry.Entry]) -> list[object]:
    return [entry.ending.get("why") for entry in said]


@pytest.fixture
def frozen(scene: given.Scene) -> given.Scene:
    """Freeze the organiser, as the owner would."""
    say(scene, "owner", "/freeze organiser")
    assert now(scene, "organiser").state is State.FROZEN
    return scene


@pytest.mark.parametrize("name", ORGANISERS_ONLY)
def test_a_frozen_organiser_organises_nothing(frozen: given.Scene, name: str) -> None:
    assert whys(say(frozen, "organiser", f"/{name}")) == ["you are frozen"]


@pytest.mark.parametrize("words", ["/unfreeze organiser", "/unfreeze"])
def test_nobody_unfreezes_themselves(frozen: given.Scene, words: str) -> None:
    assert whys(say(frozen, "organiser", words)) == ["you are frozen"]
    assert now(frozen, "organiser").state is State.FROZEN


def test_a_panel_opened_before_the_freeze_promotes_nobody(scene: given.Scene) -> None:
    key = say(scene, "organiser", "/team")[-1].ending["key"]
    say(scene, "owner", "/freeze organiser")
    promotes = f"{key}.promote:{scene.people['advocate'].id}"
    assert whys(press(scene, "organiser", promotes)) == ["you are frozen"]
    assert now(scene, "advocate").role is Role.ADVOCATE


def test_a_question_opened_before_the_freeze_takes_no_answer(
    scene: given.Scene,
) -> None:
    whose = (scene.people["organiser"].id, scene.ballot.id)
    scene.store.write(
        lambda s: people.update_role(s, *whose, awaiting="official count")
    )
    say(scene, "owner", "/freeze organiser")
    say(scene, "organiser", "31")
    life = scene.store.read(lambda s: ballots.life(s, scene.ballot.id))
    assert life.official_count is None


@pytest.mark.parametrize("what", ["official count", "agreement", "ballot value:k.line"])
def test_an_answer_typed_after_a_demotion_does_not_count(
    scene: given.Scene, what: str
) -> None:
    whose = (scene.people["organiser"].id, scene.ballot.id)
    scene.store.write(lambda s: people.update_role(s, *whose, awaiting=what))
    scene.store.write(lambda s: people.give_role(s, *whose, Role.ADVOCATE, given.NOW))
    assert whys(say(scene, "organiser", "31")) == ["organisers only"]
    life = scene.store.read(lambda s: ballots.life(s, scene.ballot.id))
    assert (life.official_count, life.agreed_by) == (None, "the test")
    assert now(scene, "organiser").awaiting is None


def test_a_freeze_holds_in_every_ballot_and_in_new_ones(scene: given.Scene) -> None:
    def another(session: Session, name: str) -> int:
        closes = given.NOW + dt.timedelta(days=20)
        return ballots.add(session, Ballot(0, name, closes), given.NOW).id

    def role(session: Session, ballot: int) -> State:
        whose = scene.people["organiser"].id
        people.give_role(session, whose, ballot, Role.ORGANISER, given.NOW)
        people.set_last_used(session, whose, scene.ballot.id)
        return people.get(session, whose, ballot).state

    there = scene.store.write(lambda s: another(s, "Officers"))
    later = scene.store.write(lambda s: another(s, "Safety"))
    scene.store.write(lambda s: role(s, there))
    say(scene, "owner", "/freeze organiser")
    whose = scene.people["organiser"].id
    in_the_other = scene.store.read(lambda s: people.get(s, whose, there))
    assert in_the_other.state is State.FROZEN
    assert scene.store.write(lambda s: role(s, later)) is State.FROZEN


def test_a_frozen_organiser_is_told_nothing_organisers_are_told(
    frozen: given.Scene,
) -> None:
    told = frozen.store.read(lambda s: people.organisers(s, frozen.ballot.id))
    assert [person.name for person in told] == ["owner"]


def test_a_group_to_which_a_frozen_organiser_brings_the_bot_is_not_trusted(
    frozen: given.Scene,
) -> None:
    came = given.arrival("organiser", "other group", "new")
    place = groups.Place(inside=True, can_delete=False)
    frozen.store.write(lambda s: groups.bot_moved(s, came, place, given.NOW))
    chat = frozen.store.read(lambda s: chats.get(s, given.OTHER))
    assert chat is not None
    assert not chat.trusted


def test_an_export_asked_for_before_the_freeze_is_not_made(scene: given.Scene) -> None:
    say(scene, "organiser", "/export changes")
    say(scene, "owner", "/freeze organiser")
    waiting = scene.store.read(jobs.waiting)
    assert len(waiting) == 1
    how = (lambda: given.NOW, scene.gate.numbers, lambda: False, Handbook())
    known = languages.Languages()
    assert job_context.begin(scene.store, waiting[0], *how, known) is None
    assert scene.store.read(jobs.waiting) == []


def test_another_organiser_unfreezes_and_all_are_told(frozen: given.Scene) -> None:
    said = say(frozen, "owner", "/unfreeze organiser")
    assert now(frozen, "organiser").state is State.ACTIVE
    told = {entry.chat_id for entry in said if "by" in entry.ending}
    assert told == {frozen.people[name].telegram_id for name in ("owner", "organiser")}
    assert whys(say(frozen, "organiser", "/team")) == [None]


def test_the_shell_unfreezes_whom_no_organiser_can(scene: given.Scene) -> None:
    say(scene, "owner", "/freeze owner")
    found = scene.store.read(lambda s: people.frozen(s, "owner"))
    assert len(found) == 1
    scene.store.write(lambda s: freeze.unfreeze_person(s, found[0], given.NOW))
    assert now(scene, "owner").state is State.ACTIVE
    lines = scene.store.read(lambda s: [line.action for line in audit.lines(s)])
    assert lines[-1] == "unfrozen"


def test_a_frozen_person_may_ask_and_see_only_what_the_table_says(
    frozen: given.Scene,
) -> None:
    rows = {n for n, r in permissions.TABLE.items() if State.FROZEN in r.states}
    typed = {name for name in rows if permissions.TABLE[name].typed}
    told = {"start", "help", "language", "ask", "feedback", "mute", "freeze"}
    assert typed == told
    assert set(say(frozen, "organiser", "/help")[-1].ending["commands"]) == typed


def test_an_advocates_bare_freeze_asks_first(scene: given.Scene) -> None:
    asked = say(scene, "advocate", "/freeze")[-1].ending
    assert now(scene, "advocate").state is State.ACTIVE
    press(scene, "advocate", f"{asked['key']}.no")
    assert now(scene, "advocate").state is State.ACTIVE
    asked = say(scene, "advocate", "/freeze")[-1].ending
    press(scene, "advocate", f"{asked['key']}.me")
    assert now(scene, "advocate").state is State.FROZEN


def all_frozen(scene: given.Scene) -> bool:
    life = scene.store.read(lambda s: ballots.life(s, scene.ballot.id))
    return life.frozen_at is not None


def test_an_organisers_bare_freeze_asks_first(scene: given.Scene) -> None:
    asked = say(scene, "organiser", "/freeze")[-1].ending
    assert not all_frozen(scene)
    press(scene, "organiser", f"{asked['key']}.all")
    assert all_frozen(scene)


def test_an_advocate_freezes_not_all_by_an_altered_button(scene: given.Scene) -> None:
    asked = say(scene, "advocate", "/freeze")[-1].ending
    said = press(scene, "advocate", f"{asked['key']}.all")
    assert whys(said)[-1] == "organisers only"
    assert not all_frozen(scene)


def test_who_has_blocked_the_bot_does_nothing_in_the_group(scene: given.Scene) -> None:
    whose = scene.people["organiser"].id
    scene.store.write(lambda s: people.update(s, whose, blocked_at=given.NOW))
    came = given.arrival("organiser", "linked group", "new", text="/stats")
    scene.act(came, resolved("/stats"))
    assert scene.outbox()[-1].ending["why"] == "blocked"
    assert now(scene, "organiser").state is State.BLOCKED
