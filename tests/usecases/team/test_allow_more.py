"""Cap and report a greedy advocate, with one account or ten, over a day."""

import datetime as dt
from pathlib import Path

from sqlmodel import Session, col, func, select

from bot.rules.person import Role
from bot.rules.team import endings as team_endings
from bot.usecases.entry import button_routes, gate
from bot.usecases.queue import next_member
from bot.usecases.team import allow_more
from storage.outbox import outbox_entry
from storage.tables import CardRow, ViewRow
from storage.team import people
from tests.usecases import given

MINUTE = dt.timedelta(minutes=1)


def greedy(scene: given.Scene, actor: str) -> None:
    """Take a card and skip it at once."""
    asked = given.arrival(actor, "private", "new")
    scene.act(asked, lambda *_: gate.Named("next", next_member.by_command))

    def newest(session: Session) -> str | None:
        open_ = select(CardRow.key).where(col(CardRow.closed_at).is_(None))
        return session.exec(open_.order_by(col(CardRow.id).desc())).first()

    key = scene.store.read(newest)
    if key is not None:
        skip = given.arrival(actor, "private", "button", data=f"{key}.skip:not_now")
        scene.act(skip, button_routes.resolve)


def seen(scene: given.Scene) -> dict[int, int]:
    """Count the different members each person was shown."""
    query = select(ViewRow.person_id, func.count(func.distinct(ViewRow.member_id)))
    grouped = query.group_by(col(ViewRow.person_id))
    return scene.store.read(lambda session: dict(session.exec(grouped).all()))


def alarms(scene: given.Scene, kind: type) -> list[outbox_entry.Entry]:
    return [row for row in scene.outbox() if row.ending.get("say") == kind.__name__]


def a_day(scene: given.Scene, actors: list[str]) -> None:
    for _ in range(24 * 6):
        scene.now += 10 * MINUTE
        for actor in actors:
            greedy(scene, actor)
            greedy(scene, actor)
            greedy(scene, actor)


def test_one_greedy_advocate_sees_no_more_than_the_caps(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=150) as scene:
        scene.now = given.NOW.replace(hour=0)
        a_day(scene, ["advocate"])
        assert max(seen(scene).values()) <= scene.gate.numbers.day
        first = alarms(scene, team_endings.CapReached)[0]
        assert first.created_at - given.NOW.replace(hour=0) <= 60 * MINUTE
        assert alarms(scene, team_endings.Scraping)


def test_ten_accounts_are_each_capped_and_told_of(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=300) as scene:
        names = [f"account {number}" for number in range(10)]

        def unit(session: Session) -> None:
            for place, name in enumerate(names):
                given.TELEGRAM_IDS[name] = 5000 + place
                given.add_person(
                    session, scene.ballot, 5000 + place, name, Role.ADVOCATE
                )

        scene.store.write(unit)
        for _ in range(10):
            scene.now += MINUTE
            for name in names:
                greedy(scene, name)
                greedy(scene, name)
        assert max(seen(scene).values()) <= scene.gate.numbers.hour
        told = {
            row.ending["person_id"] for row in alarms(scene, team_endings.CapReached)
        }
        assert len(told) == 10


def test_an_alarm_is_queued_in_the_transaction_of_the_refusal(
    scene: given.Scene,
) -> None:
    for _ in range(40):
        greedy(scene, "advocate")
    (first, *_) = alarms(scene, team_endings.CapReached) or alarms(
        scene, team_endings.Scraping
    )
    assert first.send_at == scene.now


def test_allow_ten_more_holds_for_that_day_only(scene: given.Scene) -> None:
    advocate = scene.people["advocate"]

    def allowed(at: dt.datetime) -> int:
        def unit(session: Session) -> int:
            person = people.get(session, advocate.id, scene.ballot.id)
            return allow_more.allowed_on(scene.ballot, person, at)

        return scene.store.read(unit)

    def grant(session: Session) -> None:
        people.update_role(
            session, advocate.id, scene.ballot.id, allowed_more=10, allowed_at=scene.now
        )

    scene.store.write(grant)
    assert (allowed(scene.now), allowed(scene.now + dt.timedelta(days=1))) == (10, 0)
