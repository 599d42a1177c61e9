"""The survey after the close: three taps and a line, always anonymous.

The answers given so far stand on the buttons of the next question, and nowhere else.
"""

from bot.rules import general_endings
from bot.rules.care import endings as care_endings
from bot.rules.care.feedback import feedback_endings as endings
from bot.rules.care.feedback import feedback_rules
from bot.rules.care.feedback.feedback_rules import Kind
from bot.usecases import expected_answer
from bot.usecases.care import feedback_box
from bot.usecases.context import Context
from storage.care import feedback as sheets
from storage.queue import cards

AWAITED = "survey line"
PANEL = "survey"


def press(context: Context, panel: cards.Panel, code: str) -> object:
    """Take an answer, leave the survey, or ask for the line."""
    if refused := feedback_box.closed(context):
        return refused
    if code == "line":
        expected_answer.ask(context, AWAITED)
        context.tell(endings.SurveyLine())
        return endings.SurveyLine()
    number, _, answers = code.partition(":")
    sheet = sheets.find(context.session, context.ballot.id, int(number))
    if sheet is None or sheet.filled:
        return general_endings.NotAllowed("expired")
    ending = _after(context, panel, sheet.id, answers)
    context.edit(ending)
    return ending


def _after(
    context: Context, panel: cards.Panel, sheet_id: int, answers: str
) -> endings.SurveyAsks | endings.SurveyTaken | endings.SurveyLeft:
    if answers == "leave":
        return endings.SurveyLeft()
    if len(answers) < feedback_rules.QUESTIONS:
        return endings.SurveyAsks(f"{panel.key}.{sheet_id}", answers)
    here = context.ballot.id
    sheets.fill(context.session, here, Kind.SURVEY, sheet_id, answers=answers)
    return endings.SurveyTaken(panel.key)


def take_line(context: Context) -> object:
    """Put the line into the comment box, without a name."""
    expected_answer.take(context)
    if refused := feedback_box.closed(context):
        return refused
    words = feedback_box.readable(context)
    if not isinstance(words, str):
        expected_answer.ask(context, AWAITED)
        return words
    here = context.ballot.id
    sheet = sheets.add(context.session, here, Kind.COMMENT)
    sheets.fill(context.session, here, Kind.COMMENT, sheet, words=words)
    ending = care_endings.Thanks("feedback")
    context.tell(ending)
    return ending
