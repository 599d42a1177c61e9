"""The screens of what any command, button or words may end in."""

from bot.delivery.send.screens.screen import plain
from bot.rules import general_endings as endings
from bot.texts import general_endings as words

SCREENS = (
    plain(endings.NotAllowed, words.say),
    plain(endings.Unknown, words.say),
    plain(endings.WordsOnly, words.say),
    plain(endings.Pressed, words.say),
    plain(endings.NotSavedYet, words.say),
    plain(endings.SendAgain, words.say),
    plain(endings.WasAway, words.say),
)
