"""Import in pieces: a crash saves nothing twice, and claims go on in between."""

import datetime as dt

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.rules.lists.sheet_member import STATUSES, SheetMember
from bot.usecases.lists import import_list
from tests.usecases.lists import given
from tests.usecases.lists.given import LATER, NOW, Books, listed


class Crash(Exception):
    pass


def test_after_a_crash_the_import_goes_on_where_it_was(books: Books) -> None:
    rows = [listed(n) for n in range(350)]
    wanted = import_list.Wanted(lambda: rows)
    kept: list[import_list.Tally] = []

    def crash(session: Session, tally: import_list.Tally) -> None:
        if tally.pieces == 3:
            raise Crash
        kept.append(tally)

    with pytest.raises(Crash):
        import_list.run(
            books.store, import_list.Import(books.ballot, wanted, NOW), crash
        )
    again = import_list.Import(books.ballot, wanted, NOW)
    again.tally = kept[-1]
    assert import_list.run(books.store, again).new == 350
    assert len(books.everybody()) == 350


def test_pieces_are_short(books: Books) -> None:
    rows = [listed(n) for n in range(250)]
    sizes = []
    work = import_list.Import(books.ballot, import_list.Wanted(lambda: rows), NOW)
    import_list.run(books.store, work, lambda _, tally: sizes.append(tally.new))
    assert sizes == [100, 200, 250]


numbers = st.integers(1, 30)
days = st.dates(dt.date(2026, 4, 1), dt.date(2026, 5, 5)).map(dt.date.isoformat)


@st.composite
def rows(draw: st.DrawFn) -> SheetMember:
    return listed(
        draw(numbers),
        ballot_status=draw(st.sampled_from(STATUSES)),
        status_date=draw(st.none() | days),
        do_not_contact=draw(st.booleans()),
        workplace=draw(st.sampled_from([None, "Docks", "Mill"])),
        notes=draw(st.sampled_from([None, "rings back", "no texts"])),
    )


lists = st.lists(rows(), max_size=12, unique_by=lambda row: row.membership_number)


def state(books: Books) -> list[tuple[object, ...]]:
    return [
        (
            *(m.membership_number, m.workplace, m.notes, m.do_not_contact),
            *(m.import_status, m.import_status_on, m.outcome, m.band),
        )
        for m in books.everybody()
    ]


@settings(max_examples=25, deadline=None)
@drawn(lists, lists)
def test_a_list_taken_twice_is_taken_once(
    first: list[SheetMember], second: list[SheetMember]
) -> None:
    with given.books() as books:
        books.take(first)
        books.take(second, LATER)
        once = state(books)
        assert books.take(second, LATER).tally.changed == 0
        assert state(books) == once
        assert books.counted() == books.recounted()


@settings(max_examples=25, deadline=None)
@drawn(lists, lists, st.randoms())
def test_the_order_of_rows_does_not_matter(
    first: list[SheetMember], second: list[SheetMember], random: st.DataObject
) -> None:
    shuffled = list(second)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with given.books() as one, given.books() as other:
        for found, rows_ in ((one, second), (other, shuffled)):
            found.take(first)
            found.take(rows_, LATER)
        assert state(one) == state(other)
        named = {row.membership_number for row in (*first, *second)}
        assert {m.membership_number for m in one.everybody()} == named
