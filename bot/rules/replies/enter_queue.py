"""How members come to the queue, or back to it, without an outcome."""

import datetime as dt

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import OVER
from bot.rules.member import Member
from bot.rules.queue import bands, caps, queue_rules
from bot.rules.queue.bands import Band
from bot.rules.queue.queue_rules import Settings
from bot.rules.replies import replacements
from bot.rules.replies.steps import Next, Out, Whose


def imported(
    status: str, said_on: dt.date | None, ballot: Ballot, now: dt.datetime
) -> Next:
    """Place a member imported from the union's list; the oldest status is due first."""
    said = min(ballot.at(said_on), now) if said_on else now
    if status == "replacement_requested":
        first = replacements.checks(ballot, ballot.today(said))[0]
        return Next(Band.REPLACEMENT, first)
    if status == "voted":
        return Next(out=Out.VOTED)
    if status == "not_voting":
        return Next(out=Out.NOT_VOTING)
    return Next(Band.WILL_VOTE if status == "will_vote" else Band.UNTOUCHED, said)


def message_sent(
    band: Band | None,
    ballot: Ballot,
    now: dt.datetime,
    settings: Settings = queue_rules.DEFAULTS,
) -> Next:
    """Wait for the answer with this advocate until `kept_until`, then as no answer."""
    until = caps.waiting_until(ballot, now, settings)
    stays = bands.after_silence(band)
    phase = timetable.phase(ballot, until)
    due = queue_rules.reach(stays, phase, until, settings)
    return Next(stays, due, whose=Whose.SAME, kept_until=until)


def answered(
    ballot: Ballot, now: dt.datetime, settings: Settings = queue_rules.DEFAULTS
) -> Next:
    """Give the answer of a case back, together with any promise check."""
    if timetable.phase(ballot, now) in OVER:
        return Next(out=Out.ENDED)
    kept = now + settings.ripe
    return Next(Band.CALL_BACK, now, whose=Whose.SAME, kept_until=kept)


def in_a_new_phase(member: Member, ballot: Ballot, now: dt.datetime) -> Next | None:
    """Place somebody anew whom the phase before left out, or in a band it ended.

    Who was tried out gets new tries; who has no paper at the cut-off needs an
    organiser. None where nothing changes, as for who asked for no contact.
    """
    if member.do_not_contact:
        return None
    if member.out_reason == Out.TRIED_OUT:
        if member.promise_day:
            return Next(Band.PROMISE, now)
        said = member.import_status == "will_vote"
        return Next(Band.WILL_VOTE if said else Band.NO_ANSWER, now)
    if member.band == Band.NO_PAPER and not timetable.replaceable(ballot, now):
        return Next(out=Out.NO_PAPER, whose=Whose.ORGANISER)
    return None


def reachable_again(ballot: Ballot, now: dt.datetime) -> Next:
    """Bring back somebody for whom a working channel was found."""
    if timetable.phase(ballot, now) in OVER:
        return Next(out=Out.ENDED)
    return Next(Band.NO_ANSWER, now)
