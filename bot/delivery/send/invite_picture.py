"""An invitation goes out with its QR code as a picture."""

from bot.pictures import qr_code
from bot.rules.team import endings
from bot.rules.team.screens import InviteFacts
from bot.texts import messages
from bot.texts.team import endings as words


def invited(ending: endings.Invited, facts: InviteFacts) -> messages.Picture:
    """Draw the code of the link, with the words as the caption."""
    said = words.invited(ending, facts)
    return messages.Picture(qr_code.png(facts.link), said.text, said.buttons)
