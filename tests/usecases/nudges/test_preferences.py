"""What advocates choose about nudges, and about a card that is about to lapse."""

import datetime as dt

import pytest
from sqlmodel import Session

from bot.rules.nudges import endings as nudges_endings
from bot.usecases import outbox_codec
from bot.usecases.entry import gate
from bot.usecases.nudges import preferences
from storage import members
from storage.privacy import audit
from storage.queue import cards, claims
from storage.team import people
from tests.usecases import given

HOUR = dt.timedelta(hours=1)


def say(scene: given.Scene, name: str, use: gate.UseCase, text: str) -> object:
    """Let the advocate type a command; return what is answered."""
    arrival = given.arrival("advocate", "private", "new", text)
    scene.act(arrival, lambda *_: gate.Named(name, use))
    return outbox_codec.unpack(scene.outbox()[-1].ending)


def test_somebody_can_be_away_for_sixty_days_and_no_longer(scene: given.Scene) -> None:
    said = say(scene, "away", preferences.away, "/away 60")
    assert isinstance(said, nudges_endings.Away)
    assert scene.ballot.local(said.until).date() == dt.date(2027, 5, 1)
    asha = scene.people["advocate"].id
    found = scene.store.read(lambda s: people.get(s, asha, scene.ballot.id))
    assert found.away_until == said.until
    refused = say(scene, "away", preferences.away, "/away 61")
    assert refused == nudges_endings.Misread("away")


def test_a_pledge_that_cannot_be_read_is_answered_with_how(scene: given.Scene) -> None:
    said = say(scene, "pledge", preferences.pledge, "/pledge some")
    assert said == nudges_endings.Misread("pledge")


@pytest.mark.parametrize(("code", "noted"), [("keep", "kept"), ("release", "released")])
def test_keeping_a_card_or_giving_it_back_is_in_the_log(
    scene: given.Scene, code: str, noted: str
) -> None:
    person = scene.people["advocate"]

    def unit(session: Session) -> tuple[int, cards.Panel]:
        member = next(members.every(session, scene.ballot.id))
        taken = claims.take_this(
            session, member, person.id, lease_until=given.NOW + HOUR, now=given.NOW
        )
        assert taken is not None
        key = cards.open_panel(
            session, "lapse", given.NOW + HOUR, about={"claim": taken.claim_id}
        )
        panel = cards.panel(session, key)
        assert panel is not None
        return member.id, panel

    member, panel = scene.store.write(unit)
    press = given.arrival("advocate", "private", "button")
    scene.act(
        press,
        lambda *_: gate.Named(
            "press lapse",
            lambda context: preferences.keep_or_release(context, panel, code),
        ),
    )
    lines = scene.store.read(lambda session: list(audit.lines(session, member)))
    assert (lines[-1].action, lines[-1].person_id) == (noted, person.id)
    held = scene.store.read(lambda session: members.get(session, member).holder)
    assert held == (person.id if code == "keep" else None)
