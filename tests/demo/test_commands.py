"""Commands by scope, and which of them a person is shown."""

import pytest
import telegram
from telegram.error import BadRequest

from bot.demo.telegram.methods import settings
from tests.demo.wire import Town


async def test_the_narrowest_scope_is_shown(town: Town) -> None:
    bot = town.line
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands(
        [("next", "Next")], telegram.BotCommandScopeAllPrivateChats()
    )
    await bot.set_my_commands(
        [("stats", "Counts")],
        telegram.BotCommandScopeChatMember(town.group.id, town.asha.id),
    )

    def menu(chat, person):
        return [one["command"] for one in settings.menu(town, chat, person)]

    assert menu(town.private(town.ben), town.ben) == ["next"]
    assert menu(town.group, town.asha) == ["stats"]
    assert menu(town.group, town.ben) == ["help"]


async def test_commands_can_be_read_back_and_deleted(town: Town) -> None:
    scope = telegram.BotCommandScopeAllGroupChats()
    await town.line.set_my_commands([("next", "Next")], scope)
    assert (await town.line.get_my_commands(scope))[0].command == "next"
    await town.line.delete_my_commands(scope)
    assert await town.line.get_my_commands(scope) == ()


async def test_a_command_with_a_capital_is_refused(town: Town) -> None:
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await town.line.set_my_commands([("Next", "x")])


async def test_descriptions_are_kept(town: Town) -> None:
    await town.line.set_my_description("Ballot papers into post boxes")
    kept = await town.line.get_my_description()
    assert kept.description == "Ballot papers into post boxes"
    assert (await town.line.get_my_name()).name == "Mantelpiece"
