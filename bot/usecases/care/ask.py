"""`/ask`: a question to the organisers."""

from bot.rules import general_endings
from bot.rules.care import endings as care_endings
from bot.rules.replies import steps
from bot.usecases import expected_answer, kept_words
from bot.usecases.care import handle_case
from bot.usecases.context import Context

ASK = "ask"


def ask(context: Context) -> object:
    """Answer `/ask [question]`, until the purge or 14 days after the close."""
    if not context.words and not handle_case.is_over(context):
        expected_answer.ask(context, ASK)
        context.tell(care_endings.TypeHere(ASK))
        return care_endings.TypeHere(ASK)
    return take_question(context)


def take_question(context: Context) -> object:
    """Open a case without a member for the question that was typed."""
    expected_answer.take(context)
    if handle_case.is_over(context):
        context.tell(general_endings.NotAllowed("over"))
        return general_endings.NotAllowed("over")
    words = kept_words.take(context)
    if not isinstance(words, str):
        return words
    context.note("asked")
    case = handle_case.open_case(context, steps.Case.QUESTION, words, None)
    if case.offered_until is None:
        context.tell(care_endings.AskedOrganisers(case.id))
    return case
