"""A close of many cards is done in pieces, so that claims elsewhere come between."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.usecases import release
from bot.usecases.ballot import close_ballot
from bot.usecases.entry import clock_tick
from storage import ballots, members
from storage.queue import cards, claims
from tests.usecases import given

HELD, KEPT = 3 * release.AT_ONCE, 3 * release.KEPT_AT_ONCE


def hand_out(session: Session, scene: given.Scene) -> None:
    """Let an advocate hold some members, each with a card, and keep all others."""
    who, until = scene.people["advocate"].id, scene.now + dt.timedelta(hours=1)
    for place, one in enumerate(list(members.every(session, scene.ballot.id))):
        if place >= HELD:
            members.change(session, one, kept_for=who, kept_until=until)
            continue
        claims.take_this(session, one, who, lease_until=until, now=scene.now)
        claim = claims.open_claim(session, one.id)
        assert claim is not None
        of = (scene.ballot.id, one.id, who)
        card = cards.open_card(session, claim.id, *of, scene.now)
        cards.update(session, card.id, message_id=place + 1, shown_at=scene.now)


def left(scene: given.Scene) -> tuple[int, int, int]:
    """How many members are held, how many kept, and how many cards are there."""

    def look(session: Session) -> tuple[int, int, int]:
        found = list(members.every(session, scene.ballot.id))
        held = sum(one.holder is not None for one in found)
        kept = sum(one.kept_for is not None for one in found)
        there = cards.undeleted_in(session, scene.ballot.id, HELD)
        return held, kept, len(there)

    return scene.store.read(look)


def close(session: Session, scene: given.Scene) -> bool:
    return close_ballot.close(session, scene.ballot.id, scene.now)


def go_on(session: Session, scene: given.Scene) -> bool:
    return close_ballot.go_on(session, scene.now)


@pytest.mark.parametrize("ahead", [0, 1], ids=["close", "what follows"])
def test_a_piece_of_a_close_takes_few(tmp_path: Path, ahead: int) -> None:
    works: list[Callable[[Session, given.Scene], bool]] = [close, go_on]
    with given.scene(tmp_path, members=HELD + KEPT) as scene:
        scene.store.write(lambda s: hand_out(s, scene))
        for work in works[:ahead]:
            scene.store.write(lambda s, work=work: work(s, scene))
        before = left(scene)
        scene.store.write(lambda s: works[ahead](s, scene))
        fewer = [was - now for was, now in zip(before, left(scene), strict=True)]
        assert fewer == [release.AT_ONCE, release.KEPT_AT_ONCE, release.AT_ONCE]


def test_the_clock_finishes_a_close(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=HELD + KEPT) as scene:
        scene.store.write(lambda s: hand_out(s, scene))
        scene.store.write(lambda s: close(s, scene))
        tick = clock_tick.Tick(scene.now, scene.gate.numbers, "b")
        for unit in clock_tick.units(tick):
            scene.store.write(unit)
        assert left(scene) == (0, 0, 0)
        due = scene.store.read(lambda s: clock_tick.due(s, tick))
        assert "closing" not in [part.name for part in due]


def test_a_ballot_opened_again_keeps_what_is_left(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=HELD + KEPT) as scene:
        scene.store.write(lambda s: hand_out(s, scene))
        scene.store.write(lambda s: close(s, scene))
        again = {"closed_at": None}
        scene.store.write(lambda s: ballots.update_life(s, scene.ballot.id, **again))
        before = left(scene)
        while scene.store.write(lambda s: go_on(s, scene)):
            pass
        assert left(scene) == before
