"""Run an update's use case in one unit of work; keep the error of one that fails."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session
from telegram import Update
from telegram.ext import ContextTypes

from bot.handlers import flood, read_update
from bot.rules.arrivals import Arrival
from bot.rules.replies import reader
from bot.usecases.entry import gate
from storage.engine import Unit

Context = ContextTypes.DEFAULT_TYPE


@dataclass(slots=True)
class Services:
    """What handlers work with; `failed` holds the errors of updates by their id.

    `write` runs a unit of work and returns once it is committed; `read` runs one that
    only reads. Under `reading` one person's words are read at a time.
    """

    write: Callable[[Unit[bool]], Awaitable[bool]]
    gate: gate.Gate
    clock: Callable[[], dt.datetime]
    wake: Callable[[], None]
    read: Callable[[Unit[bool]], Awaitable[bool]]
    guard: flood.Guard = field(default_factory=flood.Guard)
    failed: dict[int, Exception] = field(default_factory=dict)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)


def services_of(context: Context) -> Services:
    """Get the services of this application."""
    services: Services = context.bot_data["services"]
    return services


async def keep_error(update: object, context: Context) -> None:
    """Keep a handler's error for the fetch loop: PTB only swallows it.

    So the update is not acknowledged.
    """
    if isinstance(update, Update) and context.error is not None:
        services_of(context).failed[update.update_id] = context.error


async def act(update: Update, context: Context, resolve: gate.Resolve) -> None:
    """Run the use case of an update through the gate, then wake the sender."""
    services = services_of(context)
    arrival = read_update.arrival(update)
    if arrival is None:
        return
    now = services.clock()
    if not services.guard.passes(arrival.sender or arrival.chat_id, now):
        return

    await _read_ahead(arrival, services.reading)

    def unit(session: Session) -> bool:
        return services.gate.act(session, arrival, resolve, now)

    await services.write(unit)
    services.wake()


async def _read_ahead(arrival: Arrival, reading: asyncio.Lock) -> None:
    """Read typed words on a thread of their own; the unit of work finds the reading.

    So nobody's writing waits while the encoder works. Words that come at once are read
    one after another: else the first would load the encoder on each thread.
    """
    words = arrival.words
    may_report = not words.startswith("/") or words.startswith("/done")
    if arrival.private and arrival.argument and may_report:
        async with reading:
            await asyncio.to_thread(reader.read, arrival.argument)


async def serve(
    update: Update,
    context: Context,
    use: Callable[[Session, Arrival, dt.datetime], Any],
) -> None:
    """Handle a service update: nobody asked, so the gate refuses nothing."""
    services = services_of(context)
    arrival = read_update.arrival(update)
    if arrival is None:
        return
    now = services.clock()

    def unit(session: Session) -> bool:
        return services.gate.serve(session, arrival, use, now)

    await services.write(unit)
    services.wake()
