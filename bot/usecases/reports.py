"""What was typed about one member: recorded, asked about, or found to be no report."""

from bot.rules import drafts, steps
from bot.rules.drafts import Draft
from bot.rules.endings import speaking, work
from bot.rules.members import BY_PREFERENCE, Member
from bot.rules.outcomes import Channel, Outcome
from bot.usecases import new_details
from bot.usecases.closing_cards import ask, finish
from bot.usecases.recording import Said
from bot.usecases.unit import Desk
from storage import cards, members

CASES = (Outcome.QUESTION, Outcome.COMPLAINT)
EMAILS = (Channel.PERSONAL_EMAIL, Channel.WORK_EMAIL)


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
    dead = dead or dead_channel(draft, member)
    outcome = Outcome(draft.outcome)
    unclear = outcome is Outcome.WRONG_CONTACT and dead is None
    if unclear and card.closed_at is None and member.ways():
        return ask(desk, card, "wrong", draft=drafts.plain(draft))
    said = Said(
        outcome,
        words=draft.words,
        also=tuple(Outcome(one) for one in draft.also),
        method=draft.method,
        facts=steps.Facts(
            day=draft.day, at=draft.at, channel=draft.channel or dead, dead=dead
        ),
    )
    ending = finish(desk, card, member, said)
    new_details.offer(desk, members.get(desk.session, member.id), draft)
    if draft.refused:
        _tell_refused(desk, draft)
    return ending


def dead_channel(draft: Draft, member: Member) -> Channel | None:
    """The contact that is not theirs, where only one can be meant."""
    ways = [way.channel for way in member.ways()]
    if draft.outcome == Outcome.WRONG_CONTACT:
        meant = [way for way in ways if _fits(draft.method, way)]
    elif Outcome.WRONG_CONTACT in draft.also:
        meant = [way for way in ways if not _fits(draft.method, way)]
    else:
        return None
    return meant[0] if len(meant) == 1 else None


def _fits(method: str | None, way: Channel) -> bool:
    """Whether a contact by this method goes by that channel; unnamed fits any."""
    if method == "email":
        return way in EMAILS
    if method in ("text", "whatsapp"):
        return way is Channel.MOBILE
    if method == "phone":
        return way not in EMAILS
    return method is None and way in BY_PREFERENCE


def _tell_refused(desk: Desk, draft: Draft) -> speaking.WordsNotKept:
    ending = speaking.WordsNotKept(tuple(draft.refused))
    desk.tell(ending)
    return ending
