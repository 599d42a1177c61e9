"""What needs an organiser: lists behind `/cases`, and two words that do not agree."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.rules import attention, drafts, steps
from bot.rules.endings import alarms, joining, needs
from bot.rules.outcomes import Outcome
from bot.usecases import alarms as say
from bot.usecases import cases, passing_words, recording, reopening
from bot.usecases.moving import Said
from bot.usecases.unit import Desk
from storage import cards, conflicts, contacts, members, tellings

T = TypeVar("T")
AT_ONCE = 10
"""So many to settle at a time: each is a message of its own."""


def listed(desk: Desk, panel: cards.Panel, code: str) -> object:
    """A button of `/cases`: a case, the lists, one of them, somebody in it."""
    if code == "needs":
        return _told(desk, needs.Needs(desk.ballot.id, panel.key))
    if code.startswith("c"):
        return cases.opened(desk, panel, code)
    if code.startswith("m"):
        member = members.get(desk.session, int(code.removeprefix("m")))
        return reopening.reopen(desk, member)
    return _list(desk, panel, attention.Need(code.removeprefix("n:")))


def _list(desk: Desk, panel: cards.Panel, need: attention.Need) -> object:
    me = desk.person
    if need is attention.Need.TOLD:
        told = tellings.unsettled(desk.session, desk.ballot.id)
        return _each(desk, told, lambda one: passing_words.offer(desk, one, me))
    if need is attention.Need.CONFLICT:
        found = conflicts.unsettled(desk.session, desk.ballot.id)
        return _each(desk, found, lambda one: say.conflict(desk, one, [me]))
    return _told(desk, needs.NeedsList(desk.ballot.id, panel.key, need))


def _each(desk: Desk, found: Sequence[T], show: Callable[[T], None]) -> object:
    """The oldest, each with its own buttons, and how many wait behind them."""
    if not found:
        return joining.NotAllowed("settled")
    for one in found[:AT_ONCE]:
        show(one)
    more = len(found) - AT_ONCE
    return _told(desk, needs.More(more)) if more > 0 else None


def settled(desk: Desk, panel: cards.Panel, code: str) -> object:
    """Which of two words stands: the log keeps both, and who settled it."""
    late = contacts.get(desk.session, panel.number("contact"))
    if not conflicts.is_unsettled(desk.session, late.id):
        return joining.NotAllowed("settled")
    member = members.get(desk.session, late.member_id)
    stands = late.outcome if code == "late" else member.outcome or late.outcome
    recording.log_settled(desk, member, stands, counts=code == "late")
    if code == "late":
        recording.follow(desk, member, _said(desk, late))
    desk.note("settled", member.id, code)
    ending = alarms.Settled(member.id)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def _said(desk: Desk, contact: contacts.Contact) -> Said:
    """What was said, as it was logged; the kept words name the day or time."""
    draft = drafts.of(contact.words, desk.ballot, contact.at)
    return Said(
        contact.outcome,
        words=contact.words,
        also=tuple(map(Outcome, contact.also.split())),
        method=contact.method,
        source=contact.source,
        facts=steps.Facts(day=draft.day, at=draft.at, channel=draft.channel),
        at=contact.at,
    )


def _told(desk: Desk, ending: needs.Ending) -> needs.Ending:
    desk.tell(ending)
    return ending
