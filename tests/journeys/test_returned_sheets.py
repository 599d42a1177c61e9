"""Reports on a returned sheet, by somebody who is not in the chat."""

import dataclasses
import datetime as dt

from sqlmodel import Session

from bot.rules.lists import known_member, sheet_job
from bot.rules.member import Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.replies import replacements, steps
from bot.usecases import background
from bot.usecases.lists import share_returned
from bot.usecases.replies import move, record_outcome
from storage import members
from storage.care import cases
from storage.lists import shares
from storage.replies import conflicts
from tests.journeys.branch_state import reload
from tests.journeys.play import Branch


def by_hand(
    branch: Branch, member: Member, said: move.Said, at: dt.datetime | None = None
) -> None:
    """Record a report of somebody who is not in the chat."""
    dated = dataclasses.replace(said, at=at or branch.clock.at, by="Rhys")

    def unit(session: Session) -> None:
        context = background.context(session, branch.ballot, branch.clock.at)
        record_outcome.record(context, members.get(session, member.id), dated)

    branch.store.write(unit)


async def test_a_question_on_a_sheet_opens_a_case(branch: Branch) -> None:
    member = branch.member(3)
    by_hand(branch, member, move.Said(Outcome.QUESTION, "is it secret?"))
    (case,) = branch.store.read(lambda s: cases.of_member(s, member.id))
    assert case.words == "is it secret?"


async def test_a_promise_on_a_sheet_keeps_when_it_was_made(branch: Branch) -> None:
    member, day = branch.member(3), steps.Facts(day=dt.date(2027, 3, 5))
    yesterday = branch.clock.at - dt.timedelta(days=1)
    by_hand(branch, member, move.Said(Outcome.WILL_POST, facts=day), yesterday)
    assert reload(branch, member).promised_at == yesterday


async def test_a_replacement_on_a_sheet_is_counted_from_when_it_was_asked_for(
    branch: Branch,
) -> None:
    member, asked = branch.member(3), dt.date(2027, 2, 20)
    said = move.Said(Outcome.REPLACEMENT_REQUESTED)
    by_hand(branch, member, said, branch.ballot.at(asked, dt.time(12)))
    found, checks = reload(branch, member), replacements.checks(branch.ballot, asked)
    assert found.requested_at == branch.ballot.at(asked)
    assert found.due_at == next(at for at in checks if at > branch.clock.at)


async def test_a_dead_number_on_a_sheet_is_dead(branch: Branch) -> None:
    member = branch.member(3)
    dead = steps.Facts(dead=Channel.MOBILE)
    by_hand(branch, member, move.Said(Outcome.WRONG_CONTACT, facts=dead))
    assert Channel.MOBILE in reload(branch, member).dead_channels


async def test_a_later_word_stands_against_an_older_one_on_a_sheet(
    branch: Branch,
) -> None:
    member = branch.member(3)
    by_hand(branch, member, move.Said(Outcome.VOTED))
    day_before = branch.clock.at - dt.timedelta(days=1)
    by_hand(branch, member, move.Said(Outcome.WILL_POST), day_before)
    await branch.rest()
    assert reload(branch, member).outcome is Outcome.VOTED
    assert not branch.store.read(lambda s: conflicts.unsettled(s, branch.ballot.id))
    assert not [text for text in branch.texts("Dawn") if "Which stands?" in text]


async def test_tomorrow_on_a_sheet_is_the_day_after_it_was_said(
    branch: Branch,
) -> None:
    member, clock = branch.member(3), branch.clock
    clock.at += dt.timedelta(days=8)

    def unit(session: Session) -> sheet_job.ReturnedShare:
        context = background.context(session, branch.ballot, clock.at)
        until = clock.at + dt.timedelta(days=1)
        made = {"made_at": clock.at, "lapses_at": until}
        ballot_id = branch.ballot.id
        one = shares.add(session, [member.id], ballot_id=ballot_id, rep="Rhys", **made)
        row = known_member.of(member, branch.ballot).member._replace(rows=(1,))
        words, day = "will post it tomorrow", dt.date(2027, 3, 1)
        return share_returned.take(
            context, [share_returned.Answer(one.id, row, words, day)]
        )

    assert branch.store.write(unit).recorded == 1
    assert reload(branch, member).promise_day == dt.date(2027, 3, 2)
