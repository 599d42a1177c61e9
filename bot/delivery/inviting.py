"""An invitation goes out with its QR code as a picture."""

from bot.pictures import codes
from bot.rules import showing_team as showing
from bot.rules.endings import team as endings
from bot.texts import messages, team


def say(
    ending: endings.Ending, facts: showing.Facts
) -> messages.Message | messages.Picture | None:
    """The words of an ending, and the code where there is a link to open."""
    said = team.say(ending, facts)
    if said is None or not isinstance(facts, showing.InviteFacts):
        return said
    return messages.Picture(codes.png(facts.link), said.text, said.buttons)
