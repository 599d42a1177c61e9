"""Handle words typed about a member: record them, ask, or say they are no report."""

from bot.rules import general_endings
from bot.rules.member import Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import endings as queue_endings
from bot.rules.replies import drafts, steps
from bot.rules.replies import endings as replies_endings
from bot.rules.replies.drafts import Draft
from bot.rules.replies.reader import several
from bot.usecases import expected_answer
from bot.usecases.context import Context
from bot.usecases.privacy import views
from bot.usecases.queue import held_members, reopen
from bot.usecases.queue.card import ask
from bot.usecases.replies import new_details, statement
from bot.usecases.replies.move import Said
from bot.usecases.replies.record_outcome import finish
from storage import members, panels
from storage.queue import cards

MOST = 8
CHOICE = "choice"
"""What is expected while the bot asks whom words are about, or whether to record."""


def done(context: Context) -> object:
    """`/done` with nothing typed: the buttons of the open card, else who?"""
    card = held_members.only_card(context)
    return ask(context, card, step="home") if card else _who(context, None)


def words(
    context: Context,
    live: list[Member] | None = None,
    card: cards.Card | None = None,
) -> object:
    """Take any text in private, or a reply to a card.

    `live` are the members held and `card` the only one, where they are known already.
    """
    live = held_members.current(context) if live is None else live
    held = held_members.by_name(live)
    parts = several.split(context.words, held)
    if parts and context.arrival.reply_to is None:
        return _several(context, parts)
    draft = read_draft(context, context.words)
    card = card or held_members.only_card(context) or _of_the_one_named(context, held)
    return about(context, card, draft) if card else _who(context, draft)


def _of_the_one_named(context: Context, held: list[several.Held]) -> cards.Card | None:
    """Find the card of the one member held whom the words name."""
    if context.arrival.reply_to is not None:
        return None
    named = several.only(context.words, held)
    if named is None:
        return None
    return cards.newest(context.session, named, context.person.id)


def read_draft(context: Context, text: str) -> Draft:
    """Read words as of when they were typed, with the message they came in."""
    typed = context.arrival.typed_message
    return drafts.read(text, context.ballot, context.said_at, typed)


def _who(context: Context, draft: drafts.Draft | None) -> queue_endings.Ending:
    """Ask "who?" where words may be about several members; save nothing before."""
    people = held_members.likely(context)
    if not people:
        context.tell(queue_endings.NothingHeld())
        return queue_endings.NothingHeld()
    if draft is not None and not draft.is_report:
        context.tell(queue_endings.NotAReport())
        return queue_endings.NotAReport()
    ids = tuple(member.id for member in people[:MOST])
    views.note(context, views.NAMED, *ids)
    kept: dict[str, object] = {"draft": drafts.as_json(draft)} if draft else {}
    kept["ids"] = list(ids)
    key = context.panel("who", kept)
    expected_answer.ask(context, f"{CHOICE}:{key}")
    ending = queue_endings.AskWho(key, ids)
    context.tell(ending)
    return ending


def record_for_member(context: Context, panel: cards.Panel, code: str) -> object:
    """Record the words for the member whose name was tapped."""
    member = members.get(context.session, int(code.removeprefix("m")))
    card = cards.newest(context.session, member.id, context.person.id)
    if card is None or not panels.use_up(context.session, panel):
        return general_endings.NotAllowed("expired")
    _take_away(context)
    if "draft" in panel.about:
        draft = drafts.from_json(panel.mapping("draft"))
        return about(context, card, draft)
    if card.closed_at is None:
        return ask(context, card, step="home")
    return reopen.reopen(context, member)


def _several(
    context: Context, parts: tuple[tuple[int, str], ...]
) -> replies_endings.AskSeveral:
    """Show what would be recorded for whom; nothing is saved before the one tap."""
    read = [
        [member_id, drafts.as_json(read_draft(context, text))]
        for member_id, text in parts
    ]
    key = context.panel("several", {"parts": read})
    expected_answer.ask(context, f"{CHOICE}:{key}")
    ending = replies_endings.AskSeveral(key)
    context.tell(ending)
    return ending


