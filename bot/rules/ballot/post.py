"""The post: when a box is emptied, when a paper arrives, and with what odds."""

import datetime as dt

from bot.rules.ballot import workdays
from bot.rules.ballot.ballot import Ballot, Envelope

SAFE_DAYS = {Envelope.FIRST: 3, Envelope.SECOND: 5}
"""Working days before arrival by which at least 95 in 100 come in time: PCS 2019 and
UCU 2023 told their members three days for a first class envelope."""

POSSIBLE_DAYS = {Envelope.FIRST: 1, Envelope.SECOND: 2}
"""Working days before arrival of the last posting that may still come."""

ODDS = {
    Envelope.FIRST: (0.0, 0.765, 0.923, 0.95),
    Envelope.SECOND: (0.0, 0.0, 0.46, 0.922, 0.954, 0.986),
}
"""Share arrived after 0, 1, 2 ... delivery days: Royal Mail's reality of 2024/25 (first
class 76.5 % next day, 92.3 % in two; second class 92.2 % in three, 98.6 % in five).
Not published and put between their neighbours: first class in three days (its target
is 99 %, here a cautious 95 %), second class in two (half of three) and in four."""


def is_collection(day: dt.date, ballot: Ballot) -> bool:
    """Whether boxes are emptied: Monday to Saturday, on no bank holiday."""
    holiday = workdays.is_holiday(day, ballot.nation)
    return day.weekday() != workdays.SUNDAY and not holiday


def is_delivery(day: dt.date, ballot: Ballot) -> bool:
    """Whether the reply envelope is delivered; second class has no Saturdays."""
    saturday = day.weekday() == workdays.SATURDAY
    second = ballot.envelope is Envelope.SECOND
    return is_collection(day, ballot) and not (second and saturday)


def last_delivery(ballot: Ballot) -> dt.date:
    """Find the last day whose post counts: the closing day if it closes late enough."""
    closes = ballot.local(ballot.closes)
    day = closes.date()
    if closes.time() < ballot.delivered_by:
        day -= workdays.DAY
    while not is_delivery(day, ballot):
        day -= workdays.DAY
    return day


def last_safe(ballot: Ballot) -> dt.date:
    """Find the last posting day after which about 95 in 100 or more still arrive."""
    count = SAFE_DAYS[ballot.envelope]
    return workdays.before(last_delivery(ballot), count, ballot.nation)


def last_possible(ballot: Ballot) -> dt.date:
    """Find the last posting day from which a paper can arrive at all."""
    count = POSSIBLE_DAYS[ballot.envelope]
    return workdays.before(last_delivery(ballot), count, ballot.nation)


def odds(ballot: Ballot, posted: dt.date) -> float:
    """How likely a paper collected that day arrives in time, from 0 to 1."""
    known = ODDS[ballot.envelope]
    arrival = last_delivery(ballot)
    span = min((arrival - posted).days, 3 * len(known))  # longer cannot matter
    days = (posted + workdays.DAY * ahead for ahead in range(1, span + 1))
    deliveries = sum(is_delivery(day, ballot) for day in days)
    return known[min(deliveries, len(known) - 1)]


def next_delivery(ballot: Ballot, now: dt.datetime) -> dt.datetime:
    """When the post of the next day with a delivery has come."""
    day = ballot.today(now) + workdays.DAY
    while not is_delivery(day, ballot):
        day += workdays.DAY
    return ballot.at(day, ballot.delivered_by)


def next_collection(ballot: Ballot, day: dt.date) -> dt.datetime:
    """When a paper posted some time that day is collected: on a later day.

    Many boxes are emptied once, at 9:00, on Saturdays at 7:00; "tonight" and "some time
    on Tuesday" both miss that day's own collection.
    """
    day += workdays.DAY
    while not is_collection(day, ballot):
        day += workdays.DAY
    return ballot.at(day, collected_at(ballot, day))


def collected_at(ballot: Ballot, day: dt.date) -> dt.time:
    """Return the hour of a day's collection."""
    if day.weekday() == workdays.SATURDAY:
        return ballot.collected_saturday
    return ballot.collected_at
