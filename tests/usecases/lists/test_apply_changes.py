"""Import a list again: the newest dated fact wins, people's work is not undone."""

import datetime as dt

import pytest

from bot.rules.outcomes import Outcome
from bot.rules.queue.bands import Band
from bot.texts.lists import sheet_words
from bot.usecases.lists import import_list
from storage import members
from tests.usecases.lists.given import LATER, NOW, Books, listed

MAY_10 = dt.datetime(2026, 5, 10, 18, tzinfo=dt.UTC)


def test_the_same_list_again_changes_nothing(books: Books) -> None:
    rows = [listed(n, ballot_status="will_vote") for n in range(300)]
    books.take(rows)
    before = books.everybody()
    work = books.take(rows, LATER)
    assert (work.tally.new, work.tally.changed, work.tally.same) == (0, 0, 300)
    assert books.everybody() == before


def test_who_has_neither_number_nor_contact_is_found_again_by_name(
    books: Books,
) -> None:
    row = listed(5, membership_number=None, mobile=None, workplace="Leeds")
    books.take([listed(1), row])
    work = books.take([listed(1), row], LATER)
    assert (work.tally.new, work.tally.same) == (0, 2)
    assert len(books.everybody()) == 2


def test_a_newer_voted_leaves_the_queue_at_once(books: Books) -> None:
    books.take([listed(1, ballot_status="will_vote", status_date="2026-05-01")])
    books.take([listed(1, ballot_status="voted", status_date="2026-05-12")], LATER)
    member = books.member(1)
    assert (member.outcome, member.source) == (Outcome.VOTED, "union")
    assert member.band is None


def test_an_older_answer_undoes_nothing(books: Books) -> None:
    books.take([listed(1)])
    books.said(1, Outcome.VOTED, MAY_10)
    row = listed(1, ballot_status="will_vote", status_date="2026-05-04")
    work = books.take([row], LATER)
    assert books.member(1).outcome is Outcome.VOTED
    assert work.tally.changed == 0


@pytest.mark.parametrize(
    "said", [Outcome.DO_NOT_CONTACT, Outcome.CALL_BACK, Outcome.UNDECIDED]
)
@pytest.mark.parametrize("status", ["voted", "not_voting", "replacement_requested"])
def test_an_older_status_undoes_nothing_a_member_said_since(
    books: Books, said: Outcome, status: str
) -> None:
    books.take([listed(1)])
    books.said(1, said, MAY_10)
    before = books.member(1)
    books.take([listed(1, ballot_status=status, status_date="2026-05-04")], LATER)
    member = books.member(1)
    assert (member.outcome, member.due_at) == (said, before.due_at)
    assert member.import_status == status


def test_voted_never_falls_back_by_itself(books: Books) -> None:
    books.take([listed(1)])
    books.said(1, Outcome.VOTED, MAY_10)
    books.take([listed(1, ballot_status="will_vote", status_date="2026-05-15")], LATER)
    member = books.member(1)
    assert (member.outcome, member.band) == (Outcome.VOTED, None)
    assert member.import_status == "will_vote"


def test_an_echo_changes_the_list_s_word_and_not_what_is_due(books: Books) -> None:
    books.take([listed(1)])
    books.said(1, Outcome.UNDECIDED, MAY_10)
    before = books.member(1)
    books.take([listed(1, ballot_status="will_vote", status_date="2026-05-15")], LATER)
    member = books.member(1)
    assert (member.band, member.due_at) == (before.band, before.due_at)
    assert member.import_status_on == dt.date(2026, 5, 15)


def test_a_requested_replacement_acts_at_once(books: Books) -> None:
    books.take([listed(1)])
    books.said(1, Outcome.UNDECIDED, MAY_10)
    row = listed(1, ballot_status="replacement_requested", status_date="2026-05-15")
    books.take([row], LATER)
    assert books.member(1).band == Band.REPLACEMENT


def test_do_not_contact_is_never_cleared_by_a_list(books: Books) -> None:
    books.take([listed(1)])
    books.said(1, Outcome.DO_NOT_CONTACT, MAY_10)
    row = listed(1, ballot_status="will_vote", status_date="2026-05-15")
    books.take([row], LATER)
    member = books.member(1)
    assert member.do_not_contact
    assert member.band is None


def test_what_people_changed_is_not_overwritten(books: Books) -> None:
    books.take([listed(1)])
    member = books.member(1)
    books.store.write(lambda s: members.change(s, member, mobile="+447700900999"))
    books.take([listed(1, mobile="+447700900555")], LATER)
    assert books.member(1).mobile == "+447700900999"


def test_a_list_may_change_what_a_list_said(books: Books) -> None:
    books.take([listed(1)])
    books.take([listed(1, mobile="+447700900555")], LATER)
    books.take([listed(1, mobile="+447700900666")], LATER)
    assert books.member(1).mobile == "+447700900666"


def test_only_everyone_makes_a_member_missing(books: Books) -> None:
    books.take([listed(1), listed(2)])
    books.take([listed(1)], LATER, import_list.TARGETS)
    assert books.member(2).missing_since is None
    books.take([listed(1)], LATER, import_list.EVERYONE)
    assert books.member(2).missing_since == LATER


def test_who_comes_back_is_not_missing_any_more(books: Books) -> None:
    books.take([listed(1), listed(2)])
    books.take([listed(1)], LATER, import_list.EVERYONE)
    books.take([listed(2)], LATER)
    assert books.member(2).missing_since is None


def test_who_has_left_goes_to_the_organisers(books: Books) -> None:
    books.take([listed(1)])
    books.take([listed(1)], LATER, leavers=frozenset({1}))
    member = books.member(1)
    assert (member.outcome, member.band) == (Outcome.NOT_A_MEMBER, None)


def test_who_is_new_and_has_left_is_not_taken_in(books: Books) -> None:
    work = books.take([listed(1), listed(2)], leavers=frozenset({2}))
    assert work.tally.new == 1
    work = books.take([listed(1), listed(3)], LATER, leavers=frozenset({3}))
    assert (work.tally.new, len(books.everybody())) == (0, 1)


def test_a_lost_zero_is_no_new_member(books: Books) -> None:
    books.take([listed(123)])
    work = books.take([listed(123, membership_number="123")], LATER)
    assert work.tally.new == 0
    assert [m.membership_number for m in books.everybody()] == ["0000123"]


def test_a_new_number_brings_the_unreachable_back(books: Books) -> None:
    books.take([listed(1, mobile=None, ballot_status="will_vote")])
    assert books.member(1).band is None
    books.take([listed(1, ballot_status="will_vote")], NOW)
    assert books.member(1).band == Band.WILL_VOTE


def test_the_counts_follow_a_list(books: Books) -> None:
    books.take([listed(n, workplace=f"Site {n % 3}") for n in range(40)])
    books.take([listed(n, ballot_status="voted") for n in range(30)], LATER)
    assert books.counted() == books.recounted()


def test_a_note_of_health_is_left_out_and_the_organiser_told(books: Books) -> None:
    told = listed(1, notes="in hospital until June")
    done = books.take([told, listed(2, notes="rings back")])
    assert [m.notes for m in books.everybody()] == ["", "rings back"]
    (warned,) = done.warnings
    assert "Row 1, notes" in sheet_words.warning(warned)
    assert "never stored, left out: “health”" in sheet_words.warning(warned)
    assert books.take([told], LATER).tally.same == 1
