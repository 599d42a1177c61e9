"""Tell the organisers at once, each in private; tell a holder to stop."""

from collections.abc import Iterable

from bot.rules.care import case_rules
from bot.rules.member import Member
from bot.rules.person import ORGANISING, Person
from bot.rules.queue import endings as queue_endings
from bot.rules.replies import alarms as endings
from bot.rules.replies import steps
from bot.usecases.context import Context
from storage.queue import cards
from storage.team import people


def tell_organisers(desk: Context, ending: object, key: str | None = None) -> None:
    """Say something to every organiser who has opened the private chat."""
    for person in people.team(desk.session, desk.ballot.id, ORGANISING):
        if person.started and person.blocked_at is None:
            own = f"{key}:{person.id}" if key else None
            desk.say(ending, person.telegram_id, key=own)


def conflict(
    desk: Context, contact_id: int, to: Iterable[Person] | None = None
) -> None:
    """Two different words about one member: the organisers see both, and settle it."""
    for person in to or people.organisers(desk.session, desk.ballot.id):
        key = cards.open_panel(
            desk.session,
            "settle",
            max(desk.ballot.closes, desk.now) + case_rules.AFTER_CLOSE,
            about={"contact": contact_id},
            person_id=person.id,
            ballot_id=desk.ballot.id,
        )
        desk.say(endings.Conflict(contact_id, key), person.telegram_id)


def follow(desk: Context, member: Member, step: steps.Next) -> None:
    """Pass on what a step says the organisers must know."""
    if step.alarm is not None:
        ending = endings.MemberAlarm(member.id, step.alarm)
        tell_organisers(desk, ending, key=f"alarm:{step.alarm}:{member.id}")


def stop(desk: Context, member: Member, why: str = "recorded by another") -> None:
    """The holder's card closes, and they are told why."""
    for card in cards.still_open(desk.session, member.id):
        holder = people.get(desk.session, card.person_id, desk.ballot.id)
        asking = {"how": "stopped"}
        cards.note(desk.session, card.id, closed_at=desk.now, asking=asking)
        if card.message_id is not None:
            closed = queue_endings.CardClosed(card.id, "stopped")
            desk.say(closed, holder.telegram_id, "edit", message_id=card.message_id)
        desk.say(endings.Stop(card.id, why), holder.telegram_id)
