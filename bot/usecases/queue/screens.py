"""Gather what cards and lists of members show."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.person import Person
from bot.rules.queue import endings as queue_endings
from bot.rules.queue import pins
from bot.rules.queue import screens as queue_screens
from bot.rules.replies import case_steps
from bot.rules.replies.steps import Case
from bot.usecases import household, shown_member
from bot.usecases.care import policy
from bot.usecases.moment import Moment
from bot.usecases.queue import pin
from storage import ballots, members
from storage.care import cases
from storage.queue import cards
from storage.replies import contacts
from storage.team import people

_HELPS = Outcome.VOTED


def card(moment: Moment, ending: queue_endings.OfCard) -> queue_screens.CardFacts:
    """Gather everything a card shows now."""
    return card_facts(moment, ending.card_id)


def card_facts(moment: Moment, card_id: int) -> queue_screens.CardFacts:
    """Gather the same of the card with this id."""
    session = moment.session
    found = cards.get(session, card_id)
    member = shown_member.get(session, found.member_id)
    said = found.asking.get("outcome")
    log = contacts.of_member(session, member.id, limit=6)
    undone = {contact.undoes for contact in log}
    low_data = shown_member.low_data(session, found.ballot_id)
    person = people.get(session, found.person_id, found.ballot_id)
    opened = cases.of_member(session, member.id)
    care = policy.on_card(moment, found, opened)
    return queue_screens.CardFacts(
        key=found.key,
        member=member,
        ballot=ballots.get(session, found.ballot_id),
        now=moment.now,
        asking=found.asking,
        closed=found.closed_at is not None,
        low_data=low_data,
        words=tuple(
            queue_screens.Word(one.at, one.outcome, one.method, one.words)
            for one in log
            if not low_data and one.undoes is None and one.id not in undone
        ),
        outcome=Outcome(str(said)) if said else None,
        advocate=person.name,
        answer=_answer(opened) if not low_data else "",
        say_first=care.say_first if care else "",
        reply_by=care.reply_by if care else None,
        sounds_upset=_sounds_upset(session, found, opened),
        several_ballots=len(people.ballots_of(session, found.person_id)) > 1,
        pins=_pins(session, person, member),
        household=_household(moment, found),
    )


def _household(moment: Moment, card: cards.Card) -> tuple[str, ...]:
    """Name who is handed with the member, to be asked in the same call."""
    if not moment.numbers.households:
        return ()
    session = moment.session
    member = members.get(session, card.member_id)
    found = household.held_with(session, member, card.person_id, moment.now)
    return tuple(one.full_name for one in shown_member.each(session, found))


def _pins(session: Session, person: Person, member: Member) -> tuple[str, ...]:
    """List the pins the person may put; none on a member who is set aside."""
    offered = pins.choices(person, member, aside=False)
    return () if offered and pin.is_set_aside(session, member) else offered


def _sounds_upset(
    session: Session, card: cards.Card, opened: Sequence[cases.Case]
) -> bool:
    """Whether the words recorded on a card sound upset, and nobody said so yet."""
    contact_id = card.asking.get("contact_id") if card.closed_at else None
    contact = contacts.find(session, contact_id) if contact_id else None
    if contact is None or not case_steps.sounds_upset(contact.words):
        return False
    return all(
        case.kind != Case.UPSET or case.opened_at < contact.recorded_at
        for case in opened
    )


def _answer(opened: Sequence[cases.Case]) -> str:
    """Find what the organisers answered and the member has not heard yet."""
    for case in opened:
        if case.answered_at is not None and case.closed_at is None:
            return case.answer
    return ""


def noted(moment: Moment, ending: queue_endings.Noted) -> queue_screens.ContactFacts:
    """Find what was recorded, and about whom."""
    contact = contacts.get(moment.session, ending.contact_id)
    member = shown_member.get(moment.session, contact.member_id)
    return queue_screens.ContactFacts(member, contact.outcome)


def who(moment: Moment, ending: queue_endings.AskWho) -> queue_screens.WhoFacts:
    """Find whom the words could be about."""
    return queue_screens.WhoFacts(
        tuple(shown_member.get(moment.session, one) for one in ending.member_ids)
    )


def mine(moment: Moment, ending: queue_endings.Mine) -> queue_screens.MineFacts:
    """Find what one advocate holds, waits for and keeps."""
    session, now = moment.session, moment.now
    whose = (session, ending.person_id, ending.ballot_id)
    held = members.held(*whose)
    live = [member for member in held if member.is_held(now)]
    return queue_screens.MineFacts(
        ballot=ballots.get(session, ending.ballot_id),
        now=now,
        key=ending.key,
        open=shown_member.each(session, (m for m in live if not m.waiting)),
        waiting=shown_member.each(session, (m for m in live if m.waiting)),
        kept=shown_member.each(
            session, (m for m in members.kept(*whose) if m.holder is None)
        ),
        helped=contacts.count_of(*whose, _HELPS),
    )
