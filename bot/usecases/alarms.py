"""Tell the organisers at once, each in private; tell a holder to stop."""

from collections.abc import Iterable

from bot.rules import care, steps
from bot.rules.endings import alarms as endings
from bot.rules.endings import work
from bot.rules.members import Member
from bot.rules.persons import ORGANISING, Person
from bot.usecases.unit import Desk
from storage import cards, people


def tell_organisers(desk: Desk, ending: object, key: str | None = None) -> None:
    """Say something to every organiser who has opened the private chat."""
    for person in people.team(desk.session, desk.ballot.id, ORGANISING):
        if person.started and person.blocked_at is None:
            own = f"{key}:{person.id}" if key else None
            desk.say(ending, person.telegram_id, key=own)


def conflict(desk: Desk, contact_id: int, to: Iterable[Person] | None = None) -> None:
    """Two different words about one member: the organisers see both, and settle it."""
    for person in to or people.organisers(desk.session, desk.ballot.id):
        key = cards.open_panel(
            desk.session,
            "settle",
            max(desk.ballot.closes, desk.now) + care.AFTER_CLOSE,
            about={"contact": contact_id},
            person_id=person.id,
            ballot_id=desk.ballot.id,
        )
        desk.say(endings.Conflict(contact_id, key), person.telegram_id)


def follow(desk: Desk, member: Member, step: steps.Next) -> None:
    """Pass on what a step says the organisers must know."""
    if step.alarm is not None:
        ending = endings.MemberAlarm(member.id, step.alarm)
        tell_organisers(desk, ending, key=f"alarm:{step.alarm}:{member.id}")


def stop(desk: Desk, member: Member, why: str = "recorded by another") -> None:
    """The holder's card closes, and they are told why."""
    for card in cards.still_open(desk.session, member.id):
        holder = people.get(desk.session, card.person_id, desk.ballot.id)
        asking = {"how": "stopped"}
        cards.note(desk.session, card.id, closed_at=desk.now, asking=asking)
        if card.message_id is not None:
            closed = work.CardClosed(card.id, "stopped")
            desk.say(closed, holder.telegram_id, "edit", message_id=card.message_id)
        desk.say(endings.Stop(card.id, why), holder.telegram_id)
