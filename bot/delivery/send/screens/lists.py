"""The screens of sheets in and out."""

from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.lists import endings
from bot.texts.lists import endings as words
from bot.texts.lists import preview
from bot.usecases.ballot import screens as ballot_screens
from bot.usecases.lists import screens as gather

SCREENS = (
    Screen(endings.ListStep, gather.list_step, preview.say),
    Screen(endings.FileReady, gather.file, words.file),
    Screen(endings.AskReps, gather.reps, words.ask_reps),
    Screen(endings.Shared, ballot_screens.ballot, words.shared),
    Screen(endings.SetAside, ballot_screens.ballot, words.set_aside),
    Screen(endings.Shares, gather.shares, words.shares),
    plain(endings.NoList, words.say),
    plain(endings.NobodyToExport, words.say),
    plain(endings.AskExport, words.say),
    plain(endings.Ticked, words.say),
)
