"""The whole bot where Telegram sends the updates: the same for who uses it."""

import datetime as dt
from pathlib import Path

import aiohttp
import pytest

from bot.config import sections
from bot.rules.outcomes import Outcome
from tests import ports, telegram_webhook
from tests.journeys.play import playing
from tests.telegram_webhook import URL

START = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("late", ["/undo", "/done will vote"])
async def test_an_older_word_that_arrives_late_does_not_undo_the_newer(
    tmp_path: Path, late: str
) -> None:
    webhook = sections.Webhook(url=URL, port=ports.free())
    async with (
        playing(tmp_path, START, webhook=webhook) as branch,
        aiohttp.ClientSession() as line,
    ):
        telegram = telegram_webhook.Webhook(branch.town, webhook.port, line)
        for words in ("/next", late, "/done voted"):
            branch.town.say(branch["Asha"], branch["Asha"], words)
        first, older, newer = branch.town.feed.entries[-3:]
        for entry in (first, newer, older):
            await telegram.deliver(entry.update)
        found = [branch.member(number).outcome for number in range(12)]
        assert found.count(Outcome.VOTED) == 1


async def test_with_a_webhook_a_card_comes_and_a_report_is_recorded(
    tmp_path: Path,
) -> None:
    webhook = sections.Webhook(url=URL, port=ports.free())
    async with (
        playing(tmp_path, START, webhook=webhook) as branch,
        telegram_webhook.sending(branch.town, webhook.port),
    ):
        await branch.say("Asha", "/next")
        assert len(branch.holders()) == 1
        await branch.say("Asha", "/done voted")
        assert branch.holders() == []
        await branch.restart()
        await branch.say("Ben", "/next")
        assert len(branch.holders()) == 1
