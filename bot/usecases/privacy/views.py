"""What a person sees of members: each view is logged, and capped (S5, S6).

Counted by person over all ballots; what shows no more than they have is only logged.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from bot.rules.queue import caps
from bot.rules.queue import endings as queue_endings
from bot.usecases.context import Context
from bot.usecases.team import allow_more
from storage.privacy import audit

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
CARD, FOUND, CASE, ASKED = "card", "found", "case", "asked"
EXPORT, SHARE, LISTED = "export", "share", "listed"
AGREED = "agreed "
"""Before what a second organiser agreed to."""
AGAIN, NAMED, TOLD = "again", "named", "told"
"""A card held already, names of members held lately, what organisers are told."""
UNCOUNTED = (AGAIN, NAMED, TOLD, f"{AGREED}{EXPORT}", f"{AGREED}{SHARE}")
FILES = (EXPORT, SHARE, LISTED)
"""Files and lists count by the day only: one of them is more than an hour's cards."""


def seen(context: Context) -> caps.Seen:
    """Count the different members this person saw in the last hour and day."""
    hour, day = _seen(context)
    return caps.Seen(hour=len(hour), day=len(day))


def _seen(context: Context) -> tuple[set[int], set[int]]:
    now, look = context.now, (context.session, context.person.id)
    return (
        audit.seen_since(*look, now - HOUR, without=(*UNCOUNTED, *FILES)),
        audit.seen_since(*look, now - DAY, without=UNCOUNTED),
    )


def limit(context: Context, cap: caps.Cap) -> int:
    """Give the number at which a cap stops this person now."""
    limits = caps.limits(context.numbers, organises=context.person.organises)
    more = allow_more.allowed_today(context)
    if cap in (caps.Cap.HOUR, caps.Cap.DAY):
        return limits[cap] + more
    return limits[cap]


def passed(
    context: Context, members: Collection[int], by: tuple[caps.Cap, ...]
) -> caps.Cap | None:
    """Find the cap that seeing these members too would pass; None if it is fresh."""
    hour, day = (found | set(members) for found in _seen(context))
    before = dict(zip((caps.Cap.HOUR, caps.Cap.DAY), _seen(context), strict=True))
    after = {caps.Cap.DAY: day, caps.Cap.HOUR: hour}
    for cap in by:
        fresh = len(after[cap]) > len(before[cap])
        if fresh and len(after[cap]) > limit(context, cap):
            return cap
    return None


def note_named(
    context: Context, how: str, several: Iterable[Collection[int]]
) -> set[int]:
    """Log that these members are named, as far as the day's cap goes; return whom."""
    _, day = _seen(context)
    most, named, over_cap = limit(context, caps.Cap.DAY), set[int](), False
    for members in map(set, several):
        if len(day | members) > most and not members <= day:
            over_cap = True
            continue
        day |= members
        named |= members
    note(context, how, *sorted(named))
    if over_cap:
        over(context, caps.Cap.DAY)
    return named


def stop(context: Context, *members: int) -> queue_endings.OverCap | None:
    """Stop what would pass a cap, and ask the other organisers; None if it may go."""
    cap = passed(context, members, (caps.Cap.DAY, caps.Cap.HOUR))
    return None if cap is None else over(context, cap)


def over(context: Context, cap: caps.Cap) -> queue_endings.OverCap:
    """Note that a cap was reached, and ask the organisers to allow more."""
    context.note("over cap", detail=cap)
    allow_more.ask_organisers(context, cap, limit(context, cap))
    return queue_endings.OverCap(cap, limit(context, cap))


def note(context: Context, how: str, *members: int) -> None:
    """Log that this person sees these members, and tell organisers of scraping."""
    who = context.ballot.id, context.person.id
    for member_id in members:
        audit.record_view(context.session, *who, member_id, how, context.now)
    if how not in UNCOUNTED:
        context.session.flush()
        allow_more.watch(context, seen(context))
