"""An organiser pins a member red or amber: theirs is the next card until an answer."""

import datetime as dt
from pathlib import Path

from sqlmodel import select

from bot.demo.telegram.models import Message
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue.bands import Band
from storage.tables import AuditRow
from storage.team import people
from tests.journeys.branch_state import group_saw, group_saw_nobody, reload, take_next
from tests.journeys.conftest import START
from tests.journeys.play import Branch, playing, sheet

RED, AMBER, OFF = "Pin red", "Pin amber", "Take the pin away"


async def pin(branch: Branch, member: Member, label: str) -> Member:
    """Dawn, the organiser, finds the member and taps."""
    await branch.say("Dawn", f"/find {member.full_name}")
    await open_pins(branch, "Dawn")
    await branch.press("Dawn", label)
    return reload(branch, member)


async def open_pins(branch: Branch, name: str) -> Message:
    """Somebody taps until the card would show its pins."""
    for label in ("More…", "Pass on"):
        await branch.press(name, label)
    return branch.last(name)


def labels(message: Message) -> str:
    return " ".join(button["text"] for row in message.keyboard for button in row)


def noted(branch: Branch, action: str) -> list[str]:
    """The details of these lines of the audit log."""
    query = select(AuditRow.detail).where(AuditRow.action == action)
    return branch.store.read(lambda session: list(session.exec(query)))


async def test_a_pinned_member_is_next_for_whoever_asks(branch: Branch) -> None:
    last = branch.member(7)
    pinned = await pin(branch, last, RED)
    assert (pinned.band, pinned.due_at, pinned.holder) == (Band.PIN_RED, START, None)
    assert "pinned" in branch.texts("Dawn")[-1]
    assert (await take_next(branch)).id == last.id
    card = branch.texts("Asha")[-1]
    assert "🔴 really important" in card
    assert "Picked out by an organiser. Said will post" in card
    assert noted(branch, "pinned") == ["red"]
    assert group_saw_nobody(branch)
    assert "pin" not in group_saw(branch).lower()


async def test_an_amber_pin_stands_above_the_less_important_only(
    tmp_path: Path,
) -> None:
    fresh = [sheet(n, ballot_status="unknown", status_date=None) for n in (1, 2)]
    async with playing(tmp_path, START, [*fresh, sheet(3)]) as branch:
        pinned = await pin(branch, branch.member(2), AMBER)
        assert pinned.band == Band.PIN_AMBER
        assert [
            (await take_next(branch, who)).id for who in ("Asha", "Ben", "Carys")
        ] == [branch.member(number).id for number in (3, 2, 1)]
        assert "🟠 less important" in branch.texts("Ben")[-1]


async def test_a_pin_taken_away_puts_the_member_back(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "says she will post it on Friday")
    before = reload(branch, member)
    await pin(branch, member, RED)
    await pin(branch, member, AMBER)
    after = await pin(branch, member, OFF)
    assert (after.band, after.due_at) == (Band.PROMISE, before.due_at)
    assert after.promise_day == dt.date(2027, 3, 5)
    assert noted(branch, "pinned") == ["red", "amber", "off"]


async def test_an_answer_uses_the_pin_up(branch: Branch) -> None:
    member = await pin(branch, branch.member(5), RED)
    assert (await take_next(branch)).id == member.id
    await branch.say("Asha", "will post it tomorrow")
    assert reload(branch, member).band == Band.PROMISE
    await branch.say("Asha", "/undo")
    assert reload(branch, member).band == Band.PIN_RED


async def test_silence_and_passing_on_leave_the_pin(branch: Branch) -> None:
    member = await pin(branch, branch.member(5), RED)
    await branch.say("Asha", "/next")
    await branch.press("Asha", "More")
    await branch.press("Asha", "Pass on")
    await branch.press("Asha", "Not now")
    assert reload(branch, member).band == Band.PIN_RED
    await branch.say("Ben", f"/find {member.full_name}")
    await branch.say("Dawn", f"/find {member.full_name}")
    await branch.press("Dawn", "No answer")
    silent = reload(branch, member)
    assert silent.band == Band.PIN_RED
    assert silent.due_at is not None
    assert silent.due_at > branch.clock.at
    off = await pin(branch, member, OFF)
    assert (off.band, off.due_at) == (Band.WILL_VOTE, silent.due_at)


async def test_advocates_have_no_pin_and_cannot_press_one(branch: Branch) -> None:
    member = await take_next(branch)
    card = await open_pins(branch, "Asha")
    assert "Pin" not in labels(card)
    key = card.keyboard[0][0]["callback_data"].partition(".")[0]
    branch.town.press_data(branch["Asha"], card, f"{key}.pin:red")
    await branch.rest()
    assert reload(branch, member).band == Band.WILL_VOTE
    assert not noted(branch, "pinned")


async def test_nobody_pins_themselves(branch: Branch) -> None:
    own = branch.member(4)
    dawn = branch["Dawn"].id
    branch.store.write(
        lambda s: people.update_role(
            s,
            people.find_or_add(s, dawn, "Dawn").id,
            branch.ballot.id,
            own_member_id=own.id,
        )
    )
    await branch.say("Dawn", f"/find {own.full_name}")
    assert "Pin" not in labels(await open_pins(branch, "Dawn"))


async def test_who_is_out_or_with_another_cannot_be_pinned(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Dawn", f"/find {member.full_name}")
    assert branch.texts("Dawn")[-1] == "Somebody else has this member just now."
    await branch.press("Asha", "Voted")
    assert reload(branch, member).outcome is Outcome.VOTED
    await branch.say("Dawn", f"/find {member.full_name}")
    assert "Voted" in labels(branch.last("Dawn"))
    assert "Pin" not in labels(await open_pins(branch, "Dawn"))
