"""The screens of typed words, and of the alarms they raise."""

from bot.delivery.send.screens.screen import Screen, Silent, plain
from bot.rules.replies import alarms, endings
from bot.texts.queue.scripts import Scripts
from bot.texts.replies import alarms as alarm_words
from bot.texts.replies import endings as words
from bot.usecases import shown_member
from bot.usecases.replies import screens as gather

SCREENS = (
    Screen(endings.AskWhich, shown_member.gather, words.which),
    Screen(endings.AskSeveral, gather.several, words.several),
    Silent(endings.SeveralRecorded, "the card of each member says what was recorded"),
    Screen(endings.OfferDetails, gather.details, words.details),
    Screen(endings.AskedAgain, gather.asked_again, words.asked_again),
    Screen(endings.AskBox, shown_member.gather, words.ask_box),
    Screen(endings.OfferNext, gather.offer_next, words.offer_next),
    Screen(endings.Script, gather.script, words.script, Scripts.fill_script),
    Screen(endings.WordsEdited, gather.edited, words.edited),
    plain(endings.WordsForwarded, words.say),
    plain(endings.SayOtherwise, words.say),
    plain(endings.WordsNotKept, words.say),
    plain(endings.DetailsSettled, words.say),
    plain(endings.AddressNotKept, words.say),
    plain(endings.PassedOn, words.say),
    plain(endings.NotFound, words.say),
    plain(endings.TypeMore, words.say),
    Screen(alarms.Conflict, gather.conflict, alarm_words.conflict),
    Screen(alarms.Settled, shown_member.gather, alarm_words.settled),
    Screen(alarms.MemberAlarm, shown_member.gather, alarm_words.about_member),
    Screen(alarms.Stop, gather.stop, alarm_words.stop),
)
