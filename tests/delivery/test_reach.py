"""Telegram that is away at the start is asked again, with growing pauses."""

import pytest
from telegram.error import InvalidToken

from bot.delivery import reach, request
from bot.demo.telegram.faults import Kind
from tests.delivery.rig import Rig

TELEGRAM_AWAY = (
    Kind.SERVER_ERROR,
    Kind.BAD_GATEWAY,
    Kind.RESET,
    Kind.ANSWER_LOST,
    Kind.ANSWER_CUT,
)


async def greet(rig: Rig) -> None:
    await rig.bot.get_me()


@pytest.mark.parametrize("kind", TELEGRAM_AWAY)
async def test_telegram_is_asked_again_until_it_answers_with_growing_pauses(
    rig: Rig, kind: Kind
) -> None:
    rig.town.faults.plan(kind, "getMe", times=4)
    await reach.insist(lambda: greet(rig), rig.clock.time())
    assert rig.clock.elapsed == 1 + 2 + 4 + 8


async def test_a_429_at_the_start_is_waited_for_as_long_as_telegram_asks(
    rig: Rig,
) -> None:
    rig.town.faults.plan(Kind.TOO_MANY, "getMe", seconds=77)
    await reach.insist(lambda: greet(rig), rig.clock.time())
    assert rig.clock.elapsed == 77


async def test_no_pause_is_longer_than_half_a_minute(rig: Rig) -> None:
    rig.town.faults.plan(Kind.RESET, "getMe", times=20)
    await reach.insist(lambda: greet(rig), rig.clock.time())
    assert rig.clock.elapsed == 1 + 2 + 4 + 8 + 16 + 15 * 30


async def test_only_a_refused_token_ends_it(rig: Rig) -> None:
    base_url = rig.bot.base_url.removesuffix(rig.town.token)
    wrong = request.make_bot("8100000002:wrong", base_url, base_url)
    await wrong.request.initialize()

    async def meet() -> None:
        await wrong.get_me()

    with pytest.raises(InvalidToken):
        await reach.insist(meet, rig.clock.time())
    await request.close(wrong)
    assert rig.clock.elapsed == 0
