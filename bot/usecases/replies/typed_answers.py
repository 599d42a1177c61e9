"""Words typed in private: first the answer to what a card asks."""

import datetime as dt

from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import endings as queue_endings
from bot.rules.queue import pins
from bot.rules.queue.bands import Band
from bot.rules.replies import drafts, typed_answers
from bot.rules.replies import endings as replies_endings
from bot.rules.replies.reader import own_acts
from bot.rules.replies.reader import reading as readings
from bot.usecases import expected_answer
from bot.usecases.context import Context
from bot.usecases.queue import card_actions, held_members
from bot.usecases.replies import card_presses, typed_words
from storage import members
from storage.queue import cards

QUESTION_LASTS = dt.timedelta(hours=2)
"""So long words can answer what a closed card asks."""


def words(context: Context) -> object:
    """Any text in private: an answer, a wish for another member, or a report."""
    live = held_members.current(context)
    held = held_members.open_cards(context, live)
    if answered := _closed_answer(context, held):
        return answered
    card = held_members.only_card(context, held)
    step = _question(context, card) if card else ""
    if own_acts.wants_next(context.words) and step not in typed_words.CASES:
        return _another(context)
    if card is None or card.closed_at is not None:
        return typed_words.words(context, live, card)
    if step not in typed_answers.ANSWERS:
        return typed_words.words(context, live, card)
    asked = _asked(context, card)
    if code := typed_answers.read(step, asked):
        return card_presses.press(context, card, code)
    draft = drafts.read(context.words, context.ballot, context.said_at)
    if _says_nothing(draft) or typed_answers.is_no_report(step, asked):
        ending = replies_endings.AskedAgain(card.id)
        context.tell(ending)
        return ending
    return typed_words.words(context, live, card)


def choice(context: Context) -> object:
    """Take words as the answer to whom they were about, or whether to record them.

    Anything else typed is read as if nothing had been asked.
    """
    panel = cards.panel(context.session, expected_answer.take(context))
    if panel is None or panel.about.get("used") or panel.expires_at <= context.now:
        return words(context)
    asked = typed_answers.Asked(context.words, context.said_at, context.ballot.zone)
    if "ids" in panel.about:
        offered = (members.get(context.session, one) for one in panel.several("ids"))
        meant = typed_answers.whom(asked, held_members.by_name(offered))
        if meant is not None:
            return typed_words.record_for_member(context, panel, f"m{meant}")
    elif (yes := typed_answers.whether(asked)) is not None:
        code = "all" if yes else "no"
        return typed_words.record_several(context, panel, code)
    return words(context)


def _closed_answer(context: Context, held: list[cards.Card]) -> object | None:
    """Take words as the answer to what the card closed last asks, if they are one.

    With a card opened since it asked, words without a reply are about that one.
    """
    since = context.now - QUESTION_LASTS
    card = cards.last_closed(
        context.session, context.person.id, context.ballot.id, since
    )
    if card is None or context.arrival.reply_to not in (None, card.message_id):
        return None
    asked_at = card.closed_at or since
    opened = (one.opened_at for one in held)
    if context.arrival.reply_to is None and max(opened, default=since) > asked_at:
        return None
    step = str(card.asking.get("step") or "")
    never = card.asking.get("outcome") == Outcome.DO_NOT_CONTACT
    if never and not card.asking.get("settled"):
        step = typed_answers.NEVER
    if step not in typed_answers.ANSWERS:
        return None
    code = typed_answers.read(step, _asked(context, card))
    return card_presses.press(context, card, code) if code else None


def done(context: Context) -> object:
    """`/done [what they said]`; nothing typed: the buttons of the open card."""
    return words(context) if context.words else typed_words.done(context)


def skip(context: Context) -> object:
    """`/skip [why]`: the reason is taken, else the open card asks for it."""
    asks = card_actions.ask_why(context)
    if not context.words or not isinstance(asks, queue_endings.CardAsks):
        return asks
    card = cards.get(context.session, asks.card_id)
    code = typed_answers.read("skip", _asked(context, card))
    return card_presses.press(context, card, code) if code else asks


def _asked(context: Context, card: cards.Card) -> typed_answers.Asked:
    ways = members.get(context.session, card.member_id).contact_methods()
    return typed_answers.Asked(
        context.words,
        context.said_at,
        context.ballot.zone,
        tuple(Channel(way.channel) for way in ways),
    )


def _says_nothing(draft: drafts.Draft) -> bool:
    """Whether neither the member nor the advocate is heard in it."""
    return draft.outcome in (readings.NONE, readings.UNCLEAR) and not draft.own_act


def _question(context: Context, card: cards.Card) -> str:
    """Name what the card asks; a first card may ask whether the paper has come."""
    step = str(card.asking.get("step") or "home")
    member = members.get(context.session, card.member_id)
    waits = pins.before(member).band is Band.REPLACEMENT
    return typed_answers.HAS_IT_COME if step == "home" and waits else step


def _another(context: Context) -> object:
    """Record nothing: say who is still open, and offer the next one."""
    open_now = held_members.current(context)
    first = open_now[0].id if open_now else None
    ending = replies_endings.OfferNext(
        context.panel("next", {"another": True}),
        context.panel("who") if first else "",
        first,
    )
    context.tell(ending)
    return ending
