"""A new phase of the ballot gives back whom the one before left out."""

import datetime as dt

from bot.rules.ballot import timetable
from bot.rules.ballot.phases import Phase
from bot.rules.member import Fields, Member
from bot.rules.outcomes import Outcome
from bot.rules.queue.bands import Band
from bot.rules.replies import steps
from bot.rules.replies.steps import Out
from storage import members
from tests.journeys.branch_state import pass_days_until, reload, take_next
from tests.journeys.play import Branch

MINUTE = dt.timedelta(minutes=1)


def starts(branch: Branch, phase: Phase) -> dt.datetime:
    found = timetable.of(branch.ballot).starts(phase)
    assert found is not None
    return found


async def tried_out(branch: Branch) -> Member:
    """Let one be given up after all tries."""
    member = await take_next(branch)
    await branch.say("Asha", "no answer")
    fields: Fields = {**steps.out_of_queue(Out.TRIED_OUT), "tries": 4}
    return branch.store.write(lambda s: members.change(s, member, **fields))


async def test_who_was_tried_out_gets_new_tries_in_the_next_phase(
    branch: Branch,
) -> None:
    member = await tried_out(branch)
    spans = timetable.of(branch.ballot).phases
    begins = min(
        one.start for one in spans if one.start and one.start > branch.clock.at
    )
    await pass_days_until(branch, begins - 2 * MINUTE)
    assert reload(branch, member).out_reason == Out.TRIED_OUT
    await branch.move(minutes=5)
    back = reload(branch, member)
    assert (back.band, back.out_reason, back.tries) == (Band.WILL_VOTE, None, 0)


async def test_who_asked_for_no_contact_stays_out(branch: Branch) -> None:
    member = await tried_out(branch)
    fields: Fields = {"do_not_contact": True}
    branch.store.write(lambda s: members.change(s, member, **fields))
    await pass_days_until(branch, starts(branch, Phase.LAST_DAYS))
    await branch.move(minutes=5)
    assert reload(branch, member).band is None


async def test_who_was_tried_out_in_this_phase_stays_out(branch: Branch) -> None:
    await pass_days_until(branch, starts(branch, Phase.LAST_DAYS) + 2 * MINUTE)
    member = await tried_out(branch)
    await branch.move(minutes=5)
    assert reload(branch, member).out_reason == Out.TRIED_OUT


async def test_who_has_no_paper_at_the_cut_off_needs_an_organiser(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "never got a ballot paper")
    assert reload(branch, member).band == Band.NO_PAPER
    cutoff = timetable.of(branch.ballot).replacement_cutoff
    assert cutoff is not None
    await pass_days_until(branch, cutoff)
    await branch.move(minutes=5)
    assert reload(branch, member).out_reason == Out.NO_PAPER


async def test_tries_of_more_than_a_week_ago_count_no_more(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "no answer")
    assert reload(branch, member).tries == 1
    await pass_days_until(branch, branch.clock.at + dt.timedelta(days=8))
    await branch.say("Asha", f"/find {member.full_name}")
    await branch.say("Asha", "no answer")
    kept = reload(branch, member)
    assert (kept.outcome, kept.tries) == (Outcome.NO_ANSWER, 1)
