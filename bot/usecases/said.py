"""Words typed about a member: read, then recorded or asked about."""

from bot.rules import replies, steps
from bot.rules.endings import joining, work
from bot.rules.members import Member
from bot.rules.outcomes import Channel, Outcome
from bot.usecases import pressing, targets
from bot.usecases.closing_cards import ask
from bot.usecases.recording import Said
from bot.usecases.unit import Desk
from storage import cards, claims, members

MOST = 8
METHODS = {
    "phone": Channel.MOBILE,
    "text": Channel.MOBILE,
    "whatsapp": Channel.MOBILE,
    "email": Channel.PERSONAL_EMAIL,
    "in_person": Channel.IN_PERSON,
}


def done(desk: Desk) -> object:
    """`/done [what they said]`; nothing typed: the buttons of the open card."""
    if desk.words:
        return words(desk)
    card = _target(desk)
    if isinstance(card, cards.Card):
        return ask(desk, card, "home")
    return card


def words(desk: Desk) -> object:
    """Any text in private, or a reply to a card."""
    card = _target(desk)
    if not isinstance(card, cards.Card):
        return card
    return about(desk, card, desk.words)


def _target(desk: Desk) -> cards.Card | work.Ending:
    """The one card the words are for; else the question "who?", nothing saved."""
    card = targets.replied_to(desk)
    if card is not None:
        return card
    open_now = targets.open_cards(desk)
    if len(open_now) == 1:
        return open_now[0]
    people = targets.held(desk) or targets.lately(desk)
    if not people:
        desk.tell(work.NothingHeld())
        return work.NothingHeld()
    key = desk.panel("who", {"words": desk.words})
    ending = work.AskWho(key, tuple(member.id for member in people[:MOST]))
    desk.tell(ending)
    return ending


def chosen(desk: Desk, panel: cards.Panel, code: str) -> object:
    """The tap on a name: now the words are recorded for that member."""
    member = members.get(desk.session, int(code.removeprefix("m")))
    card = cards.latest(desk.session, member.id, desk.person.id)
    if card is None:
        return joining.NotAllowed("expired")
    if desk.arrival.message_id is not None:
        desk.delete(desk.arrival.chat_id, desk.arrival.message_id)
    said = str(panel.about.get("words", ""))
    return about(desk, card, said) if said else ask(desk, card, "home")


def about(desk: Desk, card: cards.Card, text: str) -> object:
    """Read the words for a card; record, ask, or say that it was no report."""
    step = card.asking.get("step")
    if step in ("question", "complaint"):
        return _case(desk, card, Outcome(str(step)), text)
    reading = replies.read(text)
    if reading.outcome == "none":
        desk.tell(work.NotAReport())
        return work.NotAReport()
    if reading.ask or reading.outcome == "unclear":
        choices = [choice for choice in reading.choices if choice in {*Outcome}]
        return ask(desk, card, "which", choices=choices, words=text)
    return _record(desk, card, reading, text)


def _case(desk: Desk, card: cards.Card, outcome: Outcome, text: str) -> object:
    member = members.get(desk.session, card.member_id)
    return pressing.record(desk, card, member, Said(outcome, words=text))


def _record(
    desk: Desk, card: cards.Card, reading: replies.Reading, text: str
) -> object:
    member = members.get(desk.session, card.member_id)
    outcome = Outcome(reading.outcome)
    also = tuple(Outcome(one) for one in reading.also)
    said = Said(
        outcome,
        words=kept(reading, text),
        also=also,
        method=reading.method,
        facts=facts(desk, member, reading, text),
    )
    ending = pressing.record(desk, card, member, said)
    claims_left = claims.open_claim(desk.session, member.id)
    desk.note("words read", member.id, "late" if claims_left else "")
    return ending


def kept(reading: replies.Reading, text: str) -> str:
    """The words, unless they hold what is never stored."""
    never = (
        reading.states_direction
        or reading.states_health
        or reading.states_national_insurance
    )
    return "" if never else text


def facts(
    desk: Desk, member: Member, reading: replies.Reading, text: str
) -> steps.Facts:
    """What the rules need beside the outcome: when, by which channel, asked when."""
    day = at = None
    if reading.outcome == Outcome.WILL_POST:
        day = None
    if reading.when:
        moment = None
        at = moment.at if moment else None
    channel = METHODS.get(reading.method or "")
    return steps.Facts(day=day, at=at, channel=channel)
