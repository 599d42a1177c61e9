"""Count every counter anew from members and contacts; a test holds them equal."""

from collections import Counter

from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.outcomes import Outcome
from bot.rules.stats import counter_keys, standings
from bot.rules.stats.standings import Standing
from storage import ballots, counters, members
from storage.replies import contacts
from storage.statements import sessions
from storage.tables import ContactRow

_CLEAR = ("kept_count", "day_tally")


def recount(session: Session, ballot_id: int) -> None:
    """Delete a ballot's counts and count again."""
    counters.recount_tally(session, ballot_id)
    for name in _CLEAR:
        table = SQLModel.metadata.tables[name]
        old = delete(table).where(table.c.ballot_id == ballot_id)
        sessions.connection(session).execute(old)
    ballot = ballots.get(session, ballot_id)
    kept: Counter[counter_keys.CounterKey] = Counter()
    for member in members.every(session, ballot_id):
        kept.update(counter_keys.of(member, standings.of(member), ballot.today))
    for row in session.exec(_counted_contacts(ballot_id)).all():
        outcome, before = Outcome(row.outcome), Standing(row.standing)
        kept[counter_keys.answer(outcome, before)] += 1
        counters.shift_day(session, ballot_id, ballot.today(row.at), outcome)
    counters.shift_counts(session, ballot_id, kept)


def _counted_contacts(ballot_id: int) -> SelectOfScalar[ContactRow]:
    """Select the contacts that changed a member and were not undone."""
    undone = select(ContactRow.undoes).where(col(ContactRow.undoes).is_not(None))
    return select(ContactRow).where(
        ContactRow.ballot_id == ballot_id,
        col(ContactRow.undoes).is_(None),
        col(ContactRow.conflict).is_(False),
        ContactRow.source != contacts.MAILING,
        col(ContactRow.id).not_in(undone),
    )


def kept(session: Session, ballot_id: int) -> dict[tuple[str, str], int]:
    """Get every count of a ballot that is not zero, by table and cell."""
    places = {
        ("tally", str(k)): n
        for k, n in counters.by_standing(session, ballot_id).items()
    }
    by_day = {
        ("day", str(k)): n for k, n in counters.days(session, ballot_id).items() if n
    }
    return places | by_day | counters.every(session, ballot_id)
