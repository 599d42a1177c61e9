"""Plan due nudges as rows, and put those that may go now into the outbox, once each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlmodel import Session

from bot.rules.arrivals import PrivateChat
from bot.rules.ballot import hours, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.care.feedback import feedback_rules
from bot.rules.nudges import due, planned_nudge, slots
from bot.rules.nudges import endings as nudges_endings
from bot.rules.nudges.due import Facts
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from bot.rules.nudges.send_or_skip import Reason
from bot.rules.person import ORGANISING, Role
from bot.rules.queue import queue_rules
from bot.usecases import context, outgoing
from storage import ballots
from storage.care import feedback
from storage.nudges import nudge_queries
from storage.nudges import nudges as rows
from storage.outbox.outbox_entry import How
from storage.queue import cards, release_lapsed
from storage.replies import contacts
from storage.team import chats

T = TypeVar("T")
MEMO = "nudges planned"
AT_ONCE, SENT_AT_ONCE, BALLOTS_AT_ONCE = 10, 5, 1
"""Few, so that other units of work come between."""
LOOKED_AT = 100
"""Due nudges looked at in one piece whether they are too late."""
INSTANT = dt.timedelta(microseconds=1)
AHEAD = dt.timedelta(hours=36)
"""Longer than any quiet hours: what comes due in them is planned for their end."""
A_MINUTE = dt.timedelta(minutes=1)
LONG_AGO = dt.timedelta(days=3650)


def planned_until(session: Session) -> dt.datetime | None:
    """Find up to when everything is planned; None before the first tick."""
    told = ballots.recall(session, MEMO).get("until")
    return None if told is None else dt.datetime.fromisoformat(str(told))


def from_dates(
    session: Session, now: dt.datetime, settings: planned_nudge.Settings
) -> bool:
    """Plan what a ballot's dates ask for: countdown, cut-off, digest, survey, purge.

    Of some ballots; True where there may be more.
    """
    since = planned_until(session) or now
    found = nudge_queries.ballots(session, now, BALLOTS_AT_ONCE)
    for begun in found:
        ballot = ballots.get(session, begun.ballot)
        if begun.since is not None:
            _common(session, ballot, begun.since - INSTANT, now, settings)
        elif begun.created_at < now:
            _common(session, ballot, max(since, begun.created_at), now, settings)
        nudge_queries.set_next_date(
            session, ballot.id, _next_date(session, ballot, now)
        )
    return len(found) == BALLOTS_AT_ONCE


def _common(
    session: Session,
    ballot: Ballot,
    since: dt.datetime,
    now: dt.datetime,
    settings: planned_nudge.Settings,
) -> None:
    # Of a group that the bot was removed from the log says why nothing went there.
    groups = chats.ever_linked(session, ballot.id)
    days = (ballot.today(since), ballot.today(now))
    facts = Facts(
        since=since,
        group=bool(groups),
        organisers=organisers(session, ballot.id),
        advocates=_with_role(session, ballot.id, {Role.ADVOCATE}),
        active_days=_active_days(session, ballot, *days),
        closed_at=ballots.life(session, ballot.id).closed_at,
    )
    for nudge in due.due(ballot, facts, now, settings):
        there = [
            chat.id
            for chat in groups
            if chat.linked_at is not None and chat.linked_at < nudge.send_from
        ]
        rows.plan(session, [nudge], there)


def _active_days(
    session: Session, ballot: Ballot, first: dt.date, last: dt.date
) -> frozenset[dt.date]:
    """List the days with work for a digest, that of the evening before included."""
    active = set(
        nudge_queries.active_days(session, ballot.id, first - workdays.DAY, last)
    )
    for day in sorted(active):
        told = slots.digest(ballot, day).start
        if contacts.work_since(session, ballot.id, told):
            active.add(day + workdays.DAY)
    return frozenset(day for day in active if first <= day <= last)


def _next_date(session: Session, ballot: Ballot, now: dt.datetime) -> dt.datetime:
    """Find when the dates next call for a nudge; each evening there may be a digest."""
    today = ballot.today(now)
    digests = (slots.digest(ballot, today + ahead * workdays.DAY) for ahead in (0, 1))
    closed_at = ballots.life(session, ballot.id).closed_at
    every = (*slots.fixed(ballot, closed_at=closed_at), *digests)
    return min(slot.start for slot in every if slot.start > now)


def ripe(session: Session, now: dt.datetime, numbers: queue_rules.Settings) -> bool:
    """Plan what is ripe, for the end of the quiet hours if need be.

    Of an advocate who has not been here lately it goes to anybody at once. True where
    there may be more.
    """
    found = nudge_queries.ripe(session, now, now - numbers.active, AT_ONCE)
    active = [(one.ballot, one.ripe) for one in found if one.active]
    left = [one for one in found if not one.active]
    if left:
        release_lapsed.these(session, [one.member for one in left])
        kept_by = [(one.ballot, one.ripe.person) for one in left]
        hand_over_all(session, kept_by, now)
    if found:
        nudge_queries.mark_planned(session, [one.member for one in found])
    for ballot, ripe_ones in _by_ballot(session, active):
        facts = Facts(since=now - LONG_AGO, ripe=tuple(ripe_ones))
        rows.plan(session, due.due(ballot, facts, now + AHEAD), [])
    return len(found) == AT_ONCE


def hand_over_all(
    session: Session, kept_by: Iterable[tuple[int, int]], now: dt.datetime
) -> None:
    """Do the same for people of several ballots, each (ballot, person)."""
    for ballot, several in _by_ballot(session, kept_by):
        hand_over(session, ballot.id, several, now)


def hand_over(
    session: Session, ballot_id: int, people_ids: Iterable[int], now: dt.datetime
) -> None:
    """Tell each of these people once that what they kept went back to the queue."""
    ballot = ballots.get(session, ballot_id)
    start = hours.earliest(ballot, now, hours.LOUD)
    end = start + planned_nudge.DEFAULTS.ripe_until
    slot = f"{ballot.today(start)}"
    told = [
        PlannedNudge(ballot.id, Kind.HANDED, slot, start, end, person)
        for person in sorted(set(people_ids))
    ]
    rows.plan(session, told, [])


def by_the_minute(session: Session, now: dt.datetime) -> None:
    """Plan what is counted from the last time: claims about to lapse, pledges.

    At the first tick that is now. It is also now after the clock was set back: what
    comes due until the clock has caught up is planned at its time, and what was planned
    before keeps its key.
    """
    since = planned_until(session)
    if since is not None and since < now:
        _lapsing(session, since, now)
        _pledged(session, since, now)
    if since != now:
        ballots.remember(session, MEMO, {"until": now.isoformat()})


def _lapsing(session: Session, since: dt.datetime, now: dt.datetime) -> None:
    ahead = planned_nudge.DEFAULTS.lapse_ahead
    held = nudge_queries.lapsing(session, since + ahead, now + ahead)
    for ballot, found in _by_ballot(session, held):
        facts = Facts(since=since, held=tuple(found))
        rows.plan(session, due.due(ballot, facts, now), [])


def _pledged(session: Session, since: dt.datetime, now: dt.datetime) -> None:
    for ballot, found in _by_ballot(
        session, nudge_queries.pledged(session, since, now)
    ):
        facts = Facts(since=since, pledged=tuple(found))
        rows.plan(session, due.due(ballot, facts, now), [])


def _by_ballot(
    session: Session, found: Iterable[tuple[int, T]]
) -> Iterator[tuple[Ballot, list[T]]]:
    groups: dict[int, list[T]] = defaultdict(list)
    for ballot_id, one in found:
        groups[ballot_id].append(one)
    for ballot_id, several in groups.items():
        yield ballots.get(session, ballot_id), several


def overdue(session: Session, now: dt.datetime) -> bool:
    """Plan overdue cases; look again shortly before the same hour of the next day.

    True where there may be more.
    """
    since = planned_until(session) or now
    found = nudge_queries.overdue(session, now, AT_ONCE)
    for ballot_id, case, reply_by in found:
        ballot = ballots.get(session, ballot_id)
        told = due.OpenCase(case, organisers(session, ballot_id), reply_by)
        begun = due.due(ballot, Facts(since=since, cases=(told,)), now)
        rows.plan(session, begun, [])
        again = now + A_MINUTE
        if begun:
            days = (now - reply_by).days + 1
            half_an_hour = 2 * planned_nudge.DEFAULTS.ripe_every
            again = reply_by + days * workdays.DAY - half_an_hour
        nudge_queries.set_next_overdue(session, case, again)
    return len(found) == AT_ONCE


def organisers(session: Session, ballot_id: int) -> tuple[int, ...]:
    """List the ids of the ballot's organisers."""
    return _with_role(session, ballot_id, ORGANISING)


