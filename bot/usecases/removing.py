"""Somebody may not see members any more, or nobody may: claims end, cards go."""

import datetime as dt

from sqlmodel import Session

from storage import cards, claims, members, outbox, people


def release_all(
    session: Session, person_id: int, ballot_id: int, how: str, now: dt.datetime
) -> None:
    """Everything this person holds or keeps goes back, and their cards are deleted."""
    for member in members.held(session, person_id, ballot_id):
        claims.end(session, member.id, how, now)
    for member in members.kept(session, person_id, ballot_id):
        members.change(session, member, kept_for=None, kept_until=None)
    take_cards(session, person_id, ballot_id, how, now)


def take_cards(
    session: Session, person_id: int, ballot_id: int, how: str, now: dt.datetime
) -> None:
    """The messages of this person's cards are taken away, open or closed."""
    person = people.get(session, person_id, ballot_id)
    for card in cards.undeleted(session, person_id, ballot_id):
        asking = card.asking if card.closed_at else {"how": how}
        closed_at = card.closed_at or now
        cards.note(session, card.id, closed_at=closed_at, deleted_at=now, asking=asking)
        if card.message_id is not None:
            about = {"message_id": card.message_id}
            outbox.put(session, person.telegram_id, "delete", about, now)


def everybody(session: Session, ballot_id: int, how: str, now: dt.datetime) -> None:
    """The same for all who hold or saw anything in a ballot."""
    for person in people.team(session, ballot_id):
        release_all(session, person.id, ballot_id, how, now)
