"""What every handler needs, and the way of an update through it."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session
from telegram import Update
from telegram.ext import ContextTypes

from bot.handlers import flood, read_update
from bot.rules.arrivals import Arrival
from bot.usecases.entry import gate
from storage.engine import Unit

Context = ContextTypes.DEFAULT_TYPE


@dataclass(slots=True)
class House:
    """The parts a handler works with; `failed` is how an update went wrong, by id.

    `write` runs one unit of work and is over once that is committed; `read` runs one
    that only looks.
    """

    write: Callable[[Unit[bool]], Awaitable[bool]]
    gate: gate.Gate
    clock: Callable[[], dt.datetime]
    wake: Callable[[], None]
    read: Callable[[Unit[bool]], Awaitable[bool]]
    guard: flood.Guard = field(default_factory=flood.Guard)
    failed: dict[int, Exception] = field(default_factory=dict)


def of(context: Context) -> House:
    """Find the house of this application."""
    house: House = context.bot_data["house"]
    return house


async def act(update: Update, context: Context, resolve: gate.Resolve) -> None:
    """One update, one unit of work; the sender is woken once it is committed."""
    house = of(context)
    arrival = read_update.arrival(update)
    if arrival is None:
        return
    now = house.clock()
    if not house.guard.passes(arrival.sender or arrival.chat_id, now):
        return

    def unit(session: Session) -> bool:
        return house.gate.act(session, arrival, resolve, now)

    await house.write(unit)
    house.wake()


async def serve(
    update: Update,
    context: Context,
    use: Callable[[Session, Arrival, dt.datetime], Any],
) -> None:
    """Serve an update nobody asks with: nothing is permitted or refused."""
    house = of(context)
    arrival = read_update.arrival(update)
    if arrival is None:
        return
    now = house.clock()

    def unit(session: Session) -> bool:
        return house.gate.serve(session, arrival, use, now)

    await house.write(unit)
    house.wake()
