"""What the tour plays: promises kept, nudges, a complaint answered, the line crossed.

It looks before it presses, and counts what it did: others may have played meanwhile.
"""

import math
from collections import Counter
from datetime import datetime, time, timedelta

from bot.demo.tour.guide import Guide

MORNING, NOON, EVENING = time(10, 30), time(12, 30), time(18, 15)
CALLERS = ("Asha", "Ben", "Carys", "Delroy", "Ewa")
DAY = timedelta(days=1)
LEAST, MOST = 2, 12
"""How many papers are reported in an evening."""
EARLY = 2 * DAY
"""How long before the last posting day the line is crossed, if all goes well."""
COMPLAINT = "she is upset, says we rang her at work twice"
SORRY = "Please say that we are sorry. Nobody rings her at work again."
ABOUT_THE_JOB = "Please post it now; I ring you myself about the change of job."
TYPED = "no answer, I left a message"


async def play(guide: Guide) -> None:
    """Play the last two weeks from now on."""
    await _first_evening(guide)
    await _first_morning(guide)
    short = True
    while guide.now.date() < guide.dates.last_day:
        for part in (_noon, _evening, _morning):
            await part(guide)
            if short and guide.hands.short() == 0:
                short = False
                await _crossed(guide)
    await _last_days(guide)


async def _first_evening(guide: Guide) -> None:
    await guide.tell(
        "Two weeks to the close. Asha has ten minutes, and asks in the group for a "
        "member to ring.",
        "Asha",
        guide.group,
    )
    await guide.say("Asha", "/next", guide.group)
    await guide.tell("The group sees no name. The card comes in private.", "Asha")
    await guide.tell("It says who, why now, the number, and what to say.")
    await guide.tell("Asha rings. The paper goes out tonight: she taps that.")
    await guide.press("Asha", "Will post")
    await guide.press("Asha", "Tonight")
    await guide.tell(
        "Carys rings somebody who is upset. She types it, and the bot reads it.",
        "Carys",
    )
    await guide.say("Carys", "/next")
    await guide.say("Carys", COMPLAINT)
    await guide.tell(
        "A complaint goes to Dawn, the organiser, at once. Nobody rings that member "
        "until it is answered.",
        "Dawn",
    )
    if await _open_case(guide, "complaint"):
        await guide.press("Dawn", "Answer")
        await guide.say("Dawn", SORRY)
        await guide.tell("Dawn answers, and Carys has the words to pass on.", "Carys")


async def _first_morning(guide: Guide) -> None:
    await guide.tell("The night goes by. Did Asha’s paper really go out?", "Asha")
    since = await guide.until(MORNING)
    if await _ask_after(guide, since):
        await guide.tell(
            "After the collection the bot nudges Asha, once: ask again. The promise "
            "was kept, the paper is in the post."
        )
    await guide.tell(
        "Dawn let a question wait, and was reminded of it. She answers, and rings "
        "somebody who was upset.",
        "Dawn",
    )
    if await _open_case(guide, "question"):
        await guide.press("Dawn", "Answer")
        await guide.say("Dawn", ABOUT_THE_JOB)
    if await _open_case(guide, "upset"):
        await guide.press("Dawn", "I spoke with them")
    await guide.tell("How does the branch stand?", brief=True)
    await guide.say("Dawn", "/stats")
    await guide.tell(
        "What is reported, what is likely, and what would help most today."
    )
    await guide.tell("Ben pledges three calls for tonight.", "Ben")
    await guide.say("Ben", "/pledge 3 at 18:00")


async def _open_case(guide: Guide, kind: str) -> bool:
    """Open the newest case of this kind; whether there is one."""
    await guide.say("Dawn", "/cases")
    lines = (guide.last("Dawn").text or "").splitlines()
    numbers = [line.partition(". ")[0] for line in lines if kind in line]
    if numbers:
        await guide.press("Dawn", numbers[-1])
    return bool(numbers)


