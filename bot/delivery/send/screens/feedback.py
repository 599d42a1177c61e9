"""The screens of feedback."""

from bot.delivery.send import message_pictures
from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.care.feedback import feedback_endings as endings
from bot.texts.care import feedback_words as words
from bot.usecases.care import feedback_summary as gather

SCREENS = (
    plain(endings.FeedbackBox, words.say),
    plain(endings.FeedbackRefused, words.say),
    plain(endings.SurveyAsks, words.say),
    plain(endings.SurveyTaken, words.say),
    plain(endings.SurveyLeft, words.say),
    plain(endings.SurveyLine, words.say),
    plain(endings.Slip, words.say),
    plain(endings.SlipTaken, words.say),
    plain(endings.SlipUnsure, words.say),
    Screen(endings.FeedbackSummary, gather.gather, message_pictures.feedback),
    Screen(endings.FeedbackWords, gather.gather, words.comments),
    Screen(endings.FeedbackPage, gather.gather, message_pictures.feedback_page),
)
