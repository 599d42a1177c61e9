"""An invitation goes out with its QR code as a picture."""

from bot.pictures import qr_code
from bot.rules.team import endings
from bot.rules.team import screens as showing
from bot.texts import messages
from bot.texts.team import endings as team_endings


def say(
    ending: endings.Ending, facts: showing.Facts
) -> messages.Message | messages.Picture | None:
    """The words of an ending, and the code where there is a link to open."""
    said = team_endings.say(ending, facts)
    if said is None or not isinstance(facts, showing.InviteFacts):
        return said
    return messages.Picture(qr_code.png(facts.link), said.text, said.buttons)
