"""Report the turnout of any ballot on any day, empty or not."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.delivery.send.screens import stats as stats_screens
from bot.rules.ballot.ballot import Ballot, Method
from bot.rules.queue import queue_rules
from bot.rules.stats import endings, plan, turnout
from bot.texts.messages import Message, Picture
from bot.usecases.lists import import_list
from bot.usecases.moment import Moment
from bot.usecases.stats import turnout_report
from storage import ballots
from storage.engine import Store
from tests import fresh_database
from tests.journeys.play import LONDON, sheet

START = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, tzinfo=LONDON)
DAY = dt.timedelta(days=1)
ASKED = (endings.Stats, endings.Curve, endings.Plan, endings.PlanPicture)
KINDS = {
    "empty": {},
    "without a line": {"line": None},
    "online": {"method": Method.ELECTRONIC, "opens": dt.date(2027, 2, 8)},
    "a longer list than entitled": {"entitled": 3},
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "store" in metafunc.fixturenames:
        fresh_database.on_both(metafunc)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, database: None) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("reporting")
    opened = fresh_database.open_at(folder / "reporting.db")
    yield opened.store
    opened.close()


def made(session: Session, name: str, members: int = 0, **more: object) -> Ballot:
    ballot = ballots.add(session, Ballot(0, name, CLOSES, **more), START)
    import_list.add(session, ballot, map(sheet, range(members)), START)
    return ballot


@pytest.mark.parametrize("days", [0, 17, 40])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_ballot_has_stats_and_a_plan(store, kind, days):
    members = 0 if kind == "empty" else 8
    name = f"{kind} {days}"
    ballot = store.write(lambda s: made(s, name, members, **KINDS[kind]))

    def unit(session: Session) -> list[object]:
        now = START + days * DAY
        moment = Moment(session, now, plan.Settings(), queue_rules.DEFAULTS)
        return [
            screen.show(moment, screen.ending(ballot.id, "key"), None)
            for screen in stats_screens.SCREENS
            if screen.ending in ASKED
        ]

    said = store.read(unit)
    assert len(said) == len(ASKED)
    assert all(isinstance(message, Message | Picture) for message in said)


def test_a_count_typed_after_the_close_is_final(store):
    def unit(session: Session) -> tuple[bool, bool]:
        ballot = made(session, "counted", 8)
        finals = []
        for at in (CLOSES - DAY, CLOSES + DAY):
            ballots.update_life(session, ballot.id, official_count=4, official_at=at)
            found = turnout_report.official(session, ballot)
            finals.append(found is not None and found.final)
        return finals[0], finals[1]

    assert store.write(unit) == (False, True)


@pytest.mark.parametrize(("entitled", "base"), [(20, 20), (5, 8), (None, 8)])
def test_the_turnout_is_a_share_of_the_entitled_or_of_a_longer_list(
    store, entitled, base
):
    def unit(session: Session) -> tuple[int, int]:
        ballot = made(session, f"entitled {entitled}", 8, entitled=entitled)
        known = turnout_report.counts(session, ballot.id)
        return known.reported, turnout.base(ballot.entitled, known)

    assert store.write(unit) == (0, base)
