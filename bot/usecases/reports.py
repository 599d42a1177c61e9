"""What was typed about one member: recorded, asked about, or found to be no report."""

from bot.rules import drafts
from bot.rules.drafts import Draft
from bot.rules.endings import speaking, work
from bot.rules.outcomes import Channel, Outcome
from bot.usecases import drafted, new_details
from bot.usecases.closing_cards import ask, finish
from bot.usecases.moving import Said
from bot.usecases.unit import Desk
from storage import cards, members

CASES = (Outcome.QUESTION, Outcome.COMPLAINT)


def about(desk: Desk, card: cards.Card, draft: Draft) -> object:
    """Record the words for a card, ask, or say that they were no report."""
    asked = str(card.asking.get("step"))
    if asked in CASES and card.closed_at is None:
        return _case(desk, card, draft, Outcome(asked))
    if not draft.is_report:
        desk.tell(work.NotAReport())
        return work.NotAReport()
    if draft.asks:
        return _which(desk, card, draft)
    return record(desk, card, draft)


def _case(desk: Desk, card: cards.Card, draft: Draft, outcome: Outcome) -> object:
    """The words asked for; where they may not be kept they are asked for again."""
    if draft.refused:
        return _tell_refused(desk, draft)
    member = members.get(desk.session, card.member_id)
    return finish(desk, card, member, Said(outcome, words=draft.words))


def _which(desk: Desk, card: cards.Card, draft: Draft) -> object:
    """The likeliest readings as buttons; the words are recorded with the tap."""
    if draft.refused:
        _tell_refused(desk, draft)
    if card.closed_at is None:
        kept_with = {"choices": list(draft.choices), "draft": drafts.plain(draft)}
        return ask(desk, card, "which", **kept_with)
    key = desk.panel("which", {"card": card.id, "draft": drafts.plain(draft)})
    ending = speaking.AskWhich(key, card.member_id, draft.choices)
    desk.tell(ending)
    return ending


def kept(card: cards.Card) -> Draft | None:
    """The words that wait on an open card for a tap."""
    draft = card.asking.get("draft")
    return drafts.of_plain(draft) if isinstance(draft, dict) else None


def record(
    desk: Desk, card: cards.Card, draft: Draft, dead: Channel | None = None
) -> work.CardClosed | work.CardAsks:
    """Record a draft for the member of a card; what else it holds is offered."""
    member = members.get(desk.session, card.member_id)
    said = drafted.said(draft, member, dead)
    unclear = said.outcome is Outcome.WRONG_CONTACT and said.facts.dead is None
    if unclear and card.closed_at is None and member.ways():
        return ask(desk, card, "wrong", draft=drafts.plain(draft))
    ending = finish(desk, card, member, said)
    new_details.offer(desk, members.get(desk.session, member.id), draft)
    if draft.refused:
        _tell_refused(desk, draft)
    return ending


def _tell_refused(desk: Desk, draft: Draft) -> speaking.WordsNotKept:
    ending = speaking.WordsNotKept(tuple(draft.refused))
    desk.tell(ending)
    return ending
