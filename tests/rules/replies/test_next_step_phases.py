"""Phases × outcomes: where does the member go, when due, to whom."""

import datetime as dt

import pytest

from bot.rules.ballot import timetable
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import queue_rules
from bot.rules.queue.bands import Band
from bot.rules.replies import next_step
from bot.rules.replies.steps import Facts, Next, Whose
from tests.rules import given

BALLOT = given.ballot(opens=given.day("2026-05-11"))

NOW = {
    "landing": "2026-05-12 10:00",
    "open": "2026-05-20 10:00",
    "near": "2026-05-29 10:00",
    "posting": "2026-06-04 14:00",
    "last": "2026-06-08 10:00",
    "late": "2026-06-11 10:00",
    "closed": "2026-06-11 18:00",
}
WHOSE = {
    "anybody": Whose.ANYBODY,
    "same": Whose.SAME,
    "other": Whose.OTHER,
    "organiser": Whose.ORGANISER,
}

# The member said "will vote" before and was tried by mobile, once; a promise is for
# today. | phase | band, or why out | comes due | to whom
TABLE = """
voted                 | always         | voted              |              | anybody
will_post             | landing        | promise            | 13 May 09:00 | same
will_post             | open           | promise            | 21 May 09:00 | same
will_post             | near           | promise            | 30 May 07:00 | same
will_post             | posting        | promise            | 05 Jun 09:00 | same
will_post             | last           | promise            | 09 Jun 09:00 | same
will_post             | late-closed    | too late           |              | anybody
needs_replacement     | landing        | no paper           | 18 May 09:00 | anybody
needs_replacement     | open           | no paper           | 21 May 10:00 | anybody
needs_replacement     | near           | no paper           | 29 May 22:00 | anybody
needs_replacement     | posting-closed | no paper can come  |              | organiser
replacement_requested | landing        | replacement        | 27 May 09:00 | anybody
replacement_requested | open-near      | replacement        | 02 Jun 09:00 | anybody
replacement_requested | posting        | replacement        | 08 Jun 09:00 | anybody
replacement_requested | last           | replacement        | 09 Jun 09:00 | anybody
replacement_requested | late-closed    | too late           |              | anybody
undecided             | landing        | will vote          | 14 May 10:00 | other
undecided             | open           | will vote          | 22 May 10:00 | other
undecided             | near           | will vote          | 31 May 10:00 | other
undecided             | posting        | will vote          | 06 Jun 14:00 | other
undecided             | last           | will vote          | 08 Jun 22:00 | other
undecided             | late-closed    | too late           |              | anybody
not_voting            | always         | not voting         |              | anybody
no_answer             | landing        | will vote          | 13 May 17:00 | anybody
no_answer             | open           | will vote          | 21 May 17:00 | anybody
no_answer             | near           | will vote          | 30 May 17:00 | anybody
no_answer             | posting        | will vote          | 05 Jun 09:00 | anybody
no_answer             | last           | will vote          | 09 Jun 17:00 | anybody
no_answer             | late-closed    | too late           |              | anybody
call_back             | landing        | call back          | 13 May 10:00 | same
call_back             | open           | call back          | 21 May 10:00 | same
call_back             | near           | call back          | 30 May 10:00 | same
call_back             | posting        | call back          | 05 Jun 14:00 | same
call_back             | last           | call back          | 09 Jun 09:00 | same
call_back             | late-closed    | too late           |              | anybody
wrong_contact         | landing        | will vote          | 12 May 10:00 | same
wrong_contact         | open           | will vote          | 20 May 10:00 | same
wrong_contact         | near           | will vote          | 29 May 10:00 | same
wrong_contact         | posting        | will vote          | 04 Jun 14:00 | same
wrong_contact         | last           | will vote          | 08 Jun 10:00 | same
wrong_contact         | late-closed    | too late           |              | anybody
not_a_member          | always         | not in this ballot |              | organiser
do_not_contact        | always         | do not contact     |              | anybody
question              | always         | case open          |              | organiser
complaint             | landing        | will vote          | 19 May 10:00 | other
complaint             | open           | will vote          | 27 May 10:00 | other
complaint             | near           | will vote          | 05 Jun 10:00 | other
complaint             | posting-closed | case open          |              | organiser
"""


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def phases(text: str) -> list[str]:
    """The phases of a row: one, "from-to" or always."""
    names = list(NOW)
    if text == "always":
        return names
    first, _, last = text.partition("-")
    return names[names.index(first) : names.index(last or first) + 1]


ROWS = [
    (phase, *cells(line))
    for line in TABLE.strip().splitlines()
    for phase in phases(cells(line)[1])
]


def place(step: Next) -> str:
    """A band by its name, or why the member is out."""
    if step.band is not None:
        return step.band.name.lower().replace("_", " ")
    return str(step.out)


def comes_due(step: Next, now: dt.datetime) -> str:
    """The first full hour at which a claim would find the row."""
    if step.band is None or step.due_at is None:
        return ""
    while step.due_at > queue_rules.reach(step.band, timetable.phase(BALLOT, now), now):
        now += dt.timedelta(hours=1)
    return f"{BALLOT.local(now):%d %b %H:%M}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]} in {row[0]}")
def test_each_outcome_leads_where_the_product_says(row: tuple[str, ...]) -> None:
    phase, outcome, _, where, due, whose = row
    now = given.at(NOW[phase])
    facts = Facts(
        day=BALLOT.today(now) if outcome == Outcome.WILL_POST else None,
        channel=Channel.MOBILE,
        channels=(Channel.MOBILE, Channel.PERSONAL_EMAIL),
        band=Band.WILL_VOTE,
        due_at=now,
    )
    step = next_step.after(Outcome(outcome), facts, BALLOT, now)
    assert (place(step), comes_due(step, now), step.whose) == (where, due, WHOSE[whose])


def test_the_table_has_every_outcome_in_every_phase_once() -> None:
    told = sorted((outcome, phase) for phase, outcome, *_ in ROWS)
    assert told == sorted((outcome, phase) for outcome in Outcome for phase in NOW)
