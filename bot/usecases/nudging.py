"""Plan what is due as rows, then bring what may go now to the outbox; once each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlmodel import Session

from bot.rules import hours, nudges, planned, queue, slots, workdays
from bot.rules.ballot import Ballot
from bot.rules.nudges import Facts
from bot.rules.persons import ORGANISING
from bot.rules.planned import Kind, PlannedNudge
from storage import ballots, chats, freeing, people, ripening
from storage import nudges as rows

T = TypeVar("T")
MEMO = "nudges planned"
AT_ONCE = 500
BALLOTS_AT_ONCE = 100
"""So much in one tick: what is left is planned by the next, in good time."""
INSTANT = dt.timedelta(microseconds=1)
AHEAD = dt.timedelta(hours=36)
"""Longer than any quiet stretch: what ripens in it is planned for its end."""
LONG_AGO = dt.timedelta(days=3650)


def plan(session: Session, now: dt.datetime, numbers: queue.Settings) -> None:
    """Plan what has come due since the last time."""
    since = _since(session, now)
    if since < now:
        _dates(session, since, now)
        _ripe(session, now, numbers)
        _lapsing(session, since, now)
        _pledged(session, since, now)
        _cases(session, since, now)
        ballots.remember(session, MEMO, {"until": now.isoformat()})


def _since(session: Session, now: dt.datetime) -> dt.datetime:
    """Up to when everything is planned; at the very first tick, now."""
    told = ballots.recall(session, MEMO).get("until")
    if told is None:
        ballots.remember(session, MEMO, {"until": now.isoformat()})
        return now
    return dt.datetime.fromisoformat(str(told))


def _dates(session: Session, since: dt.datetime, now: dt.datetime) -> None:
    """What the dates of a ballot ask for: countdown, cut-off, digest, purge."""
    for begun in ripening.ballots(session, now, BALLOTS_AT_ONCE):
        ballot = ballots.get(session, begun.ballot)
        if begun.since is not None:
            _common(session, ballot, begun.since - INSTANT, now)
        elif begun.created_at < now:
            _common(session, ballot, max(since, begun.created_at), now)
        ripening.next_for(session, ballot.id, _next_date(session, ballot, now))


def _common(
    session: Session, ballot: Ballot, since: dt.datetime, now: dt.datetime
) -> None:
    groups = chats.linked(session, ballot.id)
    days = (ballot.today(since), ballot.today(now))
    facts = Facts(
        since=since,
        group=bool(groups),
        organisers=organisers(session, ballot.id),
        active_days=ripening.active_days(session, ballot.id, *days),
        closed_at=ballots.life(session, ballot.id).closed_at,
    )
    for nudge in nudges.due(ballot, facts, now):
        there = [
            chat.id
            for chat in groups
            if chat.linked_at is not None and chat.linked_at < nudge.send_from
        ]
        rows.plan(session, [nudge], there)


def _next_date(session: Session, ballot: Ballot, now: dt.datetime) -> dt.datetime:
    """When the dates next ask for something; each evening there may be a digest."""
    today = ballot.today(now)
    at = planned.DEFAULTS.digest_at
    digests = (
        slots.daily(ballot, Kind.DIGEST, today + ahead * workdays.DAY, at)
        for ahead in (0, 1)
    )
    closed_at = ballots.life(session, ballot.id).closed_at
    every = (*slots.fixed(ballot, closed_at=closed_at), *digests)
    return min(slot.start for slot in every if slot.start > now)


def _ripe(session: Session, now: dt.datetime, numbers: queue.Settings) -> None:
    """Planned as soon as it is ripe, for the end of the quiet hours if need be.

    Of an advocate who has not been here lately it goes to anybody at once.
    """
    found = ripening.ripe(session, now, now - numbers.active, AT_ONCE)
    active = [(one.ballot, one.ripe) for one in found if one.active]
    for one in found:
        if not one.active:
            freeing.one(session, one.member)
            hand_over(session, one.ballot, [one.ripe.person], now)
    ripening.told(session, [one.member for one in found])
    for ballot, ripe in _by_ballot(session, active):
        facts = Facts(since=now - LONG_AGO, ripe=tuple(ripe))
        rows.plan(session, nudges.due(ballot, facts, now + AHEAD), [])


def hand_over(
    session: Session, ballot_id: int, people_ids: Iterable[int], now: dt.datetime
) -> None:
    """What these people kept goes to anybody: each is told once."""
    ballot = ballots.get(session, ballot_id)
    start = hours.earliest(ballot, now, hours.LOUD)
    end = start + planned.DEFAULTS.ripe_until
    for person in set(people_ids):
        slot = f"{ballot.today(start)}"
        nudge = PlannedNudge(ballot.id, Kind.HANDED, slot, start, end, person)
        rows.plan(session, [nudge], [])


def _lapsing(session: Session, since: dt.datetime, now: dt.datetime) -> None:
    ahead = planned.DEFAULTS.lapse_ahead
    held = ripening.lapsing(session, since + ahead, now + ahead)
    for ballot, found in _by_ballot(session, held):
        facts = Facts(since=since, held=tuple(found))
        rows.plan(session, nudges.due(ballot, facts, now), [])


def _pledged(session: Session, since: dt.datetime, now: dt.datetime) -> None:
    for ballot, found in _by_ballot(session, ripening.pledged(session, since, now)):
        facts = Facts(since=since, pledged=tuple(found))
        rows.plan(session, nudges.due(ballot, facts, now), [])


def _by_ballot(
    session: Session, found: Iterable[tuple[int, T]]
) -> Iterator[tuple[Ballot, list[T]]]:
    groups: dict[int, list[T]] = defaultdict(list)
    for ballot_id, one in found:
        groups[ballot_id].append(one)
    for ballot_id, several in groups.items():
        yield ballots.get(session, ballot_id), several


def _cases(session: Session, since: dt.datetime, now: dt.datetime) -> None:
    """A case said is looked at again shortly before the same hour of the next day."""
    for ballot_id, case, reply_by in ripening.overdue(session, now):
        ballot = ballots.get(session, ballot_id)
        told = nudges.OpenCase(case, organisers(session, ballot_id), reply_by)
        found = nudges.due(ballot, Facts(since=since, cases=(told,)), now)
        rows.plan(session, found, [])
        if found:
            days = (now - reply_by).days + 1
            again = reply_by + days * workdays.DAY - 2 * planned.DEFAULTS.ripe_every
            ripening.said_overdue(session, case, again)


def organisers(session: Session, ballot_id: int) -> tuple[int, ...]:
    """Who is told what organisers are told."""
    return tuple(one.id for one in people.team(session, ballot_id, ORGANISING))
