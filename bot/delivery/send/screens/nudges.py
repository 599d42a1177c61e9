"""The screens of the posting clock."""

from bot.delivery.send import message_pictures
from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.nudges import endings, nudge_facts
from bot.texts.nudges import endings as words
from bot.usecases.ballot import screens as ballot_screens
from bot.usecases.nudges import screens as gather

# The facts of a nudge are a union, which mypy cannot infer: they are written out.
SCREENS = (
    Screen[endings.GroupNudged, nudge_facts.ToGroup](
        endings.GroupNudged, gather.group_nudge, message_pictures.group_nudged
    ),
    Screen[endings.Nudged, nudge_facts.NudgeFacts](
        endings.Nudged, gather.nudge, words.nudged
    ),
    Screen(endings.Planned, gather.planned, words.planned),
    Screen(endings.SentNow, ballot_screens.ballot_now, words.sent_now),
    Screen(endings.Pledged, ballot_screens.ballot_now, words.pledged),
    Screen(endings.KeptOn, ballot_screens.ballot_now, words.kept_on),
    Screen(endings.Away, ballot_screens.ballot, words.away),
    plain(endings.Muted, words.say),
    plain(endings.Back, words.say),
    plain(endings.GaveBack, words.say),
    plain(endings.Misread, words.say),
)
