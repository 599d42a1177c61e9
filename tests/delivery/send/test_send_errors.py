"""Not sent is retried, refused is handled, unknown follows the kind of row (P7, P9)."""

import datetime as dt

import pytest

from bot.delivery import request
from bot.delivery.send import sender
from bot.demo.telegram.faults import Kind
from bot.rules.person import Role
from bot.rules.team import endings
from tests.delivery import virtual
from tests.delivery.rig import Rig

LOST = (
    Kind.ANSWER_LOST,
    Kind.ANSWER_CUT,
    Kind.GATEWAY_AFTER,
    Kind.SERVER_ERROR,
    Kind.BAD_GATEWAY,
    Kind.RESET,
)


@pytest.mark.parametrize("kind", LOST)
async def test_a_nudge_whose_fate_is_unknown_is_never_repeated(
    rig: Rig, kind: Kind
) -> None:
    rig.town.faults.plan(kind, "sendMessage")
    row = rig.put(rig.asha.id, "Nudge", once=True)
    await rig.send()
    assert rig.state(row) == "unknown"
    assert len(rig.texts(rig.asha)) <= 1


@pytest.mark.parametrize("kind", LOST)
async def test_an_answer_whose_fate_is_unknown_goes_again(rig: Rig, kind: Kind) -> None:
    rig.town.faults.plan(kind, "sendMessage")
    rig.put(rig.asha.id, "Recorded")
    await rig.send()
    assert rig.states() == ["sent"]
    assert set(rig.texts(rig.asha)) == {"Recorded"}


@pytest.mark.parametrize("kind", LOST)
async def test_a_card_is_never_shown_twice(rig: Rig, kind: Kind) -> None:
    rig.town.faults.plan(kind, "editMessageText")
    rig.town.faults.plan(kind, "sendMessage")
    rig.card(rig.asha)
    await rig.send()
    assert rig.texts(rig.asha).count("Siân Price") == 1


async def test_what_was_not_sent_is_sent_once_the_line_is_back(rig: Rig) -> None:
    closed = request.make_bot(rig.town.token, "http://127.0.0.1:9/bot", "http://x/file")
    row = rig.put(rig.asha.id, "Nudge", once=True)
    async with closed.request:
        sender = rig.sender(bot=closed)
        await rig.running(sender.run(), lambda: rig.clock.elapsed > 30)
        await sender.stop()
    assert rig.state(row) == "queued"
    await rig.send()
    assert rig.texts(rig.asha) == ["Nudge"]


async def test_silence_asked_for_is_kept_by_every_chat(rig: Rig) -> None:
    rig.town.faults.plan(Kind.TOO_MANY, "sendMessage", seconds=7)
    rig.put(rig.asha.id, "one")
    rig.put(rig.ben.id, "two", send_at=rig.clock.now() + dt.timedelta(seconds=1))
    await rig.send()
    refused, *others = [call.at for call in rig.town.history]
    assert len(others) == 2
    assert min(others) >= refused + dt.timedelta(seconds=7)


async def test_a_blocked_bot_is_noticed(rig: Rig) -> None:
    rig.enlist(rig.asha)
    rig.town.block(rig.asha)
    row = rig.put(rig.asha.id, "Nudge", once=True)
    await rig.send()
    assert rig.person(rig.asha).blocked_at == virtual.START
    assert rig.ending(row) == ("refused", "unreachable")


async def test_one_who_never_started_cannot_be_reached(rig: Rig) -> None:
    cara = rig.town.add_person("Cara")
    rig.town.join(cara, rig.group)
    rig.enlist(cara)
    rows = [rig.put(cara.id, "Hello"), rig.put(4040, "Nobody")]
    await rig.send()
    assert rig.person(cara).blocked_at == virtual.START
    assert [rig.ending(row) for row in rows] == [("refused", "unreachable")] * 2


async def test_a_grown_group_is_followed_in_order(rig: Rig) -> None:
    rig.enlist(rig.asha)
    grown = rig.town.migrate(rig.group)
    for text in ("one", "two"):
        rig.put(rig.group.id, text)
    await rig.send()
    assert rig.person(rig.asha).group_id == grown.id
    assert rig.texts(grown)[-2:] == ["one", "two"]


async def test_a_card_is_not_shown_to_one_who_left_the_group_since_it_grew(
    rig: Rig,
) -> None:
    row = rig.card(rig.asha)
    rig.town.leave(rig.asha, rig.town.migrate(rig.group))
    await rig.send()
    assert not [said for said in rig.town.sent() if "Siân" in said]
    assert rig.ending(row) == ("dropped", "left the group")


async def test_text_that_cannot_be_read_is_refused_without_keeping_it(
    rig: Rig,
) -> None:
    row = rig.put(rig.asha.id, "<div>Siân</div>")
    await rig.send()
    assert rig.ending(row) == ("refused", "can't parse entities")


async def test_a_card_is_not_shown_to_one_who_left_the_group(rig: Rig) -> None:
    rig.town.leave(rig.asha, rig.group)
    row = rig.card(rig.asha)
    await rig.send()
    assert not [said for said in rig.town.sent() if "Siân" in said]
    assert rig.person(rig.asha).role is Role.GONE
    assert rig.ending(row) == ("dropped", "left the group")


async def test_a_card_is_not_shown_to_one_whom_telegram_does_not_know(
    rig: Rig,
) -> None:
    rig.enlist(rig.asha)
    rig.confirmed(rig.asha, rig.clock.now())
    rig.town.faults.plan(Kind.USER_NOT_FOUND, "getChatMember")
    row = rig.card(rig.asha)
    await rig.send()
    assert rig.texts(rig.asha) == []
    assert rig.ending(row) == ("dropped", "left the group")


async def test_a_card_is_shown_to_one_of_the_group(rig: Rig) -> None:
    rig.card(rig.asha)
    await rig.send()
    assert rig.texts(rig.asha) == ["Siân Price"]
    assert rig.person(rig.asha).seen_in_group_at == virtual.START


@pytest.mark.parametrize(("hours", "shown"), [(23.5, True), (24.5, False)])
async def test_without_an_answer_a_day_old_membership_counts(
    rig: Rig, hours: float, shown: bool
) -> None:
    await rig.clock.sleep(hours * 3600)
    rig.enlist(rig.ben, Role.ORGANISER)
    rig.enlist(rig.asha)
    rig.confirmed(rig.asha, rig.clock.now() - dt.timedelta(hours=hours))
    rig.town.faults.plan(Kind.SERVER_ERROR, "getChatMember")
    rig.card(rig.asha)
    await rig.send()
    assert (rig.texts(rig.asha) == ["Siân Price"]) is shown
    assert rig.said(endings.Unconfirmed, rig.ben.id) == (0 if shown else 1)


async def test_who_has_to_hear_of_a_failure_hears_of_it_at_once(rig: Rig) -> None:
    rig.enlist(rig.ben, Role.ORGANISER)
    rig.town.faults.plan(Kind.SERVER_ERROR, "getChatMember")
    rig.card(rig.asha)
    await rig.send()
    assert rig.said(endings.Unconfirmed, rig.ben.id) == 1
    assert rig.clock.elapsed < sender.POLL
