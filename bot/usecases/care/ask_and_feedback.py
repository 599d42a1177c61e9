"""`/ask` and `/feedback`: a question to the organisers, and the comment box."""

from bot.rules import general_endings
from bot.rules.care import case_rules
from bot.rules.care import endings as care_endings
from bot.rules.replies import steps
from bot.usecases import expected_answer, kept_words
from bot.usecases.care import handle_case
from bot.usecases.context import Context
from storage import panels
from storage.care import comments
from storage.queue import cards

ASK, FEEDBACK = "ask", "feedback"


def ask(context: Context) -> object:
    """Answer `/ask [question]`, until 14 days after the close."""
    if context.now > context.ballot.closes + case_rules.AFTER_CLOSE:
        context.tell(general_endings.NotAllowed("over"))
        return general_endings.NotAllowed("over")
    if not context.words:
        return _wait(context, ASK)
    return take_question(context)


def take_question(context: Context) -> object:
    """Open a case without a member for the question that was typed."""
    expected_answer.take(context)
    words = kept_words.take(context)
    if not isinstance(words, str):
        return words
    context.note("asked")
    case = handle_case.open_case(context, steps.Case.QUESTION, words, None)
    if case.offered_until is None:
        context.tell(care_endings.AskedOrganisers(case.id))
    return case


def feedback(context: Context) -> object:
    """Answer `/feedback [words]`; the person chooses whether to give their name."""
    return take_comment(context) if context.words else _wait(context, FEEDBACK)


def take_comment(context: Context) -> object:
    """Take the comment.

    Nothing is kept before the tap that says whether with the name.
    """
    expected_answer.take(context)
    words = kept_words.take(context)
    if not isinstance(words, str):
        return words
    ending = care_endings.WithName(context.panel("feedback", {"words": words}))
    context.tell(ending)
    return ending


def keep_comment(context: Context, panel: cards.Panel, code: str) -> object:
    """Put the comment into the box; the words are kept nowhere else."""
    words = str(panel.about.get("words", ""))
    if not panels.use_up(context.session, panel):
        return general_endings.NotAllowed("expired")
    person = context.person.id if code == "named" else None
    comments.add(context.session, context.ballot.id, person, words, context.now)
    ending = care_endings.Thanks(FEEDBACK)
    context.edit(ending)
    return ending


def _wait(context: Context, what: str) -> care_endings.TypeHere:
    expected_answer.ask(context, what)
    context.tell(care_endings.TypeHere(what))
    return care_endings.TypeHere(what)
