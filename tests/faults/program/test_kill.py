"""Killed at random moments under traffic: nothing acknowledged is lost (P1 to P4).

100 kills by default, of 4 programs side by side; MANTELPIECE_KILLS=2000 kills so often,
MANTELPIECE_SEED=7 replays.
"""

import asyncio
import os
import random
from pathlib import Path

from bot.demo.telegram.faults import Kind
from tests.faults.program import checker, harness
from tests.faults.program.harness import Program

PROGRAMS = 4
KILLS = int(os.environ.get("MANTELPIECE_KILLS", "100")) // PROGRAMS
"""Of each program."""
SEED = os.environ.get("MANTELPIECE_SEED")
AT_ONCE = 2
"""How many people write in one life of the program, at most."""
CALLS = 40
"""After how many of its calls it dies, at most: more than it needs to keep up."""
TROUBLES = (
    *(Kind.TOO_MANY, Kind.BAD_GATEWAY, Kind.SERVER_ERROR, Kind.RESET, Kind.SLOW),
    *(Kind.ANSWER_LOST, Kind.ANSWER_CUT, Kind.GATEWAY_AFTER, Kind.ANSWER_HANGS),
)
METHODS = ("sendMessage", "editMessageText", "getUpdates", "")
UNREADABLE = {"message_id": "one", "date": 0, "chat": {"id": 1, "type": "private"}}
OVERSIZED = "/help " + "x " * 50_000


def shuffle(made: Program) -> None:
    """Deliver what waits in another order, only that of each chat as it was."""
    entries = made.town.feed.entries
    chats = [entry.update["message"]["chat"]["id"] for entry in entries]
    waiting = {
        chat: iter([e for e, of in zip(entries, chats, strict=True) if of == chat])
        for chat in chats
    }
    made.chance.shuffle(chats)
    entries[:] = [next(waiting[chat]) for chat in chats]


def spoil(made: Program) -> None:
    """Updates come twice, in another order, unreadable or too large."""
    match made.chance.choice(("twice", "shuffled", "unreadable", "oversized")):
        case "twice":
            made.town.redeliver(made.chance.choice(made.town.feed.everything))
        case "shuffled":
            shuffle(made)
        case "unreadable":
            made.town.feed.push("message", UNREADABLE)
            made.history.unreadable += 1
        case "oversized":
            made.say(made.chance.choice(sorted(made.people)), OVERSIZED)


async def traffic(made: Program) -> None:
    """Some people take a card and report; updates are spoilt, a call fails."""
    for name in made.chance.sample(
        sorted(made.people), made.chance.randint(1, AT_ONCE)
    ):
        made.say(name, "/next")
        made.say(name, "/done voted")
    if made.chance.random() < 0.4:
        spoil(made)
    if made.chance.random() < 0.3:
        method, skip = made.chance.choice(METHODS), made.chance.randrange(4)
        conflict = (Kind.CONFLICT,) if method == "getUpdates" else ()
        kind = made.chance.choice((*TROUBLES, *conflict))
        made.town.faults.plan(kind, method, skip=skip, seconds=0.3)


async def one_life(made: Program) -> None:
    """Start it, and kill it after some calls, once all were heard, or at any moment."""
    await made.start()
    await traffic(made)
    goal = len(made.town.history) + made.chance.randint(1, CALLS)
    short = made.chance.random() < 0.3
    await made.live(
        made.chance.uniform(0.1, 1) if short else checker.LONGEST_SILENCE,
        lambda: len(made.town.history) >= goal or not made.history.waiting,
    )
    await made.kill()
    made.town.faults.clear()


async def check_program(folder: Path, seed: int) -> str:
    """Kill one program again and again, check it in the end, and say what it met."""
    size = {"people": max(24, KILLS // 8), "members": KILLS * AT_ONCE + 50}
    async with harness.program(folder, random.Random(seed), **size) as made:
        for _ in range(KILLS):
            await one_life(made)
        await made.finish()
        checker.check(made)
        shown, said = checker.ticks(made).total(), made.history.said.total()
    silence = checker.longest_silence(made)
    return f"{KILLS} kills, {said} reports, {shown} ticks, silence {silence:.1f} s"


async def test_random_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    seed = int(SEED) if SEED else random.randrange(10**6)
    print(f"seed {seed}")
    met = await asyncio.gather(
        *(check_program(tmp_path / str(n), seed + n) for n in range(PROGRAMS))
    )
    print("\n".join(met))
