"""Time a tick for 1,000 ballots, and 1,000 nudges under Telegram's limits.

python -m bench.nudges
"""

import asyncio
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from bot.rules.ballot.ballot import LONDON, Ballot
from bot.rules.queue import queue_rules
from bot.usecases.entry import clock_tick
from storage import ballots, opening
from storage.engine import Store
from tests.delivery.rig import Rig

BALLOTS, ADVOCATES, PROMISES = 1_000, 30, 2
NUDGES = 1_000
OVERALL = 30  # messages a second that Telegram takes
START = dt.datetime(2027, 3, 16, 10, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, 0, tzinfo=LONDON)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TICK = dt.timedelta(seconds=20)


def settle(session: Session) -> None:
    """Fill the database; all ballots close on one day, so nudges are due at once."""
    made = [
        ballots.add(session, Ballot(0, f"Ballot {number}", CLOSES), START)
        for number in range(BALLOTS)
    ]
    people = [_person(number) for number in range(1, BALLOTS * ADVOCATES + 1)]
    roles = [_role(one["id"], made) for one in people]
    groups = [_group(ballot) for ballot in made]
    members = [_member(number, made) for number in range(len(people) * PROMISES)]
    days = [
        {"ballot_id": ballot.id, "day": START.date(), "what": "voted", "count": 3}
        for ballot in made
    ]
    for name, rows in (
        ("person", people),
        ("role", roles),
        ("chat", groups),
        ("member", members),
        ("day_tally", days),
    ):
        session.connection().execute(insert(SQLModel.metadata.tables[name]), rows)


def _person(number: int) -> dict[str, object]:
    return {"id": number, "telegram_id": 10_000 + number, "name": "A", "started": True}


def _role(person: object, made: list[Ballot]) -> dict[str, object]:
    assert isinstance(person, int)
    ballot = made[(person - 1) // ADVOCATES]
    first = (person - 1) % ADVOCATES == 0
    return {
        "person_id": person,
        "ballot_id": ballot.id,
        "role": "owner" if first else "advocate",
        "since": START,
        "active_at": START,
    }


def _group(ballot: Ballot) -> dict[str, object]:
    return {
        "id": -ballot.id,
        "kind": "supergroup",
        "ballot_id": ballot.id,
        "added_at": START,
        "linked_at": START,
    }


def _member(number: int, made: list[Ballot]) -> dict[str, object]:
    person = number // PROMISES + 1
    due_at = START + DAY * (number % PROMISES) + 4 * HOUR
    return {
        "ballot_id": made[(person - 1) // ADVOCATES].id,
        "first_name": "Nia",
        "notes": "",
        "extra": {},
        "standing": "promised",
        "band": 4,
        "due_at": due_at,
        "kept_for": person,
        "kept_until": due_at + DAY,
    }


def tick(store: Store, now: dt.datetime) -> float:
    """Return how many milliseconds a tick takes, with its commits."""
    found = clock_tick.Tick(now, queue_rules.DEFAULTS, "bot")
    began = time.perf_counter()
    for unit in clock_tick.units(found):
        store.write(unit)
    return (time.perf_counter() - began) * 1000


def ticks(store: Store) -> None:
    """Time the ticks; only the first has to work out every ballot's dates."""
    moments = {
        "the first tick ever": START,
        "nothing due": START + TICK,
        "1,000 countdowns due (12:15)": START + 2.25 * HOUR,
        "nothing due, a second time": START + 2.25 * HOUR + TICK,
        "30,000 promises ripen": START + 4 * HOUR,
        "nothing due, a third time": START + 4 * HOUR + TICK,
        "1,000 countdowns (17:30)": START + 7.5 * HOUR,
        "1,000 digests due (18:00)": START + 8 * HOUR,
        "after 3 days of downtime": START + 3 * DAY,
    }
    for name, now in moments.items():
        print(f"{name:32} {tick(store, now):9.1f} ms")


async def deliver(folder: Path) -> None:
    """Deliver nudges that are all due at once, by a virtual clock."""
    async with Rig(folder).open() as rig:
        for number in range(NUDGES):
            person = rig.town.add_person(str(number), started=True)
            rig.put(person.id, "Nudge", once=True)
        began: Callable[[], float] = rig.clock.monotonic
        start = began()
        await rig.send()
        took = began() - start
    limit = (NUDGES - 1) / OVERALL
    print(
        f"{NUDGES:,} nudges delivered in {took:.1f} s of virtual time; the limit "
        f"alone takes {limit:.1f} s: {took / limit:.3f} times the limit"
    )


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        opened = opening.open_store(f"sqlite:///{Path(name) / 'bench.db'}")
        opened.store.write(settle)
        ticks(opened.store)
        opened.close()
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(deliver(Path(name)))


if __name__ == "__main__":
    main()
