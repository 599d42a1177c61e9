"""What needs an organiser: the lists behind `/cases`, and reports that disagree."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.rules import general_endings
from bot.rules.care import endings as care_endings
from bot.rules.care import needs
from bot.rules.outcomes import Outcome
from bot.rules.replies import alarms as alarm_endings
from bot.rules.replies import drafts, steps
from bot.usecases.care import handle_case, screens
from bot.usecases.context import Context
from bot.usecases.privacy import views
from bot.usecases.queue import reopen
from bot.usecases.replies import alarms, pass_on, record_outcome
from bot.usecases.replies.move import Said
from storage import members
from storage.care import needs as waiting
from storage.queue import cards
from storage.replies import conflicts, contacts, passed_on

T = TypeVar("T")
AT_ONCE = 10
"""How many to show at a time, as each is a message of its own."""


def show_list(context: Context, panel: cards.Panel, code: str) -> object:
    """Take a press under `/cases`: a case, the lists, one list, a member of it."""
    if code == "needs":
        return _told(context, care_endings.Needs(context.ballot.id, panel.key))
    if code == "answered":
        return handle_case.show_answered(context, panel.key)
    if code == "complaints":
        return handle_case.show_complaints(context, panel.key)
    if code == "report":
        return _told(context, care_endings.CaseReport(context.ballot.id))
    if code == "new":
        return handle_case.new(context)
    if code.startswith("new:"):
        return handle_case.ask_words(context, code.removeprefix("new:"))
    if code.startswith("c"):
        return handle_case.show_case(context, panel, code)
    if code.startswith("m"):
        member = members.get(context.session, int(code.removeprefix("m")))
        return reopen.reopen(context, member)
    return _list(context, panel, needs.Need(code.removeprefix("n:")))


def _list(context: Context, panel: cards.Panel, need: needs.Need) -> object:
    me = context.person
    if need is needs.Need.TOLD:
        told = passed_on.unsettled(context.session, context.ballot.id)
        return _each(context, told, lambda one: pass_on.offer(context, one, me))
    if need is needs.Need.CONFLICT:
        found = conflicts.unsettled(context.session, context.ballot.id)
        them = [contacts.get(context.session, one).member_id for one in found[:AT_ONCE]]
        if stopped := views.stop(context, *them):
            context.tell(stopped)
            return stopped
        views.note(context, views.FOUND, *them)
        return _each(context, found, lambda one: alarms.conflict(context, one, [me]))
    listed = waiting.of_ballot(context.session, context.ballot.id, need, screens.MOST)
    ids = [member.id for member in listed]
    if stopped := views.stop(context, *ids):
        context.tell(stopped)
        return stopped
    views.note(context, views.FOUND, *ids)
    return _told(context, care_endings.NeedsList(context.ballot.id, panel.key, need))


def _each(context: Context, found: Sequence[T], show: Callable[[T], None]) -> object:
    """Show the oldest, each with its own buttons, and how many wait behind them."""
    if not found:
        return general_endings.NotAllowed("settled")
    for one in found[:AT_ONCE]:
        show(one)
    more = len(found) - AT_ONCE
    return _told(context, care_endings.More(more)) if more > 0 else None


def settle(context: Context, panel: cards.Panel, code: str) -> object:
    """Settle which of two reports stands; the log keeps both, and who settled it."""
    late = contacts.get(context.session, panel.number("contact"))
    if not conflicts.is_unsettled(context.session, late.id):
        return general_endings.NotAllowed("settled")
    member = members.get(context.session, late.member_id)
    stands = late.outcome if code == "late" else member.outcome or late.outcome
    record_outcome.log_settled(context, member, stands, counts=code == "late")
    if code == "late":
        record_outcome.follow(context, member, _said(context, late))
    context.note("settled", member.id, code)
    ending = alarm_endings.Settled(member.id)
    context.edit(ending)
    return ending


def _said(context: Context, contact: contacts.Contact) -> Said:
    """Read a logged contact again; its words name the day or time."""
    draft = drafts.read(contact.words, context.ballot, contact.at)
    return Said(
        contact.outcome,
        words=contact.words,
        also=tuple(map(Outcome, contact.also.split())),
        method=contact.method,
        source=contact.source,
        facts=steps.Facts(day=draft.day, at=draft.at, channel=draft.channel),
        at=contact.at,
    )


def _told(context: Context, ending: care_endings.Ending) -> care_endings.Ending:
    context.tell(ending)
    return ending
