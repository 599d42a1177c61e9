"""`/language`: the language in which the bot writes to somebody."""

from bot.rules.team import join_endings
from bot.usecases import outgoing
from bot.usecases.context import Context
from storage.queue import cards
from storage.team import people


def by_command(context: Context) -> join_endings.ChooseLanguage:
    """Offer the languages as buttons."""
    ending = join_endings.ChooseLanguage(context.panel("language"))
    context.tell(ending)
    return ending


def choose(
    context: Context, panel: cards.Panel, code: str
) -> join_endings.ChooseLanguage:
    """Keep the language of the button that was pressed, also for the command menu."""
    people.update(context.session, context.person.id, language=code)
    to = context.person.telegram_id
    outgoing.set_menu(context.session, to, context.person.role, context.now)
    ending = join_endings.ChooseLanguage(panel.key)
    context.edit(ending)
    return ending
