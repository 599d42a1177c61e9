"""The screens of an advocate's work."""

from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.queue import endings
from bot.texts.queue import card, mine
from bot.texts.queue import endings as words
from bot.texts.queue.scripts import Scripts
from bot.usecases.ballot import screens as ballot_screens
from bot.usecases.queue import screens as gather

SCREENS = (
    Screen(endings.Handed, gather.card, card.card, Scripts.fill),
    Screen(endings.CardAsks, gather.card, card.card, Scripts.fill),
    Screen(endings.CardClosed, gather.card, card.card, Scripts.fill),
    Screen(endings.CardBelow, gather.card, card.below, Scripts.fill),
    Screen(endings.NobodyDue, ballot_screens.ballot_now, words.nobody_due),
    Screen(endings.Noted, gather.noted, words.noted),
    Screen(endings.AskWho, gather.who, mine.who),
    Screen(endings.Mine, gather.mine, mine.mine),
    plain(endings.NoCards, words.say),
    plain(endings.OverCap, words.say),
    plain(endings.NothingHeld, words.say),
    plain(endings.Undone, words.say),
    plain(endings.NothingToUndo, words.say),
    plain(endings.InPrivate, words.say),
    plain(endings.PressStart, words.say),
    plain(endings.NotAReport, words.say),
)
