"""New members: what many have alike is made ready once, and changes nothing."""

from dataclasses import replace

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_member import STATUSES, SheetMember
from bot.rules.member import Member
from bot.usecases.lists import import_list, new_members
from storage import ballots, counters, members
from storage.lists import new_members as stored
from tests.usecases.lists import given
from tests.usecases.lists.given import CLOSES, NOW

TEXT = st.sampled_from([None, None, "Mill", "Siân's"])
WORDS = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"))
"""What a list may hold: what reads it leaves NUL out, which PostgreSQL refuses."""
OTHERS = ("last_name", "preferred_name", "phone", "personal_email")
DAYS = st.sampled_from([None, "2026-05-01", "2026-05-04", "2026-06-01"])
EXTRA = st.sampled_from([(), (), (("Car", "yes"), ("Car", "no")), (("£", "5"),)])
ROWS = st.builds(
    SheetMember,
    rows=st.tuples(st.integers(2, 90)),
    membership_number=st.none(),
    first_name=TEXT,
    mobile=st.sampled_from([None, "+447700900123"]),
    work_email=st.sampled_from([None, "a@work.example.org"]),
    workplace=TEXT,
    ballot_status=st.sampled_from(STATUSES),
    status_date=DAYS,
    do_not_contact=st.sampled_from([False, False, True]),
    notes=TEXT,
    extra=EXTRA,
    job_grade=WORDS,
    assigned_to=WORDS,
    **dict.fromkeys(OTHERS, WORDS),
)


def kept(session: Session, ballot: Ballot) -> tuple[list[Member], object, object]:
    """Everybody as kept, without their ids, and all that is counted of them."""
    found = [replace(m, id=0, ballot_id=0) for m in members.every(session, ballot.id)]
    tally = counters.by_standing(session, ballot.id)
    return found, tally, counters.every(session, ballot.id)


@settings(max_examples=25, deadline=None)
@drawn(st.lists(ROWS, min_size=1, max_size=12))
def test_new_members_are_kept_and_counted_as_if_each_came_alone(
    rows: list[SheetMember],
) -> None:
    def each(session: Session, ballot: Ballot) -> None:
        for row in rows:
            fields = new_members.NewMembers(session, ballot, NOW).fields(row)
            stored.add(session, ballot.id, [fields])

    with given.books() as books:
        other = Ballot(id=0, name="Jobs", closes=CLOSES)
        alone = books.store.write(lambda s: ballots.add(s, other, NOW))
        books.store.write(lambda s: each(s, alone))
        books.store.write(lambda s: import_list.add(s, books.ballot, rows, NOW))
        together = books.store.read(lambda s: kept(s, books.ballot))
        assert together == books.store.read(lambda s: kept(s, alone))
