"""What was told to somebody who is not in the chat, on a sheet that came back."""

import dataclasses
import datetime as dt

from sqlmodel import Session

from bot.rules import steps
from bot.rules.members import Member
from bot.rules.outcomes import Channel, Outcome
from bot.usecases import backroom, moving, recording
from storage import cases, members
from tests.journeys.looking import now
from tests.journeys.play import Branch


def by_hand(
    branch: Branch, member: Member, said: moving.Said, at: dt.datetime | None = None
) -> None:
    """Told to somebody who is not in the chat, now or then."""
    dated = dataclasses.replace(said, at=at or branch.clock.at, by="Rhys")

    def unit(session: Session) -> None:
        desk = backroom.desk(session, branch.ballot, branch.clock.at)
        recording.record(desk, members.get(session, member.id), dated)

    branch.store.write(unit)


async def test_a_question_on_a_sheet_opens_a_case(branch: Branch) -> None:
    member = branch.member(3)
    by_hand(branch, member, moving.Said(Outcome.QUESTION, "is it secret?"))
    (case,) = branch.store.read(lambda s: cases.of_member(s, member.id))
    assert case.words == "is it secret?"


async def test_a_promise_on_a_sheet_keeps_when_it_was_made(branch: Branch) -> None:
    member, day = branch.member(3), steps.Facts(day=dt.date(2027, 3, 5))
    by_hand(branch, member, moving.Said(Outcome.WILL_POST, facts=day))
    assert now(branch, member).promised_at == branch.clock.at


async def test_a_dead_number_on_a_sheet_is_dead(branch: Branch) -> None:
    member = branch.member(3)
    dead = steps.Facts(dead=Channel.MOBILE)
    by_hand(branch, member, moving.Said(Outcome.WRONG_CONTACT, facts=dead))
    assert Channel.MOBILE in now(branch, member).dead_channels


async def test_a_later_word_stands_against_an_older_one_on_a_sheet(
    branch: Branch,
) -> None:
    member = branch.member(3)
    by_hand(branch, member, moving.Said(Outcome.VOTED))
    day_before = branch.clock.at - dt.timedelta(days=1)
    by_hand(branch, member, moving.Said(Outcome.WILL_POST), day_before)
    assert now(branch, member).outcome is Outcome.VOTED