def _with_role(
    session: Session, ballot_id: int, roles: Iterable[Role]
) -> tuple[int, ...]:
    return nudge_queries.with_role(session, ballot_id, roles)


_PANELS = {
    Kind.RIPE: "mine",
    Kind.PLEDGE: "next",
    Kind.CASE: "cases",
}
"""The panels of buttons under nudges; a lapsing claim has its own."""
EDITS_WITHIN = dt.timedelta(hours=2)
"""A countdown this soon after the last one edits it, without a second sound."""


def send(session: Session, now: dt.datetime, bot_name: str = "") -> bool:
    """Put what is due into the outbox; True where there may be more.

    The sender looks at the facts again; what is too late already is skipped here.
    """
    if rows.expire(session, now, Reason.LATE, LOOKED_AT):
        return True
    found = rows.due(session, now, SENT_AT_ONCE)
    for nudge, chat_id in found:
        put(session, nudge, chat_id, now, bot_name)
    return len(found) == SENT_AT_ONCE


def put(
    session: Session, nudge: rows.Nudge, chat_id: int, now: dt.datetime, bot_name: str
) -> None:
    """Put a nudge into the outbox, unless another process was faster."""
    if not rows.take(session, nudge.id):
        return
    how: How = {
        "drop_at": nudge.plan.send_until,
        "once": True,
        "silent": nudge.plan.silent,
    }
    if nudge.plan.to_group:
        public = nudges_endings.GroupNudged(nudge.id, bot_name)
        standing = _standing(session, nudge, now)
        entry = outgoing.post(session, public, chat_id, now, edits=standing, **how)
    else:
        ending = nudges_endings.Nudged(nudge.id, _panel(session, nudge, now))
        if nudge.plan.kind is Kind.SURVEY:
            how["forget"] = True  # its buttons are not to be known as this person's
        entry = outgoing.say(session, ending, PrivateChat(chat_id), now, **how)
    rows.set_outbox_row(session, nudge.id, entry)


