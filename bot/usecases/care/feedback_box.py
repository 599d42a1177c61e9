"""Until when feedback is taken, with which buttons' key, and which words."""

from bot.rules import general_endings
from bot.rules.care.feedback import feedback_endings as endings
from bot.rules.care.feedback import feedback_rules
from bot.rules.privacy import leaks
from bot.rules.replies import endings as replies_endings
from bot.usecases import kept_words
from bot.usecases.context import Context
from storage import ballots
from storage.privacy import names_in_text
from storage.queue import cards


def closed(context: Context) -> general_endings.NotAllowed | None:
    """Refuse feedback when it is too late for it; None if it is not."""
    purged = ballots.life(context.session, context.ballot.id).purged_at is not None
    if not purged and context.now <= feedback_rules.closes(context.ballot):
        return None
    ending = general_endings.NotAllowed("box closed")
    if context.arrival.callback_id is None:
        context.tell(ending)
    return ending


def panel(context: Context, action: str) -> str:
    """Get the buttons' key that all people of a ballot share: it names nobody."""
    until = feedback_rules.closes(context.ballot)
    return cards.shared_panel(context.session, action, context.ballot.id, until)


def readable(
    context: Context,
) -> str | replies_endings.WordsNotKept | endings.FeedbackRefused:
    """Read the words as they may be kept; they name no member."""
    words = kept_words.take(context)
    if not isinstance(words, str):
        return words
    traces = leaks.traces(words)
    if names_in_text.names_a_member(context.session, context.ballot.id, traces):
        refused = endings.FeedbackRefused("names a member")
        context.tell(refused)
        return refused
    return words
