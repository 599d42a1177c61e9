"""`mantelpiece check` asks Telegram too, and names each fault with its remedy."""

import datetime as dt
from collections.abc import Iterator

import pytest
from telegram import User

from bot import clock
from bot.delivery import check_telegram, request
from bot.demo.telegram.faults import Kind
from tests.delivery.rig import Rig

RIGHTS = ["can_delete_messages"]


def sound(_account: User) -> Iterator[str]:
    yield from ()


HERE = "https://bot.example.org/hook"


async def found(rig: Rig, ahead: float = 0, webhook: str | None = None) -> list[str]:
    now, groups = clock.utc_now() + dt.timedelta(seconds=ahead), {rig.group.id: "Pay"}
    return await check_telegram.faults(rig.bot, sound, groups, now, webhook)


@pytest.fixture(autouse=True)
def rights(rig: Rig) -> None:
    rig.town.remove_bot(rig.group, rig.asha)
    rig.town.add_bot(rig.group, rig.asha, rights=RIGHTS)


async def test_a_sound_bot_has_no_fault(rig: Rig) -> None:
    assert await found(rig) == []


@pytest.mark.parametrize(("ahead", "side"), [(600, "ahead of"), (-600, "behind")])
async def test_a_clock_far_from_telegrams_is_a_fault(
    rig: Rig, ahead: float, side: str
) -> None:
    (fault,) = await found(rig, ahead)
    assert side in fault
    assert "set-ntp" in fault


async def test_the_clock_and_privacy_mode_are_known_from_the_first_answer(
    rig: Rig,
) -> None:
    rig.town.privacy_mode = False
    await rig.bot.get_me()
    late = clock.utc_now() + dt.timedelta(seconds=600)
    privacy, time = check_telegram.of_account(rig.bot, late)
    assert "/setprivacy" in privacy
    assert "set-ntp" in time


async def test_a_webhook_where_the_bot_asks_for_updates_is_a_fault(rig: Rig) -> None:
    rig.town.webhook = "https://elsewhere.example.org"
    (fault,) = await found(rig)
    assert "deleteWebhook" in fault


@pytest.mark.parametrize(
    ("known", "faults"), [(HERE, []), ("", ["Start the bot"]), (f"{HERE}2", ["Start"])]
)
async def test_a_webhook_has_to_be_the_one_of_the_settings(
    rig: Rig, known: str, faults: list[str]
) -> None:
    rig.town.webhook = known
    said = await found(rig, webhook=HERE)
    assert len(said) == len(faults)
    assert all(part in one for one, part in zip(said, faults, strict=True))


async def test_a_group_without_the_right_to_delete_is_a_fault(rig: Rig) -> None:
    rig.town.remove_bot(rig.group, rig.asha)
    rig.town.add_bot(rig.group, rig.asha)
    (fault,) = await found(rig)
    assert "may not delete messages" in fault


async def test_a_group_the_bot_was_removed_from_is_a_fault(rig: Rig) -> None:
    rig.town.remove_bot(rig.group, rig.asha)
    (fault,) = await found(rig)
    assert "not in the group of 'Pay'" in fault


async def test_what_is_wrong_with_the_account_is_said(rig: Rig) -> None:
    told = await check_telegram.faults(
        rig.bot, lambda _: ["Guest mode is on."], {}, clock.utc_now()
    )
    assert told == ["Guest mode is on."]


async def test_a_wrong_token_is_a_fault(rig: Rig) -> None:
    base_url = rig.bot.base_url.removesuffix(rig.town.token)
    wrong = request.make_bot("8100000002:wrong", base_url, base_url)
    (fault,) = await check_telegram.faults(wrong, sound, {}, rig.clock.now())
    await request.close(wrong)
    assert "does not know this token" in fault


async def test_telegram_that_is_away_is_a_fault(rig: Rig) -> None:
    rig.town.faults.plan(Kind.BAD_GATEWAY, "getWebhookInfo")
    (fault,) = await found(rig)
    assert "cannot be reached" in fault
