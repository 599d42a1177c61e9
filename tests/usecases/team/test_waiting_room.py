"""*Approve all* is for those whom the message showed; some come back by name only."""

import datetime as dt

import pytest
from sqlmodel import Session

from bot.rules.arrivals import PrivateChat
from bot.rules.person import Person, Role
from bot.rules.queue import queue_rules
from bot.rules.stats import plan
from bot.rules.team import endings, newcomers
from bot.rules.team import screens as showing
from bot.texts.team import endings as words
from bot.usecases.entry import button_routes
from bot.usecases.moment import Moment
from bot.usecases.team import screens as gather
from storage.privacy import audit
from storage.queue import cards
from storage.team import people
from tests.usecases import given

MINUTE = dt.timedelta(minutes=1)


class Door:
    """A branch where people ask to join, and its organiser's message."""

    def __init__(self, scene: given.Scene) -> None:
        self.scene = scene
        self.now = given.NOW
        scene.store.write(self._clear)

    def _clear(self, session: Session) -> None:
        whose = self.scene.people["pending"].id
        people.give_role(session, whose, self.scene.ballot.id, Role.OUTSIDER, given.NOW)

    def asks(self, name: str, number: int) -> int:
        """Let somebody ask to join; return their id."""
        self.now += MINUTE

        def unit(session: Session) -> int:
            person = people.find_or_add(session, number, name)
            where = (person.id, self.scene.ballot.id)
            people.give_role(session, *where, Role.PENDING, self.now)
            return person.id

        return self.scene.store.write(unit)

    def panel(self) -> tuple[str, str]:
        """Show the message; return its key and the code of *Approve all*."""

        def unit(session: Session) -> tuple[str, str]:
            key = cards.open_panel(
                session,
                "waiting",
                self.now + dt.timedelta(days=1),
                person_id=self.scene.people["owner"].id,
                ballot_id=self.scene.ballot.id,
                many=True,
            )
            facts = self._facts(session, key)
            newest = max(map(showing.asked_at, facts.waiting))
            return key, f"{showing.ALL}{newest}"

        return self.scene.store.write(unit)

    def _facts(self, session: Session, key: str) -> showing.WaitingFacts:
        ending = endings.WaitingRoom(self.scene.ballot.id, key)
        moment = Moment(session, self.now, plan.Settings(), queue_rules.DEFAULTS)
        return gather.waiting_room(moment, ending)

    def press(self, data: str) -> None:
        came = given.arrival("owner", "private", "button", data=data)
        self.scene.act(came, button_routes.resolve)

    def role(self, person_id: int) -> Role:
        here = self.scene.ballot.id
        return self.scene.store.read(lambda s: people.get(s, person_id, here)).role


@pytest.fixture
def door(scene: given.Scene) -> Door:
    return Door(scene)


def test_approve_all_lets_in_nobody_who_came_later(door: Door) -> None:
    first, second = door.asks("Ann", 5001), door.asks("Bob", 5002)
    key, every = door.panel()
    later = door.asks("Eve", 5003)
    door.press(f"{key}.{every}")
    found = [door.role(one) for one in (first, second, later)]
    assert found == [Role.ADVOCATE, Role.ADVOCATE, Role.PENDING]


def test_who_was_declined_and_asks_again_is_not_in_the_old_button(door: Door) -> None:
    door.asks("Ann", 5001)
    eve = door.asks("Eve", 5003)
    key, every = door.panel()
    door.press(f"{key}.n{eve}")
    door.asks("Eve", 5003)
    door.press(f"{key}.{every}")
    assert door.role(eve) is Role.PENDING


@pytest.mark.parametrize("how", ["remove", "declined", "suspend"])
def test_who_was_removed_comes_back_by_name_only(door: Door, how: str) -> None:
    eve = door.asks("Eve", 5003)
    door.asks("Ann", 5001)
    door.scene.store.write(
        lambda s: audit.record(
            s, how, given.NOW, ballot_id=door.scene.ballot.id, detail=f"person {eve}"
        )
    )
    key, every = door.panel()
    door.press(f"{key}.{every}")
    assert door.role(eve) is Role.PENDING
    door.press(f"{key}.a{eve}")
    assert door.role(eve) is Role.ADVOCATE


def test_who_left_the_group_comes_back_by_name_only(door: Door) -> None:
    eve = door.asks("Eve", 5003)
    left = {"ballot_id": door.scene.ballot.id, "person_id": eve}
    door.scene.store.write(
        lambda s: audit.record(s, "left", given.NOW, detail="", **left)
    )
    key, every = door.panel()
    door.press(f"{key}.{every}")
    assert door.role(eve) is Role.PENDING


NAMES = (
    "Organiser",
    "  organiser ",
    "\u043erganiser",
    "0rganiser",
    "org\u200baniser",
    "organiser Smith",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_newcomer_with_an_organisers_name_is_pointed_out(
    door: Door, name: str
) -> None:
    eve = door.asks(name, 5003)
    key, every = door.panel()
    facts = door.scene.store.read(lambda s: door._facts(s, key))
    assert facts.looks[eve].like == "organiser"
    said = words.waiting_room(endings.WaitingRoom(door.scene.ballot.id, key), facts)
    assert "make sure who it is" in said.text
    door.press(f"{key}.{every}")
    assert door.role(eve) is Role.PENDING


def test_another_name_is_not_pointed_out() -> None:
    dawn = Person(1, PrivateChat(1), "Dawn Ellis")
    assert newcomers.same_name(Person(2, PrivateChat(2), "Dawid Ellis"), [dawn]) is None
