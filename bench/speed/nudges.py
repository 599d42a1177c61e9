"""F9: a tick for 1,000 ballots, and 1,000 nudges under Telegram's limits.

A look for what is due and a nudge are also compared with a store of jobs.
"""

import asyncio
import datetime as dt
import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from bench.speed.figures import Aim, Figure
from bot.rules.ballot.ballot import LONDON, Ballot
from bot.rules.queue import queue_rules
from bot.usecases.entry import clock_tick
from storage import ballots, opening
from storage.engine import Store
from tests import postgresql
from tests.delivery.rig import Rig

T = TypeVar("T")
BALLOTS, ADVOCATES, PROMISES = 1_000, 30, 2
NUDGES = 1_000
OVERALL = 30  # messages a second that Telegram takes
START = dt.datetime(2027, 3, 16, 10, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, 0, tzinfo=LONDON)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TICK = dt.timedelta(seconds=20)
NUMBERS = queue_rules.DEFAULTS
MOST_ROUNDS = 3
WAITING = (1_000, 10_000)
AT_ONCE = 100
"""Of those waiting, due in a round; each for a person of their own."""
LOOKS = 50
MOMENTS = {
    "the first ever": START,
    "nothing due": START + TICK,
    "1,000 countdowns due": START + 2.25 * HOUR,
    "nothing due again": START + 2.25 * HOUR + TICK,
    "30,000 promises ripe": START + 4 * HOUR,
    "1,000 digests due": START + 8 * HOUR,
    "after 3 days of downtime": START + 3 * DAY,
}
"""Only the first has to work out every ballot's dates."""


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


def tick(store: Store, now: dt.datetime) -> list[float]:
    """Return for how many milliseconds of CPU each piece of a tick holds the writer.

    What is due is found by a reader.
    """
    found, taken = clock_tick.Tick(now, NUMBERS, "bot"), []

    def timed(unit: Callable[[Session], T]) -> T:
        began = time.process_time()
        result = store.write(unit)
        taken.append((time.process_time() - began) * 1000)
        return result

    for part in store.read(lambda session: clock_tick.due(session, found)):
        pieces = 0
        while timed(clock_tick.unit(part, found)) and pieces < clock_tick.PIECES:
            pieces += 1
    return taken


def longest_pieces(folder: Path) -> dict[str, float]:
    """Return how long the longest piece of each tick holds the writer."""
    opened = opening.open_store(f"sqlite:///{folder / 'bench.db'}")
    opened.store.write(settle)
    gc.collect()
    gc.freeze()  # as the program does: no collection looks through all that is loaded
    found = {name: max(tick(opened.store, now)) for name, now in MOMENTS.items()}
    gc.unfreeze()
    opened.close()
    return found


async def delivered(folder: Path) -> float:
    """Deliver nudges that are all due at once, by a virtual clock; return seconds."""
    async with Rig(folder).open() as rig:
        for number in range(NUDGES):
            person = rig.town.add_person(str(number), started=True)
            rig.put(person.id, "Nudge", once=True)
        start: float = rig.clock.monotonic()
        await rig.send()
        return rig.clock.monotonic() - start


def settle_waiting(session: Session) -> None:
    """Make a ballot and people to nudge."""
    ballots.add(session, Ballot(0, "Ballot", CLOSES), START)
    people = [_person(number) for number in range(1, AT_ONCE + 1)]
    session.connection().execute(insert(SQLModel.metadata.tables["person"]), people)


def plan(session: Session, numbers: range) -> None:
    """Let nudges wait, as many due in each hour."""
    rows = [
        {
            "ballot_id": 1,
            "kind": "ripe",
            "recipient": number % AT_ONCE + 1,
            "slot": str(number),
            "send_at": _due_at(number),
            "until": _due_at(number) + DAY,
            "about": {},
        }
        for number in numbers
    ]
    session.connection().execute(insert(SQLModel.metadata.tables["nudge"]), rows)


def _due_at(number: int) -> dt.datetime:
    return START + number // AT_ONCE * HOUR


