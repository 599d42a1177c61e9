"""`/mine`: the members a person holds, waits for and keeps; open or fix one."""

from bot.rules import general_endings
from bot.rules.queue import endings as queue_endings
from bot.usecases.context import Context
from bot.usecases.privacy import views
from bot.usecases.queue import held_members, reopen
from storage import members
from storage.queue import cards

MOST = 10


def show(context: Context) -> queue_endings.Ending:
    """Show the members this person holds, waits for and keeps."""
    whose = (context.session, context.person.id, context.ballot.id)
    shown = [member.id for member in (*members.held(*whose), *members.kept(*whose))]
    views.note(context, views.NAMED, *shown)
    ending = queue_endings.Mine(
        context.person.id, context.ballot.id, context.panel("mine")
    )
    context.tell(ending)
    return ending


def open_one(context: Context, _panel: cards.Panel, code: str) -> object:
    """Show one of them as a card again, or the choice of records to fix."""
    if code == "fix":
        return fix(context)
    member = members.get(context.session, int(code.removeprefix("m")))
    known = cards.newest(context.session, member.id, context.person.id) is not None
    if not known and member.kept_for != context.person.id:
        return general_endings.NotAllowed("expired")
    return reopen.reopen(context, member)


def fix(context: Context) -> queue_endings.Ending:
    """List members held in the last 14 days, to correct what was recorded."""
    people = [
        one for one in held_members.recent(context) if one.holder != context.person.id
    ]
    if not people:
        context.tell(queue_endings.NothingHeld())
        return queue_endings.NothingHeld()
    views.note(context, views.NAMED, *(member.id for member in people[:MOST]))
    key = context.panel("mine")
    ending = queue_endings.AskWho(
        key, tuple(member.id for member in people[:MOST]), fix=True
    )
    context.tell(ending)
    return ending