async def _noon(guide: Guide) -> None:
    since = await guide.until(NOON)
    await _ask_after(guide, since)
    if guide.said(None, "to the last posting day", since):
        left = _many((guide.dates.last_day - guide.now.date()).days, "day")
        words = f"The group hears it: {left} to the last posting day."
        await guide.tell(words, "Dawn", guide.group)


async def _evening(guide: Guide) -> None:
    """Let the advocates take so many cards that the line is crossed in time."""
    since = await guide.until(EVENING)
    if guide.said("Ben", "You pledged", since):
        await guide.tell("Ben is nudged, because he asked for it.", "Ben")
    outcomes = ["Voted"] * _papers(guide) + ["Will post", TYPED]
    first = guide.day % len(CALLERS)
    callers = CALLERS[first:] + CALLERS[:first]
    await guide.tell("Evening, and the advocates ring.", callers[0], brief=True)
    done: Counter[str] = Counter()
    for number, outcome in enumerate(outcomes):
        name = callers[number % len(callers)]
        done[outcome] += await _call(guide, name, outcome)
    await guide.tell(_told(done))


def _papers(guide: Guide) -> int:
    """How many papers are to be reported this evening."""
    until = guide.dates.last_day - EARLY
    evenings = max(1, (until - guide.now.date()).days + 1)
    return max(LEAST, min(MOST, math.ceil(guide.hands.short() / evenings)))


async def _call(guide: Guide, name: str, outcome: str) -> bool:
    """Take a card and tap, or type, what came of it; whether there was one."""
    await guide.say(name, "/next")
    if guide.button(name, "Voted") is None:
        return False
    if outcome == TYPED:
        await guide.say(name, TYPED)
        return True
    await guide.press(name, outcome)
    if outcome == "Will post":
        await guide.press(name, "Tonight")
    return True


def _told(done: Counter[str]) -> str:
    """As in "6 calls this evening: 4 posted already, 1 promised for tonight."."""
    if not done.total():
        return "Nobody is due this evening."
    parts = [
        f"{count} {words}"
        for outcome, words in (
            ("Voted", "posted already"),
            ("Will post", "promised for tonight"),
            (TYPED, "not reached"),
        )
        if (count := done[outcome])
    ]
    return f"{_many(done.total(), 'call')} this evening: {', '.join(parts)}."


async def _morning(guide: Guide) -> None:
    since = await guide.until(MORNING)
    kept = await _ask_after(guide, since)
    if kept:
        words = f"{_many(kept, 'promise')} asked after this morning: kept."
        await guide.tell(words, brief=True)


async def _ask_after(guide: Guide, since: datetime) -> int:
    """Open what the bot reminds the advocates of; how many of them have posted."""
    kept = 0
    for name in CALLERS:
        nudge = guide.said(name, "/next gives you the first", since)
        for button in nudge.buttons if nudge else ():
            await guide.press(name, button["text"])
            if guide.button(name, "Voted"):
                await guide.press(name, "Voted")
                kept += 1
    return kept


async def _crossed(guide: Guide) -> None:
    await guide.tell("Is it enough?", "Dawn", brief=True)
    await guide.say("Dawn", "/stats")
    await guide.tell(
        "The line is crossed: half of the branch is reported to have voted."
    )


async def _last_days(guide: Guide) -> None:
    if guide.said(None, "today is the last posting day", guide.now - DAY / 2):
        words = "The last posting day: the group heard it before breakfast."
        await guide.tell(words, "Dawn", guide.group)
    await guide.until(EVENING)
    await guide.tell("Now the papers travel. It is too late to ring anybody.", "Asha")
    await guide.say("Asha", "/next")
    while guide.town.clock() < guide.dates.closes:
        await guide.until(NOON)
    await guide.tell(
        "The ballot has closed. Dawn reads what is left to do, and when the members’ "
        "details are erased. That was the tour; now it is yours.",
        "Dawn",
    )
    await guide.read()


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
