"""What a card's button does with a member it does with the whole household."""

import datetime as dt

import pytest
from sqlmodel import Session

from bot.rules.queue.bands import Band
from bot.usecases.entry import gate
from bot.usecases.queue import card_actions, next_member
from storage import members
from storage.lists import new_members
from storage.queue import cards, claims
from tests.usecases import given

WAYS = {
    "keep": (card_actions.keep, "", "kept"),
    "release": (card_actions.release, "", "released"),
    "skip": (card_actions.skip, "not_now", "skipped"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_household_is_kept_given_back_and_skipped_as_one(
    scene: given.Scene, way: str
) -> None:
    act, detail, ending = WAYS[way]
    asha = scene.people["advocate"].id
    due = {"band": int(Band.CALL_BACK), "due_at": given.NOW - dt.timedelta(hours=1)}
    listed = [{**due, "mobile": "+447700911111"} for _ in range(2)]
    scene.store.write(lambda session: new_members.add(session, scene.ballot.id, listed))
    asked = given.arrival("advocate", "private", "new")
    scene.act(asked, lambda *_: gate.Named("next", next_member.by_command))

    def first(session: Session) -> tuple[cards.Card, int]:
        one, _ = members.held(session, asha, scene.ballot.id)
        card = cards.newest(session, one.id, asha)
        assert card is not None
        return card, one.id

    card, shown = scene.store.read(first)
    scene.act(
        given.arrival("advocate", "private", "button"),
        lambda *_: gate.Named(
            "card",
            lambda context: act(
                context, card, members.get(context.session, shown), detail
            ),
        ),
    )
    recent = scene.store.read(
        lambda session: claims.recent(session, asha, scene.ballot.id, given.NOW)
    )
    assert [one.ending for one in recent] == [ending, ending]
    household = scene.store.read(
        lambda session: [members.get(session, one.member_id) for one in recent]
    )
    keeper = asha if way == "keep" else None
    assert {one.kept_for for one in household} == {keeper}
