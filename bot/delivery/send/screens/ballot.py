"""The screens of setting up a ballot."""

from bot.delivery.send import message_pictures
from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.ballot import endings
from bot.texts.ballot import endings as words
from bot.usecases.ballot import screens as gather

SCREENS = (
    Screen(endings.BallotSettings, gather.settings, words.settings),
    Screen(endings.BallotAsks, gather.step, words.asks),
    Screen(endings.Weeks, gather.settings, message_pictures.weeks),
    plain(endings.HowToType, words.say),
    plain(endings.NameTaken, words.say),
)