def record_several(context: Context, panel: cards.Panel, code: str) -> object:
    """Record for all by one tap; ask on its card about what is not clear."""
    if not panels.use_up(context.session, panel):
        return general_endings.NotAllowed("expired")
    _take_away(context)
    if code != "all":
        return replies_endings.SayOtherwise()
    for member_id, kept in panel.several("parts"):
        card = cards.newest(context.session, member_id, context.person.id)
        if card is not None:
            about(context, card, drafts.from_json(kept))
    return replies_endings.SeveralRecorded()


def record_reading(context: Context, panel: cards.Panel, code: str) -> object:
    """Record the reading that was tapped, of words about a closed card."""
    if not panels.use_up(context.session, panel):
        return general_endings.NotAllowed("expired")
    _take_away(context)
    draft = drafts.from_json(panel.mapping("draft"))
    if code not in draft.choices:
        context.tell(replies_endings.SayOtherwise())
        return replies_endings.SayOtherwise()
    card = cards.get(context.session, panel.number("card"))
    return record(context, card, drafts.with_outcome(draft, Outcome(code)))


def _take_away(context: Context) -> None:
    """Delete the question, once a tap answered it."""
    if context.arrival.callback_id:
        context.delete_message()


CASES = (Outcome.QUESTION, Outcome.COMPLAINT)


def about(context: Context, card: cards.Card, draft: Draft) -> object:
    """Record the words for a card, ask, or say that they were no report."""
    asked = str(card.asking.get("step"))
    if asked in CASES and card.closed_at is None:
        return _case(context, card, draft, Outcome(asked))
    if not draft.is_report:
        context.tell(queue_endings.NotAReport())
        return queue_endings.NotAReport()
    if draft.asks:
        return _which(context, card, draft)
    return record(context, card, draft)


def _case(context: Context, card: cards.Card, draft: Draft, outcome: Outcome) -> object:
    """Take the words asked for; ask again if they may not be kept."""
    if draft.refused:
        return _tell_refused(context, draft)
    member = members.get(context.session, card.member_id)
    facts = steps.Facts(upset=outcome is Outcome.COMPLAINT)
    said = Said(outcome, words=draft.words, facts=facts)
    return finish(context, card, member, said)


def _which(context: Context, card: cards.Card, draft: Draft) -> object:
    """Show the likeliest readings as buttons; the words are recorded with the tap."""
    if draft.refused:
        _tell_refused(context, draft)
    if card.closed_at is None:
        kept_with = drafts.as_json(draft)
        choices = list(draft.choices)
        return ask(
            context,
            card,
            step="which",
            choices=choices,
            draft=kept_with,
            own_act=draft.own_act,
        )
    key = context.panel("which", {"card": card.id, "draft": drafts.as_json(draft)})
    ending = replies_endings.AskWhich(key, card.member_id, draft.choices)
    context.tell(ending)
    return ending


def kept(card: cards.Card) -> Draft | None:
    """Read the words that wait on an open card for a tap."""
    draft = card.asking.get("draft")
    return drafts.from_json(draft) if isinstance(draft, dict) else None


def record(
    context: Context, card: cards.Card, draft: Draft, dead: Channel | None = None
) -> queue_endings.CardClosed | queue_endings.CardAsks:
    """Record a draft for the member of a card; offer the new details it holds."""
    member = members.get(context.session, card.member_id)
    said = statement.from_draft(draft, member, dead)
    unclear = said.outcome is Outcome.WRONG_CONTACT and said.facts.dead is None
    if unclear and card.closed_at is None and member.contact_methods():
        return ask(context, card, step="wrong", draft=drafts.as_json(draft))
    ending = finish(context, card, member, said)
    new_details.offer(context, members.get(context.session, member.id), draft)
    if draft.refused:
        _tell_refused(context, draft)
    return ending


def _tell_refused(context: Context, draft: Draft) -> replies_endings.WordsNotKept:
    ending = replies_endings.WordsNotKept(tuple(draft.refused))
    context.tell(ending)
    return ending
