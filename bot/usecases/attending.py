"""What needs an organiser: lists behind `/cases`, and two words that do not agree."""

from bot.rules import attention, drafts, steps
from bot.rules.endings import alarms, joining, needs
from bot.usecases import alarms as say
from bot.usecases import cases, moving, passing_words, recording, reopening
from bot.usecases.moving import Said
from bot.usecases.unit import Desk
from storage import cards, conflicts, contacts, members, tellings

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
    if need is attention.Need.TOLD:
        for telling in tellings.unsettled(desk.session, desk.ballot.id):
            passing_words.offer(desk, telling, desk.person)
    elif need is attention.Need.CONFLICT:
        for contact in conflicts.unsettled(desk.session, desk.ballot.id)[:AT_ONCE]:
            say.conflict(desk, contact, [desk.person])
    else:
        return _told(desk, needs.NeedsList(desk.ballot.id, panel.key, need))
    return None


def settled(desk: Desk, panel: cards.Panel, code: str) -> object:
    """Which of two words stands: the log keeps both, and who settled it."""
    late = contacts.get(desk.session, panel.number("contact"))
    member = members.get(desk.session, late.member_id)
    if (
        contacts.of_member(desk.session, member.id, limit=1)[0].source
        == contacts.SETTLED
    ):
        return joining.NotAllowed("settled")
    stands = late.outcome if code == "late" else member.outcome or late.outcome
    recording.log_settled(desk, member, stands, counts=code == "late")
    if code == "late":
        said = Said(late.outcome, source=late.source, facts=_facts(desk, late))
        step, member = moving.move(desk, member, said)
        recording.let_go(desk, member, step)
    desk.note("settled", member.id, code)
    ending = alarms.Settled(member.id)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def _facts(desk: Desk, contact: contacts.Contact) -> steps.Facts:
    """The day or time that the kept words name."""
    draft = drafts.of(contact.words, desk.ballot, contact.at)
    return steps.Facts(day=draft.day, at=draft.at, channel=draft.channel)


def _told(desk: Desk, ending: needs.Ending) -> needs.Ending:
    desk.tell(ending)
    return ending
