"""The queue's numbers and the order of its bands, as sections of the settings."""

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from bot.config.assumptions import Part
from bot.rules.ballot.phases import Phase
from bot.rules.queue import bands, queue_rules

_NAMES = {band: name for name, band in bands.NAMES.items()}


def _order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Every name is a band's, and there once."""
    if not names:
        raise PydanticCustomError("empty", "it names no band")
    if not bands.NAMES.keys() >= set(names):
        known = ", ".join(bands.NAMES)
        raise PydanticCustomError("band", f"it may name these bands only: {known}")
    if len(set(names)) < len(names):
        raise PydanticCustomError("double", "it names a band twice")
    return names


def _usual(phase: Phase) -> tuple[str, ...]:
    return tuple(_NAMES[band] for band in bands.ORDERS[phase])


Order = Annotated[tuple[str, ...], AfterValidator(_order)]
Count = Annotated[int, Field(ge=1, le=10_000)]
"""Some, and no more than make sense of minutes, hours or members."""


class Orders(Part):
    """The bands that give cards in each phase, first come first; see `bands.NAMES`.

    `bands.with_pins` adds the pins.
    """

    open: Order = _usual(Phase.OPEN)
    cutoff_near: Order = _usual(Phase.CUTOFF_NEAR)
    posting: Order = _usual(Phase.POSTING)
    last_days: Order = _usual(Phase.LAST_DAYS)


class Queue(Part):
    """The numbers of the queue: leases and waits in minutes and hours, caps."""

    lease_minutes: Count = 60
    waiting_hours: Count = 24
    open_cards: Count = 3
    cards_an_hour: Count = 15
    cards_a_day: Count = 60
    waiting: Count = 15
    tries: Count = 4
    short_wait_hours: Count = 4
    active_hours: Count = 48
    ripe_hours: Count = 24
    orders: Orders = Orders()


def settings(given: Queue) -> queue_rules.Settings:
    """All of it as the rules take it."""
    orders = {
        Phase[name.upper()]: tuple(bands.NAMES[one] for one in names)
        for name, names in given.orders
    }
    return queue_rules.Settings(
        orders={**bands.ORDERS, **orders},
        short_wait=dt.timedelta(hours=given.short_wait_hours),
        lease=dt.timedelta(minutes=given.lease_minutes),
        lease_after_message=dt.timedelta(hours=given.waiting_hours),
        active=dt.timedelta(hours=given.active_hours),
        ripe=dt.timedelta(hours=given.ripe_hours),
        open=given.open_cards,
        hour=given.cards_an_hour,
        day=given.cards_a_day,
        waiting=given.waiting,
        tries=given.tries,
    )
