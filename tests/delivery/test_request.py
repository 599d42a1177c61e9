"""The wire tells its errors apart and holds no secret in them."""

import traceback

import pytest

from bot.delivery import request
from bot.demo.telegram.faults import Kind
from tests.delivery.rig import Rig

NOWHERE = "http://127.0.0.1:9/bot", "http://127.0.0.1:9/file/bot"
TOKEN = "8100000001:canary"


async def test_a_closed_port_means_not_sent() -> None:
    bot = request.make_bot(TOKEN, *NOWHERE)
    async with bot.request:
        with pytest.raises(request.NotSent) as refusal:
            await bot.send_message(1, "x")
    shown = "".join(traceback.format_exception(refusal.value))
    assert "canary" not in shown


@pytest.mark.parametrize(
    "kind", [Kind.ANSWER_LOST, Kind.ANSWER_CUT, Kind.BAD_GATEWAY, Kind.RESET]
)
async def test_a_broken_answer_means_unknown(rig: Rig, kind: Kind) -> None:
    rig.town.faults.plan(kind, "sendMessage")
    with pytest.raises(request.Unknown) as refusal:
        await rig.bot.send_message(rig.asha.id, "x")
    shown = "".join(traceback.format_exception(refusal.value))
    assert rig.town.token not in shown


async def test_a_slow_answer_means_unknown(rig: Rig) -> None:
    rig.town.faults.plan(Kind.ANSWER_HANGS, "sendMessage", seconds=0.3)
    with pytest.raises(request.Unknown):
        await rig.bot.send_message(rig.asha.id, "x", read_timeout=0.05)


async def test_too_many_requests_says_how_long(rig: Rig) -> None:
    rig.town.faults.plan(Kind.TOO_MANY, "sendMessage", seconds=9)
    with pytest.raises(request.TooMany) as refusal:
        await rig.bot.send_message(rig.asha.id, "x")
    assert refusal.value.seconds == 9


async def test_a_line_that_is_not_open_sends_nothing() -> None:
    with pytest.raises(request.NotSent):
        await request.make_bot(TOKEN, *NOWHERE).send_message(1, "x")


async def test_files_travel_whole(rig: Rig) -> None:
    content = bytes(range(256)) * 4
    await rig.bot.send_document(rig.asha.id, content, filename="list.csv")
    assert rig.town.last(rig.asha).document.content == content


def test_no_repr_of_the_wire_holds_the_token() -> None:
    bot = request.make_bot(TOKEN, *NOWHERE)
    assert "canary" not in repr(bot.request)
