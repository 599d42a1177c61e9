"""The screens of stats and plan."""

from bot.delivery.send import message_pictures
from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.stats import endings
from bot.texts.stats import endings as words
from bot.usecases.stats import screens as gather

SCREENS = (
    Screen(endings.GroupStats, gather.stats, message_pictures.group_stats),
    Screen(endings.Stats, gather.stats, words.stats),
    Screen(endings.Curve, gather.stats, message_pictures.curve_picture),
    Screen(endings.OfficialNoted, gather.stats, words.official_noted),
    Screen(endings.Plan, gather.plan, words.plan),
    Screen(endings.PlanPicture, gather.plan, message_pictures.plan_picture),
    Screen(endings.Tried, gather.tried, words.tried),
    plain(endings.AskOfficial, words.say),
    plain(endings.OfficialRefused, words.say),
    plain(endings.PlanMisread, words.say),
)
