"""Who comes next, in each phase."""

import datetime as dt

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Envelope, Method
from bot.rules.ballot.phases import Phase
from bot.rules.queue import bands, queue_rules
from bot.rules.queue.bands import Band
from bot.rules.queue.queue_rules import Head
from tests.rules import given

BALLOT = given.ballot(opens=given.day("2026-05-11"))
OPEN = given.at("2026-05-20 10:00")
POSTING = given.at("2026-06-04 14:00")
LAST_DAYS = given.at("2026-06-08 10:00")
HOUR = dt.timedelta(hours=1)
ME, OTHER = 7, 8


def numbered(order: tuple[Band, ...]) -> list[int]:
    """The bands of the product's list, without pins and hearsay."""
    return [band.value for band in order if 1 <= band.value <= 8]


@pytest.mark.parametrize(
    ("now", "order"),
    [
        ("2026-05-12 10:00", [1]),
        ("2026-05-20 10:00", [1, 2, 3, 4, 5, 6, 8, 7]),
        ("2026-05-29 10:00", [1, 2, 3, 4, 5, 6, 8, 7]),
        ("2026-06-04 14:00", [1, 4, 5, 6, 8, 3, 7]),
        ("2026-06-08 10:00", [1, 4, 5, 6, 8, 3, 7]),
        ("2026-06-11 10:00", []),
        ("2026-06-11 17:00", []),
    ],
)
def test_the_phase_orders_the_bands(now: str, order: list[int]) -> None:
    assert numbered(queue_rules.order(BALLOT, given.at(now))) == order


@pytest.mark.parametrize(
    ("now", "order"),
    [
        ("2026-05-12 10:00", [1]),
        ("2026-05-20 10:00", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("2026-05-29 10:00", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("2026-06-04 14:00", [1, 4, 5, 7, 6, 3, 8]),
        ("2026-06-08 10:00", [1, 4, 5, 7, 6, 3, 8]),
        ("2026-06-11 10:00", []),
    ],
)
def test_without_the_index_the_plain_rules_order_them(
    now: str, order: list[int]
) -> None:
    found = queue_rules.order(BALLOT, given.at(now), queue_rules.BY_THE_RULES)
    assert numbered(found) == order


def test_a_lost_paper_is_still_asked_after_in_last_days_before_the_cut_off() -> None:
    second = given.ballot("2026-06-15 12:00", envelope=Envelope.SECOND)
    now = given.at("2026-06-08 10:00")
    assert timetable.phase(second, now) is Phase.LAST_DAYS
    assert numbered(queue_rules.order(second, now)) == [1, 2, 4, 5, 6, 8, 3, 7]


def test_cards_are_given_to_the_close_where_votes_go_online() -> None:
    hybrid = given.ballot(method=Method.HYBRID)
    assert queue_rules.order(hybrid, given.at("2026-06-11 12:00"))


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CUTOFF_NEAR, Phase.POSTING])
def test_pins_and_hearsay_stand_where_they_should(phase: Phase) -> None:
    order = bands.with_pins(bands.ORDERS[phase])
    assert order[0] is Band.PIN_RED
    assert order.index(Band.HEARSAY) == order.index(Band.PROMISE) + 1
    assert order[order.index(Band.PIN_AMBER) + 1] in {Band.UNTOUCHED, Band.NO_ANSWER}


@pytest.mark.parametrize("now", ["2026-05-12 10:00", "2026-05-20 10:00"])
def test_no_order_that_gives_cards_leaves_a_pin_out(now: str) -> None:
    only = dict.fromkeys(Phase, (Band.CALL_BACK,))
    order = queue_rules.order(BALLOT, given.at(now), queue_rules.Settings(orders=only))
    assert order == (Band.PIN_RED, Band.CALL_BACK, Band.PIN_AMBER)


def test_where_a_share_is_set_aside_who_was_never_contacted_comes_before_any_yes() -> (
    None
):
    said = (Band.PROMISE, Band.HEARSAY, Band.WILL_VOTE)
    for first in said:
        found = bands.untouched_first((Band.CALL_BACK, first, Band.UNTOUCHED))
        assert found == (Band.CALL_BACK, Band.UNTOUCHED, first)


def test_one_to_five_are_really_important_and_the_rest_less() -> None:
    red = [band for band in Band if 1 <= band <= 8 and bands.important(band)]
    assert red == [1, 2, 3, 4, 5]