def look(store: Store, now: dt.datetime) -> list[clock_tick.Part]:
    """Look what a tick has to do."""
    found = clock_tick.Tick(now, NUMBERS)
    return store.read(lambda session: clock_tick.due(session, found))


def nudge(store: Store, now: dt.datetime) -> None:
    """Look, and put each nudge that is due into the outbox."""
    (part,) = [one for one in look(store, now) if one.name == "send"]
    while store.write(clock_tick.unit(part, clock_tick.Tick(now, NUMBERS))):
        pass


def look_for_jobs(jobs: SQLAlchemyJobStore, now: dt.datetime) -> list[Job]:
    """Look which jobs are due and when the next one is, as their scheduler does."""
    found: list[Job] = jobs.get_due_jobs(now)
    jobs.get_next_run_time()
    return found


def update_jobs(jobs: SQLAlchemyJobStore, now: dt.datetime) -> None:
    """Look, and let each job that is due wait again."""
    found = look_for_jobs(jobs, now)
    assert len(found) == AT_ONCE
    for job in found:
        job.next_run_time += 365 * DAY
        jobs.update_job(job)


def beside_jobs(rounds: int, waiting: int) -> Iterator[Figure]:
    """Compare look and nudge with APScheduler's store of jobs; the first try warms."""
    looks, nudges = [], []
    memory = postgresql.MEMORY if postgresql.MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        jobs = SQLAlchemyJobStore(url=f"sqlite:///{folder}/jobs.db")
        scheduler = BackgroundScheduler(timezone=dt.UTC, jobstores={"default": jobs})
        scheduler.start(paused=True)
        for number in range(waiting):
            scheduler.add_job(print, "date", [number], run_date=_due_at(number))
        opened = opening.open_store(f"sqlite:///{folder}/bench.db")
        store = opened.store
        store.write(settle_waiting)
        store.write(lambda session: plan(session, range(waiting)))
        for number in range(0, min((rounds + 1) * AT_ONCE, waiting), AT_ONCE):
            now = _due_at(number)
            before = now - TICK
            works = partial(look, store, before), partial(look_for_jobs, jobs, before)
            looks.append(_ratio(*works, times=LOOKS))
            works = partial(nudge, store, now), partial(update_jobs, jobs, now)
            nudges.append(_ratio(*works))
            again = range(waiting + number, waiting + number + AT_ONCE)
            store.write(partial(plan, numbers=again))
        opened.close()
        scheduler.shutdown()
    of = f"of APScheduler's SQL job store, {waiting:,} waiting, CPU"
    yield Figure("F9", f"look for what is due ÷ that {of}", looks[1:], "×")
    yield Figure("F9", f"nudge that is due ÷ due job {of}", nudges[1:], "×")


def _ratio(
    ours: Callable[[], object], theirs: Callable[[], object], times: int = 1
) -> float:
    """Return what ours takes of CPU by what theirs takes."""
    taken = []
    for work in (ours, theirs):
        began = time.process_time()
        for _ in range(times):
            work()
        taken.append(time.process_time() - began)
    return taken[0] / taken[1]


def figures_of(rounds: int, waiting: Sequence[int] = WAITING) -> Iterator[Figure]:
    """Measure the delivery, the ticks of 1,000 ballots, and both beside a job store."""
    limit = (NUDGES - 1) / OVERALL
    with tempfile.TemporaryDirectory() as folder:
        took = asyncio.run(delivered(Path(folder)))
    what = f"{NUDGES:,} nudges ÷ what Telegram's limit alone takes"
    yield Figure("F9", what, [took / limit], "×", Aim(1.05))
    found: list[dict[str, float]] = []
    for _ in range(min(rounds, MOST_ROUNDS)):
        with tempfile.TemporaryDirectory() as folder:
            found.append(longest_pieces(Path(folder)))
    for name in MOMENTS:
        what = f"longest piece of a tick for {BALLOTS:,} ballots, {name}"
        yield Figure("F9", what, [one[name] for one in found], "ms", Aim(10))
    for count in waiting:
        yield from beside_jobs(rounds, count)
