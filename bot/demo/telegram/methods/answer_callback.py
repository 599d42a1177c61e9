"""answerCallbackQuery: the answer a person sees to their press."""

from datetime import timedelta

from bot.demo.telegram import refusals
from bot.demo.telegram.params import Params
from bot.demo.telegram.world import Change, World

ANSWERABLE = timedelta(seconds=60)  # how long a press waits; Telegram names no figure
MOST_ANSWER = 200  # core.telegram.org/bots/api#answercallbackquery


def answer_callback_query(world: World, params: Params) -> bool:
    """Answer a press: a toast, or an alert."""
    query = world.queries.get(params.text("callback_query_id"))
    if query is None or world.clock() - query.at > ANSWERABLE:
        raise refusals.bad(refusals.QUERY_TOO_OLD)
    words = params.text("text")
    if len(words) > MOST_ANSWER:
        raise refusals.bad("MESSAGE_TOO_LONG")
    alert = params.flag("show_alert")
    world.answers[query.id] = words
    world.tell(Change("answer", query.message, query.person, words, alert))
    return True