def _standing(session: Session, nudge: rows.Nudge, now: dt.datetime) -> int | None:
    """Find the group's last countdown, where an edit is kinder than another post."""
    if nudge.plan.kind is not Kind.COUNTDOWN:
        return None
    chat = chats.get(session, nudge.recipient)
    if chat is None or chat.countdown_at is None:
        return None
    return chat.countdown_message if now - chat.countdown_at < EDITS_WITHIN else None


def _panel(session: Session, nudge: rows.Nudge, now: dt.datetime) -> str:
    """Make the key of the buttons under a nudge; empty where it has none."""
    plan = nudge.plan
    if plan.kind is Kind.LAPSE:
        return cards.open_panel(
            session,
            "lapse",
            plan.send_until,
            about={"claim": plan.about},
            person_id=plan.person,
            ballot_id=plan.ballot,
        )
    if plan.kind is Kind.SURVEY:
        until = feedback_rules.closes(ballots.get(session, plan.ballot))
        key = cards.shared_panel(session, "survey", plan.ballot, until)
        sheet = feedback.add(session, plan.ballot, feedback_rules.Kind.SURVEY)
        return f"{key}.{sheet}"
    if plan.kind not in _PANELS:
        return ""
    return cards.open_panel(
        session,
        _PANELS[plan.kind],
        now + context.PANEL_LASTS,
        person_id=plan.person,
        ballot_id=plan.ballot,
        many=True,
    )
