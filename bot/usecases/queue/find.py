"""`/find name`: show a member's card, or like names to choose from."""

from bot.rules import general_endings
from bot.rules.queue import endings as queue_endings
from bot.rules.replies import endings as replies_endings
from bot.rules.replies import lookup
from bot.usecases.context import Context
from bot.usecases.privacy import views
from bot.usecases.queue import held_members, reopen
from storage import members
from storage.queue import cards


def find(context: Context) -> object:
    """Answer `/find`: advocates find whom they held lately, organisers anyone."""
    if not context.words:
        context.tell(replies_endings.TypeMore("find"))
        return replies_endings.TypeMore("find")
    found = lookup.find(context.words, names(context))
    if not found.ids:
        context.tell(replies_endings.NotFound(context.person.organises))
        return replies_endings.NotFound(context.person.organises)
    if found.exact and len(found.ids) == 1:
        return reopen.reopen(context, members.get(context.session, found.ids[0]))
    how = views.FOUND if context.person.organises else views.NAMED
    if how == views.FOUND and (stopped := views.stop(context, *found.ids)):
        context.tell(stopped)
        return stopped
    views.note(context, how, *found.ids)
    ending = queue_endings.AskWho(
        context.panel("find", {"ids": list(found.ids)}), found.ids, True
    )
    context.tell(ending)
    return ending


def names(context: Context) -> list[lookup.Named]:
    """List whom this person may find, by name and number."""
    if context.person.organises:
        return members.of_ballot(context.session, context.ballot.id)
    return [lookup.named(member) for member in held_members.recent(context)]


def open_found(context: Context, panel: cards.Panel, code: str) -> object:
    """Take a tap on one of the like names; by then they may organise no more."""
    member_id = int(code.removeprefix("m"))
    lately = (one.id for one in held_members.recent(context))
    may = context.person.organises or member_id in lately
    if member_id not in panel.several("ids") or not may:
        return general_endings.NotAllowed("expired")
    return reopen.reopen(context, members.get(context.session, member_id))
