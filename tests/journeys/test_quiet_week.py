"""After a quiet week Telegram's update ids restart at random, maybe below the last."""

from tests.journeys.play import Branch


async def test_every_command_after_a_quiet_week_is_answered(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.move(days=8)
    for _ in range(3):
        answered = len(branch.texts("Asha"))
        await branch.say("Asha", "/help")
        assert len(branch.texts("Asha")) == answered + 1