def test_waits_shrink_to_twelve_hours_in_the_last_posting_days() -> None:
    stored = LAST_DAYS + queue_rules.wait(Band.UNDECIDED, Phase.LAST_DAYS)
    due = queue_rules.due_from(Band.UNDECIDED, stored, Phase.LAST_DAYS)
    assert due == LAST_DAYS + 12 * HOUR
    assert queue_rules.reach(Band.UNDECIDED, Phase.LAST_DAYS, due) == stored


def test_a_row_stored_earlier_comes_forward_without_being_written() -> None:
    told = LAST_DAYS - 13 * HOUR
    stored = told + queue_rules.wait(Band.UNDECIDED, Phase.POSTING)
    assert stored > queue_rules.reach(Band.UNDECIDED, Phase.POSTING, LAST_DAYS)
    assert stored <= queue_rules.reach(Band.UNDECIDED, Phase.LAST_DAYS, LAST_DAYS)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("band", [Band.CALL_BACK, Band.PROMISE, Band.REPLACEMENT])
def test_what_is_due_at_a_time_of_its_own_never_comes_early(
    band: Band, phase: Phase
) -> None:
    assert queue_rules.reach(band, phase, OPEN) == OPEN


def chosen(now: dt.datetime, *heads: Head) -> int | None:
    head = queue_rules.choose(heads, queue_rules.probes(BALLOT, now), ME)
    return head.member if head else None


def test_weeks_ago_comes_before_yesterday() -> None:
    weeks = Head(1, Band.WILL_VOTE, OPEN - 400 * HOUR)
    yesterday = Head(2, Band.WILL_VOTE, OPEN - 24 * HOUR)
    assert chosen(OPEN, yesterday, weeks) == 1


@pytest.mark.parametrize(("now", "hours"), [(OPEN, 24), (LAST_DAYS, 12)])
def test_a_ripe_promise_left_untouched_goes_to_anybody(
    now: dt.datetime, hours: int
) -> None:
    def kept(due: dt.datetime) -> Head:
        until = due + queue_rules.DEFAULTS.ripe
        return Head(1, Band.PROMISE, due, kept_for=OTHER, kept_until=until)

    assert chosen(now, kept(now - hours * HOUR)) == 1
    assert chosen(now, kept(now - hours * HOUR + HOUR)) is None


def test_my_own_promise_is_mine_as_soon_as_it_is_ripe() -> None:
    mine = Head(1, Band.PROMISE, OPEN, kept_for=ME, kept_until=OPEN + 24 * HOUR)
    older = Head(2, Band.PROMISE, OPEN - HOUR)
    assert chosen(OPEN, older, mine) == 1


def test_another_advocate_is_only_a_preference() -> None:
    avoided = Head(1, Band.UNDECIDED, OPEN - 9 * HOUR, avoids=ME)
    fresh = Head(2, Band.UNDECIDED, OPEN - HOUR)
    assert chosen(OPEN, avoided, fresh) == 2
    assert chosen(OPEN, avoided) == 1


def test_an_advocate_keeps_promises_while_active() -> None:
    assert queue_rules.keeps(Band.PROMISE, OPEN - 48 * HOUR, OPEN)
    assert not queue_rules.keeps(Band.PROMISE, OPEN - 49 * HOUR, OPEN)
    assert not queue_rules.keeps(Band.NO_ANSWER, OPEN, OPEN)


HEADS = st.builds(
    Head,
    member=st.integers(1, 99),
    band=st.sampled_from(Band),
    due_at=st.integers(-200, 200).map(lambda hours: OPEN + hours * HOUR),
    kept_for=st.none(),
    kept_until=st.none(),
    avoids=st.none(),
)


@for_all(heads=st.lists(HEADS), now=st.sampled_from([OPEN, POSTING, LAST_DAYS]))
def test_nobody_before_their_time_and_no_lower_band_before_a_higher(
    heads: list[Head], now: dt.datetime
) -> None:
    probes = queue_rules.probes(BALLOT, now)
    until = {probe.band: probe.until for probe in probes}
    due = [h for h in heads if h.band in until and h.due_at <= until[h.band]]
    first = queue_rules.choose(heads, probes, ME)
    assert (first in due) if due else (first is None)
    order = list(until)
    assert all(order.index(first.band) <= order.index(h.band) for h in due if first)
