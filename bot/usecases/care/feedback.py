"""`/feedback`: the comment box, with the name or without.

Until the tap that says which, the words stand nowhere but in the chat; after it,
nothing kept here tells who gave an anonymous comment: see `permissions.Rule.forgets`.
"""

from bot.rules import general_endings
from bot.rules.care import endings as care_endings
from bot.rules.care.feedback import feedback_endings as endings
from bot.rules.care.feedback.feedback_rules import Kind
from bot.rules.privacy import permissions
from bot.rules.replies import drafts
from bot.usecases import expected_answer
from bot.usecases.care import feedback_box, feedback_summary, member_slip
from bot.usecases.context import Context
from storage.care import feedback as sheets
from storage.queue import cards

AWAITED = PANEL = "feedback"
SLIP, SUMMARY = "slip", "summary"


def by_command(context: Context) -> object:
    """Answer `/feedback [words]`, `/feedback slip` and `/feedback summary`."""
    asked = context.words.lower()
    if asked == SUMMARY:
        return feedback_summary.by_command(context)
    if asked == SLIP:
        return member_slip.make(context)
    if context.words:
        return take_comment(context)
    if refused := feedback_box.closed(context):
        return refused
    expected_answer.ask(context, AWAITED)
    organises = permissions.may(f"press {feedback_summary.PANEL}", context.person)
    own = context.panel(feedback_summary.PANEL) if organises else ""
    ending = endings.FeedbackBox(feedback_box.panel(context, PANEL), own)
    context.tell(ending)
    return ending


def take_comment(context: Context) -> object:
    """Take the words, and ask whether they go with the name; keep nothing yet."""
    expected_answer.take(context)
    if refused := feedback_box.closed(context):
        return refused
    words = feedback_box.readable(context)
    if not isinstance(words, str):
        return words
    sheet = sheets.add(context.session, context.ballot.id, Kind.COMMENT)
    ending = care_endings.WithName(f"{feedback_box.panel(context, PANEL)}.{sheet}")
    context.tell(ending, reply_to=context.arrival.message_id)
    return ending


def press(context: Context, _panel: cards.Panel, code: str) -> object:
    """Put the comment into the box, with the name or without; or make a slip."""
    if code == SLIP:
        return member_slip.make(context)
    if refused := feedback_box.closed(context):
        return refused
    sheet, _, how = code.partition(":")
    words = context.arrival.answered.argument
    if not words or drafts.refusals(words):
        unread = endings.FeedbackRefused("edited" if words else "gone")
        context.edit(unread)
        return unread
    filled = sheets.fill(
        context.session,
        context.ballot.id,
        Kind.COMMENT,
        int(sheet),
        words=drafts.without_address(words),
        named=(context.person.id, context.now) if how == "named" else None,
    )
    if not filled:
        return general_endings.NotAllowed("expired")
    ending = care_endings.Thanks(AWAITED)
    context.edit(ending)
    return ending
