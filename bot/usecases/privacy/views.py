"""What a person sees of members: each view is logged, and capped (S5, S6).

Counted by person over all ballots; what shows no more than they have is only logged.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from bot.rules.queue import caps
from bot.rules.queue import endings as queue_endings
from bot.usecases.context import Context
from bot.usecases.team import allow_more
from storage.privacy import audit
from storage.team import people

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


class Shown(NamedTuple):
    """The different members a person was shown in the last hour and day."""

    hour: set[int]
    day: set[int]

    def add(self, how: str, members: Iterable[int]) -> None:
        """Count these as shown now."""
        self.day.update(members)
        if how not in FILES:
            self.hour.update(members)

    @property
    def seen(self) -> caps.Seen:
        """How many they are."""
        return caps.Seen(hour=len(self.hour), day=len(self.day))


def shown(context: Context) -> Shown:
    """List the members this person was shown lately, as far as that counts."""
    now = context.now
    people.hold(context.session, context.person.telegram_id)
    found = audit.last_seen(
        context.session, context.person.id, now - DAY, without=UNCOUNTED
    )
    last_hour = {
        member
        for (member, how), at in found.items()
        if at > now - HOUR and how not in FILES
    }
    return Shown(last_hour, {member for member, _ in found})


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
    before = dict(zip((caps.Cap.HOUR, caps.Cap.DAY), shown(context), strict=True))
    after = {cap: seen | set(members) for cap, seen in before.items()}
    for cap in by:
        fresh = len(after[cap]) > len(before[cap])
        if fresh and len(after[cap]) > limit(context, cap):
            return cap
    return None


def note_named(
    context: Context, how: str, several: Iterable[Collection[int]]
) -> set[int]:
    """Log that these members are named, as far as the day's cap goes; return whom."""
    day = shown(context).day
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


def note(
    context: Context, how: str, *members: int, before: Shown | None = None
) -> None:
    """Log that this person sees these members, and tell organisers of scraping.

    `before` is what they were shown until now, where that is known already.
    """
    who = context.ballot.id, context.person.id
    for member_id in members:
        audit.record_view(context.session, *who, member_id, how, context.now)
    if how not in UNCOUNTED:
        now = before or shown(context)
        now.add(how, members)
        allow_more.watch(context, now.seen)
