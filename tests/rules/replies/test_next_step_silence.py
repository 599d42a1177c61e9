"""What follows silence, call-backs, dead numbers, questions and complaints."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.rules.ballot.phases import Phase
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import queue_rules
from bot.rules.queue.bands import Band
from bot.rules.replies import enter_queue, next_step
from bot.rules.replies.steps import Alarm, Case, Facts, Next, Out, Whose
from tests.rules import given

BALLOT = given.ballot(opens=given.day("2026-05-11"))
OPEN = given.at("2026-05-20 10:00")
LAST_DAYS = given.at("2026-06-08 10:00")
TUESDAY = given.ballot("2026-06-09 17:00")
"""Its last three posting days are Friday, Saturday and Monday."""
HOUR = dt.timedelta(hours=1)
WAYS = (Channel.MOBILE, Channel.PERSONAL_EMAIL)


def after(outcome: Outcome, now: dt.datetime = OPEN, **facts: Any) -> Next:
    return next_step.after(outcome, Facts(**facts), BALLOT, now)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-05-20 10:00", "2026-05-21 17:00"),
        ("2026-05-20 14:00", "2026-05-21 09:00"),
        ("2026-05-20 18:00", "2026-05-21 12:00"),
        ("2026-05-23 14:00", "2026-05-24 10:00"),
    ],
)
def test_no_answer_is_tried_at_another_time_by_another_channel(
    now: str, due: str
) -> None:
    step = after(Outcome.NO_ANSWER, given.at(now), channel=WAYS[0], channels=WAYS)
    assert (step.due_at, step.channel) == (given.at(due), WAYS[1])


@pytest.mark.parametrize(
    ("tries", "whose", "out"),
    [
        (1, Whose.ANYBODY, None),
        (2, Whose.ANYBODY, None),
        (3, Whose.OTHER, None),
        (4, Whose.ORGANISER, Out.TRIED_OUT),
    ],
)
def test_at_last_another_advocate_then_the_organiser(
    tries: int, whose: Whose, out: Out | None
) -> None:
    step = after(Outcome.NO_ANSWER, tries=tries)
    assert (step.whose, step.out) == (whose, out)


def test_the_limit_on_tries_is_lifted_in_the_last_posting_days() -> None:
    assert after(Outcome.NO_ANSWER, LAST_DAYS, tries=9).band is Band.NO_ANSWER


@pytest.mark.parametrize("band", [band for band in Band if band is not Band.UNTOUCHED])
def test_silence_takes_nobody_s_place_away(band: Band) -> None:
    assert after(Outcome.NO_ANSWER, band=band).band is band


@pytest.mark.parametrize(
    ("tries", "band"), [(2, Band.WILL_VOTE), (3, Band.NO_ANSWER), (9, Band.NO_ANSWER)]
)
def test_who_said_will_vote_goes_behind_the_unknown_after_a_third_silence(
    tries: int, band: Band
) -> None:
    facts = Facts(band=Band.WILL_VOTE, tries=tries)
    by_index = next_step.after(Outcome.NO_ANSWER, facts, BALLOT, LAST_DAYS)
    plain = queue_rules.BY_THE_RULES
    by_rules = next_step.after(Outcome.NO_ANSWER, facts, BALLOT, LAST_DAYS, plain)
    assert (by_index.band, by_rules.band) == (band, Band.WILL_VOTE)


@pytest.mark.parametrize(
    ("told_worth", "tries", "band"),
    [
        (0.8, 1, Band.NO_ANSWER),
        (0.9, 1, Band.WILL_VOTE),
        (0.9, 2, Band.NO_ANSWER),
        (1.2, 3, Band.WILL_VOTE),
        (1.2, 9, Band.WILL_VOTE),
    ],
)
def test_by_the_own_log_they_go_behind_sooner_or_later(
    told_worth: float, tries: int, band: Band
) -> None:
    ballot = replace(BALLOT, told_worth=told_worth)
    facts = Facts(band=Band.WILL_VOTE, tries=tries)
    assert next_step.after(Outcome.NO_ANSWER, facts, ballot, LAST_DAYS).band is band


@pytest.mark.parametrize("band", [Band.PROMISE, Band.REPLACEMENT, Band.UNDECIDED])
def test_a_third_silence_moves_nobody_else(band: Band) -> None:
    assert after(Outcome.NO_ANSWER, band=band, tries=3).band is band


@pytest.mark.parametrize(
    ("band", "settings", "where", "hours"),
    [
        (Band.WILL_VOTE, queue_rules.DEFAULTS, Band.WILL_VOTE, 48),
        (Band.UNTOUCHED, queue_rules.DEFAULTS, Band.UNDECIDED, 72),
        (Band.PROMISE, queue_rules.DEFAULTS, Band.UNDECIDED, 72),
        (Band.WILL_VOTE, queue_rules.BY_THE_RULES, Band.UNDECIDED, 72),
    ],
    ids=["said will vote", "never contacted", "promised", "by the rules"],
)
def test_by_the_index_doubt_takes_no_place_away_from_who_said_will_vote(
    band: Band, settings: queue_rules.Settings, where: Band, hours: int
) -> None:
    facts = Facts(band=band)
    step = next_step.after(Outcome.UNDECIDED, facts, BALLOT, OPEN, settings)
    assert (step.band, step.due_at) == (where, OPEN + hours * HOUR)
    assert step.whose is Whose.OTHER


def test_rests_between_unanswered_tries_grow() -> None:
    dues = [after(Outcome.NO_ANSWER, tries=tries).due_at for tries in (1, 2, 3)]
    assert dues == [given.at(f"2026-05-{day} 17:00") for day in (21, 21, 22)]


@pytest.mark.parametrize("band", [Band.WILL_VOTE, Band.NO_ANSWER, Band.UNDECIDED])
def test_another_time_of_day_stands_where_waits_shrink(band: Band) -> None:
    """Silent on Friday at 14:00: Saturday at 10:00 and no sooner."""
    friday = given.at("2026-06-05 14:00")
    step = next_step.after(Outcome.NO_ANSWER, Facts(band=band), TUESDAY, friday)
    assert step.due_at is not None
    due = queue_rules.due_from(band, step.due_at, Phase.LAST_DAYS)
    assert due == given.at("2026-06-06 09:00")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-06-05 11:00", "2026-06-06 07:00"),
        ("2026-06-05 20:00", "2026-06-06 08:00"),
        ("2026-06-06 11:00", "2026-06-08 09:00"),
    ],
)
def test_will_post_without_a_day_rests_until_a_box_is_emptied(
    now: str, due: str
) -> None:
    step = next_step.after(Outcome.WILL_POST, Facts(), TUESDAY, given.at(now))
    assert step.due_at is not None
    comes = queue_rules.due_from(Band.WILL_VOTE, step.due_at, Phase.LAST_DAYS)
    assert comes == given.at(due)


def test_a_paper_not_come_yet_is_asked_after_when_post_has_come() -> None:
    step = after(
        Outcome.REPLACEMENT_REQUESTED,
        given.at("2026-06-05 10:00"),
        asked_on=given.day("2026-05-20"),
    )
    assert step.due_at == given.at("2026-06-06 16:00")


def test_no_answer_with_a_time_for_the_next_try_is_due_then() -> None:
    step = after(Outcome.NO_ANSWER, at=given.at("2026-05-20 18:00"))
    assert step.due_at == given.at("2026-05-20 18:00")
    assert step.whose is Whose.SAME


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-05-24 09:00", "2026-05-24 10:00"),
        ("2026-05-20 22:00", "2026-05-21 09:00"),
        ("2026-06-20 12:00", "2026-06-08 09:00"),
        ("2026-05-19 12:00", "2026-05-20 10:00"),
    ],
)
def test_a_call_back_comes_in_calling_hours_and_not_too_late(
    asked: str, due: str
) -> None:
    assert after(Outcome.CALL_BACK, at=given.at(asked)).due_at == given.at(due)


def test_a_dead_channel_gives_way_to_the_next() -> None:
    step = after(
        Outcome.WRONG_CONTACT, channel=WAYS[0], channels=WAYS, band=Band.PROMISE
    )
    assert (step.dead, step.channel, step.band) == (*WAYS, Band.PROMISE)


def test_a_pinned_member_with_a_dead_number_stays_pinned() -> None:
    step = after(
        Outcome.WRONG_CONTACT, channel=WAYS[0], channels=WAYS, band=Band.PIN_RED
    )
    assert step.band is Band.PIN_RED


def test_without_a_working_channel_somebody_must_know_them() -> None:
    step = after(Outcome.WRONG_CONTACT, channel=WAYS[0], channels=WAYS[:1])
    assert step.out is Out.WHO_KNOWS


def test_a_question_leaves_a_promise_as_it_is() -> None:
    also = frozenset({Outcome.QUESTION})
    step = after(Outcome.WILL_POST, day=given.day("2026-05-20"), also=also)
    later = after(Outcome.QUESTION, band=Band.PROMISE, due_at=OPEN + HOUR)
    assert (step.band, step.case) == (Band.PROMISE, Case.QUESTION)
    assert (later.band, later.due_at) == (Band.PROMISE, OPEN + HOUR)


@pytest.mark.parametrize("outcome", [Outcome.UNDECIDED, Outcome.NO_ANSWER])
def test_a_question_beside_it_stops_new_contact(outcome: Outcome) -> None:
    step = after(outcome, also=frozenset({Outcome.QUESTION}))
    assert (step.out, step.due_at) == (Out.CASE, None)


@pytest.mark.parametrize(
    ("outcome", "stands"),
    [
        (Outcome.NO_ANSWER, True),
        (Outcome.CALL_BACK, True),
        (Outcome.QUESTION, True),
        (Outcome.UNDECIDED, False),
        (Outcome.NEEDS_REPLACEMENT, False),
    ],
)
def test_a_promise_stands_until_another_word_replaces_it(
    outcome: Outcome, stands: bool
) -> None:
    day = given.day("2026-05-21")
    assert (after(outcome, promised=day).promise_day == day) is stands


def test_an_answer_goes_back_to_the_same_advocate_at_once() -> None:
    step = enter_queue.answered(BALLOT, OPEN)
    assert (step.band, step.due_at, step.whose) == (Band.CALL_BACK, OPEN, Whose.SAME)


def test_a_pause_past_the_last_posting_day_asks_the_organiser_now() -> None:
    early = after(Outcome.COMPLAINT, band=Band.WILL_VOTE)
    late = after(Outcome.COMPLAINT, given.at("2026-06-02 10:00"), band=Band.WILL_VOTE)
    assert early.paused_until == OPEN + dt.timedelta(days=7)
    assert (late.out, late.alarm) == (Out.CASE, Alarm.PAUSE_TOO_LONG)


def test_a_message_sent_waits_a_day_with_the_same_advocate() -> None:
    step = enter_queue.message_sent(Band.WILL_VOTE, BALLOT, OPEN)
    assert step.band is Band.WILL_VOTE
    assert step.due_at == step.kept_until == OPEN + 24 * HOUR


@pytest.mark.parametrize(
    ("status", "said", "place", "due"),
    [
        ("will_vote", "2026-05-04", Band.WILL_VOTE, "2026-05-04 00:00"),
        ("will_vote", None, Band.WILL_VOTE, "2026-05-20 10:00"),
        ("unknown", None, Band.UNTOUCHED, "2026-05-20 10:00"),
        ("replacement_requested", "2026-04-27", Band.REPLACEMENT, "2026-05-12 09:00"),
    ],
)
def test_a_list_puts_the_oldest_word_first(
    status: str, said: str | None, place: Band, due: str
) -> None:
    step = enter_queue.imported(status, given.day(said) if said else None, BALLOT, OPEN)
    assert (step.band, step.due_at) == (place, given.at(due))


def test_those_who_voted_or_will_not_never_enter_the_queue() -> None:
    outs = [
        enter_queue.imported(s, None, BALLOT, OPEN).out for s in ("voted", "not_voting")
    ]
    assert outs == [Out.VOTED, Out.NOT_VOTING]
