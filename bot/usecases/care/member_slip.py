"""Slips for members: a text to send on, and what comes back under its code.

No member writes to the bot, and neither the member nor who passes it on is kept.
"""

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.care.feedback import feedback_endings as endings
from bot.rules.care.feedback import feedback_rules
from bot.rules.care.feedback.feedback_rules import Kind
from bot.rules.person import Person
from bot.usecases import expected_answer
from bot.usecases.care import feedback_box
from bot.usecases.context import Context
from storage.care import feedback as sheets
from storage.queue import cards
from storage.team import people

AWAITED = PANEL = "slip"


def make(context: Context) -> object:
    """Make a slip for one member."""
    if refused := feedback_box.closed(context):
        return refused
    here = context.ballot.id
    used = {one.code for one in sheets.of_ballot(context.session, here) if one.code}
    code = feedback_rules.new_code(used)
    sheets.add(context.session, here, Kind.MEMBER, code)
    ending = endings.Slip(feedback_box.panel(context, PANEL), code)
    context.tell(ending)
    return ending


def ballot_of(session: Session, person: Person | None, text: str) -> int | None:
    """Find the ballot in which these words came back on a slip; None if on none.

    Words that say that a member says them are about a slip, whatever their code.
    """
    found = feedback_rules.read_slip(text)
    if person is None or found is None:
        return None
    here = person.ballot_id
    theirs = people.works_in(session, person.id)
    for ballot_id in sorted(theirs, key=lambda one: one != here):
        if sheets.with_code(session, ballot_id, found.code) is not None:
            return ballot_id
    return here if found.told else None


def take_words(context: Context) -> object:
    """Keep what a member said, without who said it and who passed it on."""
    expected_answer.take(context)
    found = feedback_rules.read_slip(context.arrival.argument)
    if refused := feedback_box.closed(context):
        return refused
    if found is None:
        return general_endings.NotAllowed("expired")
    why = _why_not(context, found)
    if why:
        ending = endings.FeedbackRefused(why, found.code)
        context.tell(ending)
        return ending
    words = feedback_box.readable(context)
    if not isinstance(words, str):
        return words
    return _keep(context, feedback_rules.read_slip(words) or found)


def _why_not(context: Context, found: feedback_rules.SlipWords) -> str:
    """Give the reason for keeping nothing as a code; empty if there is none."""
    sheet = sheets.with_code(context.session, context.ballot.id, found.code)
    if sheet is None:
        return "no such slip"
    if sheet.filled:
        return "slip is back"
    if feedback_rules.is_no_mark(found):
        return "no mark"
    return "" if found.mark or found.words else "no words"


def _keep(context: Context, found: feedback_rules.SlipWords) -> object:
    here = context.ballot.id
    sheet = sheets.with_code(context.session, here, found.code)
    if sheet is None:
        return general_endings.NotAllowed("expired")
    mark = "" if found.unsure else found.mark
    sheets.fill(
        context.session, here, Kind.MEMBER, sheet.id, answers=mark, words=found.words
    )
    ending: endings.SlipTaken | endings.SlipUnsure
    ending = endings.SlipTaken(found.code, mark)
    if found.unsure:
        key = f"{feedback_box.panel(context, PANEL)}.{sheet.id}"
        ending = endings.SlipUnsure(key, found.code, found.mark)
    context.tell(ending)
    return ending


def press(context: Context, _panel: cards.Panel, code: str) -> object:
    """Take whether the number was the member's mark; or make another slip."""
    if code == "another":
        return make(context)
    number, _, said = code.partition(":")
    sheet = sheets.find(context.session, context.ballot.id, int(number))
    if sheet is None or sheet.code is None or sheet.answers:
        return general_endings.NotAllowed("expired")
    mark = ""
    if said == "yes":
        mark, words = feedback_rules.without_mark(sheet.words)
        sheets.change(context.session, sheet.id, mark, words)
    ending = endings.SlipTaken(sheet.code, mark)
    context.edit(ending)
    return ending
