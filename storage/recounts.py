"""Every kept count, counted anew from members and contacts; a test holds them equal."""

from collections import Counter

from sqlalchemy import text
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules import cells, standings
from bot.rules.outcomes import Outcome
from bot.rules.standings import Standing
from storage import ballots, contacts, counts, members, tallies
from storage.tables import ContactRow

_CLEAR = ("kept_count", "day_tally")


def recount(session: Session, ballot_id: int) -> None:
    """Throw the counts of a ballot away and count again."""
    tallies.recount(session, ballot_id)
    for table in _CLEAR:
        statement = text(f"DELETE FROM {table} WHERE ballot_id = :ballot")
        session.connection().execute(statement, {"ballot": ballot_id})
    ballot = ballots.get(session, ballot_id)
    kept: Counter[cells.Cell] = Counter()
    for member in members.every(session, ballot_id):
        kept.update(cells.of(member, standings.of(member), ballot.today))
    for row in session.exec(_standing(ballot_id)).all():
        outcome, before = Outcome(row.outcome), Standing(row.standing)
        kept[cells.answer(outcome, before)] += 1
        tallies.shift_day(session, ballot_id, ballot.today(row.at), outcome)
    counts.shift(session, ballot_id, kept)


def _standing(ballot_id: int) -> SelectOfScalar[ContactRow]:
    """Contacts that moved a member and were not taken back."""
    undone = select(ContactRow.undoes).where(col(ContactRow.undoes).is_not(None))
    return select(ContactRow).where(
        ContactRow.ballot_id == ballot_id,
        col(ContactRow.undoes).is_(None),
        col(ContactRow.conflict).is_(False),
        ContactRow.source != contacts.MAILING,
        col(ContactRow.id).not_in(undone),
    )


def kept(session: Session, ballot_id: int) -> dict[tuple[str, str], int]:
    """Every count of a ballot that is not nought, by table and cell."""
    places = {
        ("tally", str(k)): n for k, n in tallies.cells(session, ballot_id).items()
    }
    days = {
        ("day", str(k)): n for k, n in tallies.days(session, ballot_id).items() if n
    }
    return places | days | counts.every(session, ballot_id)
