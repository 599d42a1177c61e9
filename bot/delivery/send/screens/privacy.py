"""The screens of guarding members' data."""

from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.privacy import endings
from bot.texts.privacy import endings as words
from bot.usecases.ballot import screens as ballot_screens
from bot.usecases.privacy import screens as gather

SCREENS = (
    plain(endings.FreezeAsked, words.say),
    Screen(endings.WhichPerson, gather.namesakes, words.which_person),
    Screen(endings.Frozen, gather.frozen, words.frozen),
    Screen(endings.FrozenBy, gather.frozen_by, words.frozen_by),
    Screen(endings.UnfrozenBy, gather.frozen_by, words.unfrozen_by),
    Screen(endings.Unfrozen, gather.frozen, words.unfrozen),
    Screen(endings.CloseAsked, ballot_screens.ballot, words.close_asked),
    Screen(endings.PurgeAsked, ballot_screens.ballot, words.purge_asked),
    Screen(endings.SecondAsked, gather.second, words.second_asked),
    Screen(endings.SecondSaid, gather.second, words.second_said),
    Screen(endings.BallotClosed, gather.unfinished, words.ballot_closed),
    Screen(endings.BallotOpenedAgain, ballot_screens.ballot, words.ballot_opened_again),
    Screen(endings.Purged, ballot_screens.ballot, words.purged),
    plain(endings.WhoIsThat, words.say),
    plain(endings.YouNamedSomebody, words.say),
    plain(endings.LeakSeen, words.say),
    plain(endings.LeakDeleted, words.say),
    plain(endings.ListInGroup, words.say),
    plain(endings.ListLeaked, words.say),
    plain(endings.SecondWaits, words.say),
    plain(endings.NightFaults, words.say),
)
