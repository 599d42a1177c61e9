"""Two words mean two people: who has just come, or cannot be reached, is no second."""

import datetime as dt

import pytest

from bot.rules.person import Role
from storage import ballots, jobs
from storage.team import people
from tests.usecases import given
from tests.usecases.privacy.test_views import as_of_today, press, say, says

DAYS = dt.timedelta(days=3)
MINUTES = dt.timedelta(minutes=5)


def purge(scene: given.Scene, actor: str) -> list[object]:
    """Ask for a purge and confirm it; return why it was refused, or what was said."""
    key = say(scene, actor, "/purge")[-1].ending["key"]
    said = press(scene, actor, f"{key}.erase")
    return [entry.ending.get("why") or entry.ending.get("say") for entry in said]


def purged(scene: given.Scene) -> bool:
    life = scene.store.read(lambda s: ballots.life(s, scene.ballot.id))
    return life.purged_at is not None


def test_an_organiser_made_today_is_no_second(scene: given.Scene) -> None:
    as_of_today(scene, "organiser", MINUTES)
    assert "no second" in purge(scene, "owner")
    say(scene, "owner", "/export members")
    assert scene.store.read(jobs.waiting) == []
    assert not purged(scene)


@pytest.mark.parametrize("how", ["blocked", "frozen", "not started"])
def test_who_cannot_be_reached_is_no_second_and_nobody_is_alone(
    scene: given.Scene, how: str
) -> None:
    as_of_today(scene, "organiser", DAYS)
    whose = scene.people["organiser"].id

    def unit(session: given.Session) -> None:
        if how == "blocked":
            people.update(session, whose, blocked_at=given.NOW)
        elif how == "frozen":
            people.set_frozen(session, whose, given.NOW)
        else:
            people.update(session, whose, started=False)

    scene.store.write(unit)
    assert "no second" in purge(scene, "owner")
    assert not purged(scene)


def test_who_demotes_the_other_organiser_is_not_alone_that_day(
    scene: given.Scene,
) -> None:
    as_of_today(scene, "organiser", DAYS)
    key = say(scene, "owner", "/team")[-1].ending["key"]
    press(scene, "owner", f"{key}.demote:{scene.people['organiser'].id}")
    assert "no second" in purge(scene, "owner")
    scene.now += dt.timedelta(hours=25)
    purge(scene, "owner")
    assert purged(scene)


def test_who_was_promoted_since_does_not_agree(scene: given.Scene) -> None:
    as_of_today(scene, "organiser", DAYS)
    key = say(scene, "owner", "/purge")[-1].ending["key"]
    asked = press(scene, "owner", f"{key}.erase")
    agree = next(e for e in asked if e.ending.get("say") == "SecondAsked").ending["key"]
    as_of_today(scene, "advocate", MINUTES)
    press(scene, "advocate", f"{agree}.agree")
    assert not purged(scene)
    press(scene, "organiser", f"{agree}.agree")
    assert purged(scene)


def promoted(scene: given.Scene) -> str:
    """Let the organiser promote the advocate; return the owner's key to undo it."""
    key = say(scene, "organiser", "/team")[-1].ending["key"]
    said = press(scene, "organiser", f"{key}.promote:{scene.people['advocate'].id}")
    found = [e for e in said if e.ending.get("say") == "Promoted"]
    chats = {scene.people[name].telegram_id for name in ("owner", "organiser")}
    assert {entry.chat_id for entry in found} == chats
    owner = scene.people["owner"].telegram_id
    return str(next(e for e in found if e.chat_id == owner).ending["key"])


def role(scene: given.Scene) -> Role:
    whose = scene.people["advocate"].id
    return scene.store.read(lambda s: people.get(s, whose, scene.ballot.id)).role


def test_a_promotion_is_told_to_all_and_undone_by_any_for_a_day(
    scene: given.Scene,
) -> None:
    key = promoted(scene)
    said = press(scene, "owner", f"{key}.undo")
    assert role(scene) is Role.ADVOCATE
    assert "PromotionUndone" in says(scene, said)


def test_after_a_day_a_promotion_stands(scene: given.Scene) -> None:
    key = promoted(scene)
    scene.now += dt.timedelta(hours=25)
    press(scene, "owner", f"{key}.undo")
    assert role(scene) is Role.ORGANISER
