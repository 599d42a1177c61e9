"""What the tests of the outbox do with it, each in a unit of its own."""

import datetime as dt

from storage.engine import Store
from storage.outbox import take, to_send

NOW = dt.datetime(2026, 5, 6, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


def put(store: Store, **more: object) -> int:
    return store.write(
        lambda session: to_send.put(session, 7, "send", {"claim": 1}, NOW, **more)
    )


def due(store: Store, now: dt.datetime = NOW) -> list[int]:
    entries = store.read(lambda session: take.due(session, now, 10))
    return [entry.id for entry in entries]


def begin(store: Store, *ids: int) -> list[int]:
    entries = store.write(lambda session: take.begin(session, list(ids), NOW))
    return [entry.id for entry in entries]


def recover(store: Store, now: dt.datetime) -> list[int]:
    entries = store.write(lambda session: take.recover(session, now))
    return [entry.id for entry in entries]
