"""Not sent is retried, refused is handled, unknown follows the kind of row (P7, P9)."""

import datetime as dt

import pytest

from bot.delivery import ports, request
from bot.demo.telegram.faults import Kind
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
    assert [one[:2] for one in rig.told.failed] == [(row, "unknown")]
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
    rig.put(rig.asha.id, "Siân Price", kind=ports.Kind.CARD)
    await rig.send()
    assert rig.texts(rig.asha).count("Siân Price") == 1


async def test_what_was_not_sent_is_sent_once_the_line_is_back(rig: Rig) -> None:
    closed = request.line(rig.town.token, "http://127.0.0.1:9/bot", "http://x/file")
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
    rig.town.block(rig.asha)
    row = rig.put(rig.asha.id, "Nudge", once=True)
    await rig.send()
    assert rig.told.blocked == [rig.asha.id]
    assert rig.told.failed == [(row, "refused", "unreachable")]


async def test_one_who_never_started_cannot_be_reached(rig: Rig) -> None:
    cara = rig.town.add_person("Cara")
    rig.town.join(cara, rig.group)
    rig.put(cara.id, "Hello")
    rig.put(4040, "Nobody")
    await rig.send()
    assert rig.told.blocked == [cara.id, 4040]


async def test_a_grown_group_is_followed_in_order(rig: Rig) -> None:
    grown = rig.town.migrate(rig.group)
    for text in ("one", "two"):
        rig.put(rig.group.id, text)
    await rig.send()
    assert rig.told.migrated == [(rig.group.id, grown.id)]
    assert rig.texts(grown)[-2:] == ["one", "two"]


async def test_text_that_cannot_be_read_is_refused_without_keeping_it(
    rig: Rig,
) -> None:
    row = rig.put(rig.asha.id, "<div>Siân</div>")
    await rig.send()
    assert rig.told.failed == [(row, "refused", "can't parse entities")]


async def test_a_card_is_not_shown_to_one_who_left_the_group(rig: Rig) -> None:
    rig.told.place = ports.Membership(rig.group.id, rig.asha.id)
    rig.town.leave(rig.asha, rig.group)
    row = rig.put(rig.asha.id, "Siân Price", kind=ports.Kind.CARD)
    await rig.send()
    assert rig.texts(rig.asha) == ["Next member is ready"]
    assert rig.told.inside == [False]
    assert rig.told.failed == [(row, "dropped", "left the group")]


async def test_a_card_is_shown_to_one_of_the_group(rig: Rig) -> None:
    rig.told.place = ports.Membership(rig.group.id, rig.asha.id)
    rig.put(rig.asha.id, "Siân Price", kind=ports.Kind.CARD)
    await rig.send()
    assert rig.texts(rig.asha) == ["Siân Price"]
    assert rig.told.inside == [True]


@pytest.mark.parametrize(("hours", "shown"), [(23, True), (25, False)])
async def test_without_an_answer_a_day_old_membership_counts(
    rig: Rig, hours: int, shown: bool
) -> None:
    await rig.clock.sleep(hours * 3600)
    rig.told.place = ports.Membership(
        rig.group.id, rig.asha.id, rig.clock.now() - dt.timedelta(hours=hours)
    )
    rig.town.faults.plan(Kind.SERVER_ERROR, "getChatMember")
    rig.put(rig.asha.id, "Siân Price", kind=ports.Kind.CARD)
    await rig.send()
    assert (rig.texts(rig.asha) == ["Siân Price"]) is shown
    assert bool(rig.told.unconfirmed) is not shown
