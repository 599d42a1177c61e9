"""A press by somebody else, a second, late or repeated one has no effect."""

import datetime as dt
from functools import partial

import pytest
from sqlmodel import Session, col, func, select

from bot.rules import button_codes
from bot.rules.arrivals import Arrival, UpdateKind
from bot.usecases import context
from bot.usecases.entry import button_routes, gate
from bot.usecases.queue import next_member
from bot.usecases.team import manage_team
from storage.queue import cards
from storage.tables import AuditRow, CardRow, ContactRow
from tests.usecases import given


def pressed(scene: given.Scene, actor: str, data: str) -> Arrival:
    return given.arrival(actor, "private", "button", data=data)


def give_card(scene: given.Scene, actor: str = "advocate") -> CardRow:
    """Give this person a card."""
    asked = given.arrival(actor, "private", "new")
    scene.act(asked, lambda *_: gate.Named("next", next_member.by_command))

    def unit(session: Session) -> CardRow:
        card = session.exec(select(CardRow).order_by(col(CardRow.id).desc())).first()
        assert card is not None
        session.expunge(card)
        return card

    return scene.store.read(unit)


def count_effects(scene: given.Scene) -> tuple[int, ...]:
    """Count the contacts, cards and audit lines."""

    def unit(session: Session) -> tuple[int, ...]:
        tables = (ContactRow, CardRow, AuditRow)
        return tuple(
            session.exec(select(func.count()).select_from(t)).one() for t in tables
        )

    return scene.store.read(unit)


CODES = ("voted", "post:no_day", "sent", "skip:conflict", "release", "never:ever")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("actor", ["organiser", "owner", "ex-member", "outsider"])
def test_another_s_card_cannot_be_pressed(
    scene: given.Scene, actor: str, code: str
) -> None:
    card = give_card(scene)
    before = count_effects(scene)
    scene.act(pressed(scene, actor, f"{card.key}.{code}"), button_routes.resolve)
    assert count_effects(scene) == before


@pytest.mark.parametrize("code", CODES)
def test_a_second_press_changes_nothing(scene: given.Scene, code: str) -> None:
    card = give_card(scene)
    first, second = (pressed(scene, "advocate", f"{card.key}.voted") for _ in "ab")
    scene.act(first, button_routes.resolve)
    before = count_effects(scene)
    scene.act(pressed(scene, "advocate", f"{card.key}.{code}"), button_routes.resolve)
    scene.act(second, button_routes.resolve)
    assert count_effects(scene) == before


def test_a_press_delivered_ten_times_counts_once(scene: given.Scene) -> None:
    card = give_card(scene)
    press = pressed(scene, "advocate", f"{card.key}.voted")
    done = [scene.act(press, button_routes.resolve) for _ in range(10)]
    assert done == [True] + [False] * 9
    assert count_effects(scene)[0] == 1


def test_a_press_that_comes_late_is_told_so(scene: given.Scene) -> None:
    asked = given.arrival("organiser", "private", "new", text="/team")
    scene.act(asked, lambda *_: gate.Named("team", manage_team.show))
    key = scene.outbox()[-1].ending["key"]
    before = count_effects(scene)
    scene.now += dt.timedelta(days=3)
    scene.act(pressed(scene, "organiser", f"{key}.suspend:2"), button_routes.resolve)
    assert count_effects(scene) == before
    assert scene.outbox()[-1].ending["why"] == "expired"


@pytest.mark.parametrize(
    "data", ["", ".", "x.y", "a" * 64, "….☃", "1.2.3.4", "x." * 30]
)
def test_invented_data_is_answered_and_changes_nothing(
    scene: given.Scene, data: str
) -> None:
    before = count_effects(scene)
    scene.act(pressed(scene, "advocate", data), button_routes.resolve)
    assert count_effects(scene) == before
    assert scene.outbox()[-1].ending["why"] == "expired"


def test_the_data_of_every_button_is_short_and_opaque(scene: given.Scene) -> None:
    card = give_card(scene)
    assert len(card.key) == 16
    assert scene.store.read(lambda s: cards.with_key(s, card.key)) is not None
    assert UpdateKind.BUTTON in gate.permissions.TABLE["card"].kinds


ODD = ("", "m", "post:2027-02-30", "wrong:drums", "paper:never", "as:unclear", "☃")


@pytest.mark.parametrize("code", ODD)
def test_a_code_no_button_has_changes_nothing(scene: given.Scene, code: str) -> None:
    card = give_card(scene)
    scene.act(pressed(scene, "advocate", f"{card.key}.{code}"), button_routes.resolve)
    assert scene.outbox()[-1].ending["why"] == "expired"
    assert count_effects(scene)[0] == 0


def test_a_mistake_of_the_use_case_is_no_expired_button(scene: given.Scene) -> None:
    def mistaken(_: context.Context) -> object:
        raise ValueError("a mistake")

    press = pressed(scene, "advocate", "any.voted")
    use = partial(button_routes.check_code, action="card", code="voted", use=mistaken)
    with pytest.raises(ValueError, match="a mistake"):
        scene.act(press, lambda *_: gate.Named("card", use))


def test_every_panel_says_which_codes_its_buttons_have() -> None:
    assert set(button_codes.CODES) == {button_codes.CARD, *button_routes.PANELS}


def test_a_member_of_another_ballot_is_behind_no_button(scene: given.Scene) -> None:
    seen: list[object] = []
    use = partial(button_routes.check_code, action="find", code="m999", use=seen.append)
    press = pressed(scene, "organiser", "any.m999")
    scene.act(press, lambda *_: gate.Named("press find", use))
    assert seen == []
