"""Killed every few seconds, again and again: nothing piles up, no chat falls silent."""

import asyncio
from pathlib import Path

from sqlmodel import Session

from bot.app import App
from bot.delivery import request
from bot.demo.telegram.faults import Kind
from bot.rules.person import Role
from bot.usecases.entry import send_results
from bot.usecases.team import manage_team
from storage.outbox import take, to_send
from tests.delivery import virtual
from tests.delivery.conftest import rig
from tests.delivery.rig import Rig
from tests.journeys.conftest import START
from tests.journeys.play import Branch, playing

__all__ = ["rig"]
STARTS = 30
LIFE = 4.0
"""Seconds from a start to the next kill."""
SILENCE = 10.0


def start(rig: Rig) -> None:
    """What a start does to the outbox that a dead process left."""

    def unit(session: Session) -> None:
        take.release_sending(session)
        send_results.recover(session, rig.clock.now())
        manage_team.refresh_menus(session, rig.clock.now())

    rig.store.write(unit)


async def live(rig: Rig, words: str, *, mid_call: bool) -> None:
    """Send until Asha has heard these words or some seconds passed, and die.

    Or die with a call under way, and start again some seconds later.
    """
    if mid_call:
        rig.town.faults.plan(Kind.SLOW, "sendMessage", seconds=0.1)
    end = rig.clock.elapsed + LIFE

    def dies() -> bool:
        if mid_call and "sending" in rig.states():
            rig.clock.elapsed = end
        return rig.clock.elapsed >= end or rig.texts(rig.asha)[-1:] == [words]

    sender = rig.sender()
    await rig.running(sender.run(), dies)
    await sender.stop(within=0)


async def test_in_a_crash_loop_no_row_piles_up_and_no_answer_is_late(rig: Rig) -> None:
    rig.enlist(rig.asha, Role.OWNER)
    rig.town.faults.plan(Kind.RESET, "setMyCommands", times=10**6)
    waiting, silent = [], []
    for number in range(STARTS):
        words, since = str(number), rig.clock.elapsed
        rig.put(rig.asha.id, words)
        first = number % 3 == 0
        while rig.texts(rig.asha)[-1:] != [words]:
            start(rig)
            await live(rig, words, mid_call=first)
            first = False
        silent.append(rig.clock.elapsed - since)
        waiting.append(rig.store.read(to_send.waiting))
    assert LIFE <= max(silent) <= SILENCE
    assert max(waiting) <= 2  # the menu, and an answer cut off that is repeated


async def test_a_menu_that_telegram_does_not_take_holds_up_nothing_in_its_chat(
    rig: Rig,
) -> None:
    rig.enlist(rig.asha, Role.OWNER)
    rig.town.faults.plan(Kind.RESET, "setMyCommands", times=99)
    start(rig)
    row = rig.put(rig.asha.id, "Recorded")
    await rig.send(until=lambda: rig.state(row) == "sent")
    assert rig.town.last(rig.asha).date == virtual.START


async def die_at_once(branch: Branch) -> int:
    """Start the whole program, and kill it before it can send. Count what waits."""
    before = asyncio.all_tasks()
    app = App(branch.app.settings, branch.store, branch.app.time)
    await app.start()
    for task in asyncio.all_tasks() - before:
        task.cancel()
    await request.close(app.bot)
    return branch.store.read(to_send.waiting)


async def test_what_each_start_puts_into_the_outbox_stands_there_once(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, START) as branch:
        await branch.app.stop()
        counts = [await die_at_once(branch) for _ in range(STARTS)]
    assert counts == counts[:1] * STARTS
