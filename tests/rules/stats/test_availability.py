"""Which members can be handed out, and what blocks the others until when."""

from bot.rules.ballot.phases import Phase
from bot.rules.queue import bands, queue_rules
from bot.rules.queue.bands import Band
from bot.rules.replies.steps import Out
from bot.rules.stats import availability
from bot.rules.stats.availability import Held, Queued
from bot.rules.stats.stats_report import Block, Blocked, First
from tests.rules import given

OPEN = given.at("2026-05-20 12:00")
BALLOT = given.ballot(opens=given.day("2026-05-04"))


def work(queued=None, held=(), out=None, now=OPEN, ballot=BALLOT):
    return availability.of(ballot, now, queued or {}, held, out or {})


def why(found, block):
    return next(one for one in found.blocked if one.why is block)


def test_those_due_are_ready_and_those_later_wait_until_their_time():
    soon = given.at("2026-05-20 17:00")
    found = work({Band.CALL_BACK: Queued(2, 3, soon)})
    assert found.ready == 2
    assert why(found, Block.LATER) == Blocked(Block.LATER, 3, soon)


def test_who_would_be_handed_out_first_goes_by_the_order_of_the_phase():
    queued = {
        Band.UNTOUCHED: Queued(7, 0, None),
        Band.WILL_VOTE: Queued(3, 2, None),
        Band.CALL_BACK: Queued(0, 4, None),
    }
    assert work(queued).first == First(Band.WILL_VOTE, 3)
    held = [Held(Band.WILL_VOTE, OPEN, waiting=False)] * 3
    assert work(queued, held).first == First(Band.UNTOUCHED, 7)
    assert work().first is None


def test_a_band_that_a_branch_leaves_out_is_not_ready():
    fresh = {Band.UNTOUCHED: Queued(7, 0, None)}
    none = queue_rules.Settings(orders={**bands.ORDERS, Phase.OPEN: (Band.CALL_BACK,)})
    assert work(fresh).ready == 7
    found = availability.of(BALLOT, OPEN, fresh, (), {}, none)
    assert (found.ready, why(found, Block.LATER).members) == (0, 7)


def test_whoever_is_on_a_card_is_not_ready_as_well():
    held = [Held(Band.WILL_VOTE, OPEN, waiting=False)]
    found = work({Band.WILL_VOTE: Queued(5, 0, None)}, held)
    assert (found.ready, found.open_cards) == (4, 1)


def test_whoever_waits_for_an_answer_is_counted_apart():
    later = given.at("2026-05-21 12:00")
    held = [Held(Band.NO_ANSWER, later, waiting=True)]
    found = work({Band.NO_ANSWER: Queued(0, 1, later)}, held)
    assert why(found, Block.WAITING).members == 1
    assert why(found, Block.LATER).members == 0


def test_a_replacement_under_way_is_a_reason_of_its_own():
    found = work({Band.REPLACEMENT: Queued(0, 4, None)})
    assert why(found, Block.REPLACEMENT).members == 4


def test_while_papers_land_the_others_wait_until_the_ballot_is_open():
    landing = given.at("2026-05-05 12:00")
    found = work({Band.WILL_VOTE: Queued(9, 0, None)}, now=landing)
    assert found.ready == 0
    assert why(found, Block.LATER).members == 9
    assert why(found, Block.LATER).until == given.at("2026-05-11 00:00")


def test_after_the_cut_off_a_lost_paper_cannot_come_any_more():
    posting = given.at("2026-06-04 12:30")
    found = work({Band.NO_PAPER: Queued(2, 1, None)}, now=posting)
    assert why(found, Block.NO_PAPER).members == 3


def test_those_out_of_the_queue_are_counted_by_their_reason():
    found = work(out={Out.CASE: 2, Out.WHO_KNOWS: 3, Out.VOTED: 50})
    assert why(found, Block.CASE).members == 2
    assert why(found, Block.NO_WAY).members == 3
    assert sum(one.members for one in found.blocked) == 5


def test_after_the_close_nobody_is_ready():
    closed = given.at("2026-06-12 12:00")
    assert work({Band.WILL_VOTE: Queued(9, 0, None)}, now=closed).ready == 0
