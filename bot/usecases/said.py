"""Words typed about a member: whom they are about, then recorded or asked about."""

from bot.rules import drafts
from bot.rules.endings import joining, speaking, work
from bot.rules.outcomes import Outcome
from bot.rules.replies import several
from bot.usecases import reopening, reports, targets
from bot.usecases.closing_cards import ask
from bot.usecases.unit import Desk
from storage import cards, members, panels

MOST = 8


def done(desk: Desk) -> object:
    """`/done [what they said]`; nothing typed: the buttons of the open card."""
    if desk.words:
        return words(desk)
    card = targets.only_card(desk)
    return ask(desk, card, "home") if card else _who(desk, None)


def words(desk: Desk) -> object:
    """Any text in private, or a reply to a card."""
    parts = several.split(desk.words, targets.names(desk))
    if parts and desk.arrival.reply_to is None:
        return _several(desk, parts)
    draft = drafts.of(desk.words, desk.ballot, desk.now)
    card = targets.only_card(desk)
    return reports.about(desk, card, draft) if card else _who(desk, draft)


def _who(desk: Desk, draft: drafts.Draft | None) -> work.Ending:
    """Words that may be about several, or late ones: "who?", nothing saved before."""
    people = targets.likely(desk)
    if not people:
        desk.tell(work.NothingHeld())
        return work.NothingHeld()
    if draft is not None and not draft.is_report:
        desk.tell(work.NotAReport())
        return work.NotAReport()
    key = desk.panel("who", {"draft": drafts.plain(draft)} if draft else {})
    ending = work.AskWho(key, tuple(member.id for member in people[:MOST]))
    desk.tell(ending)
    return ending


def chosen(desk: Desk, panel: cards.Panel, code: str) -> object:
    """The tap on a name: now the words are recorded for that member."""
    member = members.get(desk.session, int(code.removeprefix("m")))
    card = cards.latest(desk.session, member.id, desk.person.id)
    if card is None or not panels.use_up(desk.session, panel):
        return joining.NotAllowed("expired")
    _take_away(desk)
    if "draft" in panel.about:
        draft = drafts.of_plain(panel.mapping("draft"))
        return reports.about(desk, card, draft)
    if card.closed_at is None:
        return ask(desk, card, "home")
    return reopening.reopen(desk, member)


def _several(desk: Desk, parts: tuple[tuple[int, str], ...]) -> speaking.AskSeveral:
    """What would be recorded for whom; nothing is saved before the one tap."""
    read = [
        [member_id, drafts.plain(drafts.of(text, desk.ballot, desk.now))]
        for member_id, text in parts
    ]
    ending = speaking.AskSeveral(desk.panel("several", {"parts": read}))
    desk.tell(ending)
    return ending


def record_several(desk: Desk, panel: cards.Panel, code: str) -> object:
    """The one tap: recorded for all; what is not clear is asked on its card."""
    if not panels.use_up(desk.session, panel):
        return joining.NotAllowed("expired")
    _take_away(desk)
    if code != "all":
        return speaking.SayOtherwise()
    for member_id, kept in panel.several("parts"):
        card = cards.latest(desk.session, member_id, desk.person.id)
        if card is not None:
            reports.about(desk, card, drafts.of_plain(kept))
    return speaking.SeveralRecorded()


def picked(desk: Desk, panel: cards.Panel, code: str) -> object:
    """A tap on one of the readings of words about a card that is shut."""
    if not panels.use_up(desk.session, panel):
        return joining.NotAllowed("expired")
    _take_away(desk)
    draft = drafts.of_plain(panel.mapping("draft"))
    if code not in draft.choices:
        desk.tell(speaking.SayOtherwise())
        return speaking.SayOtherwise()
    card = cards.get(desk.session, panel.number("card"))
    return reports.record(desk, card, drafts.chosen(draft, Outcome(code)))


def _take_away(desk: Desk) -> None:
    """The question, once it is answered."""
    if desk.arrival.message_id is not None:
        desk.delete(desk.arrival.chat_id, desk.arrival.message_id)
