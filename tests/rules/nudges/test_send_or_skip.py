"""The last look before a nudge goes."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.rules.ballot import hours
from bot.rules.nudges import due, send_or_skip
from bot.rules.nudges.due import Facts, Held, Pledged, Ripe
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from bot.rules.nudges.send_or_skip import Later, Reason, Send, SendFacts, Skip
from tests.rules import given

BALLOT = given.ballot()
LINKED = given.at("2026-05-01 10:00")
END = given.at("2026-07-20 10:00")
ANN = 7
HOUR = dt.timedelta(hours=1)
RIPE, LAPSE, PLEDGE, NOON, EVENING = (
    PlannedNudge(1, kind, "slot", given.at(start), given.at(end), person)
    for kind, start, end, person in (
        (Kind.RIPE, "2026-05-20 09:00", "2026-05-21 09:00", ANN),
        (Kind.LAPSE, "2026-05-20 20:25", "2026-05-20 20:35", ANN),
        (Kind.PLEDGE, "2026-05-20 18:00", "2026-05-21 00:00", ANN),
        (Kind.COUNTDOWN, "2026-06-05 12:15", "2026-06-05 17:30", None),
        (Kind.COUNTDOWN, "2026-06-05 17:30", "2026-06-05 20:30", None),
    )
)


def look(nudge: PlannedNudge, now: str, **facts: Any) -> send_or_skip.Verdict:
    return send_or_skip.verdict(nudge, SendFacts(**facts), BALLOT, given.at(now))


@pytest.mark.parametrize(
    ("nudge", "now", "verdict"),
    [
        (NOON, "2026-06-05 12:14", Later(given.at("2026-06-05 12:15"))),
        (NOON, "2026-06-05 12:15", Send()),
        (NOON, "2026-06-05 17:29", Send()),
        (NOON, "2026-06-05 17:30", Skip(Reason.LATE)),
        (EVENING, "2026-06-05 20:29", Send()),
        (EVENING, "2026-06-05 20:30", Skip(Reason.LATE)),
        (EVENING, "2026-06-08 12:00", Skip(Reason.LATE)),
        (RIPE, "2026-05-20 15:00", Send()),
        (RIPE, "2026-05-20 23:00", Later(given.at("2026-05-21 08:30"))),
        (RIPE, "2026-05-21 09:00", Skip(Reason.LATE)),
        (LAPSE, "2026-05-20 20:29", Send()),
        (LAPSE, "2026-05-20 20:31", Skip(Reason.QUIET)),
        (LAPSE, "2026-05-20 20:35", Skip(Reason.LATE)),
        (PLEDGE, "2026-05-20 19:30", Send()),
        (PLEDGE, "2026-05-20 20:30", Skip(Reason.QUIET)),
    ],
)
def test_late_ones_go_only_while_they_still_make_sense(
    nudge: PlannedNudge, now: str, verdict: send_or_skip.Verdict
) -> None:
    assert look(nudge, now) == verdict


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"still": False}, Reason.NOTHING_LEFT),
        ({"said": True}, Reason.MERGED),
        ({"muted": True}, Reason.MUTED),
        ({"paused": True}, Reason.PAUSED),
        ({"reachable": False}, Reason.UNREACHABLE),
        ({"takes_part": False}, Reason.NO_ROLE),
        ({"away_until": given.at("2026-05-22 09:00")}, Reason.AWAY),
        ({"sent_today": 8}, Reason.CAP),
    ],
)
def test_what_was_planned_is_skipped_with_its_reason(
    facts: dict[str, Any], reason: Reason
) -> None:
    assert look(RIPE, "2026-05-20 10:00", **facts) == Skip(reason)


def test_those_who_are_back_hear_again() -> None:
    away = given.at("2026-05-20 09:30")
    assert look(RIPE, "2026-05-20 10:00", away_until=away) == Send()


def test_the_group_has_a_smaller_cap() -> None:
    assert look(NOON, "2026-06-05 12:15", sent_today=4) == Skip(Reason.CAP)
    assert look(RIPE, "2026-05-20 10:00", sent_today=4) == Send()


def test_alarms_wait_for_nobody() -> None:
    alarm = PlannedNudge(1, Kind.ALARM, "stranger 5", END, END + HOUR, ANN)
    assert look(alarm, "2026-05-20 03:00", muted=True) == Send()


MINUTES = st.integers(0, 80 * 24 * 60).map(lambda n: LINKED + dt.timedelta(minutes=n))


@for_all(ripe=MINUTES, held=MINUTES, pledged=MINUTES, delay=st.integers(0, 3 * 1440))
def test_nothing_is_sent_in_quiet_hours_after_any_downtime(
    ripe: dt.datetime, held: dt.datetime, pledged: dt.datetime, delay: int
) -> None:
    facts = Facts(
        LINKED,
        group=True,
        organisers=(ANN,),
        ripe=(Ripe(ANN, ripe),),
        held=(Held(1, ANN, held),),
        pledged=(Pledged(1, ANN, pledged),),
    )
    for nudge in due.due(BALLOT, facts, END):
        now = nudge.send_from + dt.timedelta(minutes=delay)
        verdict = send_or_skip.verdict(nudge, SendFacts(), BALLOT, now)
        loud = hours.within(BALLOT, now, hours.LOUD)
        assert loud or not isinstance(verdict, Send)
        assert not isinstance(verdict, Later) or verdict.until < nudge.send_until
