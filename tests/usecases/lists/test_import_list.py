"""Import in pieces: a crash saves nothing twice, and claims go on in between."""

import datetime as dt

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.rules.lists import find_known, merge_list
from bot.rules.lists.sheet_member import STATUSES, SheetMember
from bot.rules.outcomes import Outcome
from bot.usecases.lists import import_list
from storage.privacy import suppressions
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


def moved(count: int) -> list[SheetMember]:
    """So many rows, each with another workplace than before."""
    return [listed(n, workplace="Mill") for n in range(count)]


def test_changes_of_known_members_are_saved_few_at_a_time(books: Books) -> None:
    books.take(listed(n) for n in range(250))
    sizes = []
    rows = [*moved(20), *(listed(n) for n in range(20, 250))]
    work = import_list.Import(books.ballot, import_list.Wanted(lambda: rows), LATER)
    import_list.run(books.store, work, lambda _, tally: sizes.append(tally.changed))
    assert sizes == [6, 12, 18, *[20] * 14, 20, 20]


def test_after_a_crash_within_a_piece_each_change_is_counted_once(books: Books) -> None:
    books.take(listed(n) for n in range(150))
    wanted = import_list.Wanted(lambda: moved(150))
    kept: list[import_list.Tally] = []

    def crash(_: Session, tally: import_list.Tally) -> None:
        if tally.changed == 124:
            raise Crash
        kept.append(tally)

    with pytest.raises(Crash):
        import_list.run(
            books.store, import_list.Import(books.ballot, wanted, LATER), crash
        )
    again = import_list.Import(books.ballot, wanted, LATER)
    again.tally = kept[-1]
    done = import_list.run(books.store, again)
    assert (done.changed, done.same, done.new) == (150, 0, 0)
    assert {one.workplace for one in books.everybody()} == {"Mill"}


def test_what_changed_since_it_was_planned_is_planned_anew(books: Books) -> None:
    books.take([listed(1)])
    rows = [listed(1, workplace="Mill")]
    work = import_list.Import(books.ballot, import_list.Wanted(lambda: rows), LATER)
    books.store.read(work.prepare)
    planned = books.store.read(lambda s: work.beforehand(s, rows))
    assert books.store.read(lambda s: work.holds(s, planned))
    books.said(1, Outcome.VOTED, NOW)
    assert not books.store.read(lambda s: work.holds(s, planned))


def test_who_asks_for_no_contact_is_kept_though_nobody_is_known(books: Books) -> None:
    row = listed(1, do_not_contact=True)
    asked = find_known.asked_no_contact(row)
    held = import_list.Wanted(lambda: [row], doubts={1: merge_list.Doubt(asked)})
    import_list.run(books.store, import_list.Import(books.ballot, held, NOW))
    assert books.everybody() == []
    assert books.store.read(suppressions.every)


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
