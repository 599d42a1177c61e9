"""Any list and any list after it: nobody doubled, lost, called, or asked again."""

import csv
import io
from collections import Counter
from dataclasses import dataclass, replace

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from bot.rules.lists.find_known import is_doubt
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.sheets import into_ballot, list_result, read_file
from bot.usecases.lists import import_list
from tests.usecases.lists import given
from tests.usecases.lists.given import LATER, NOW, Books

FIRST_NAMES = (
    ("Joanna", "Jo", "Joanne"),
    ("Muhammad", "Mohammed", "Md"),
    ("William", "Bill", "Gwilym"),
    ("Catherine", "Cat", "Katherine"),
    ("Oluwaseun", "Seun"),
    ("Zbigniew", "Zbigniev"),
)
LAST_NAMES = (("Price", "Prise"), ("O'Brien", "OBrien"), ("Thompson", "Thomson"))
HEADINGS = (
    *("Membership number", "Forename", "Surname", "Mobile", "Home phone"),
    *("Do not contact", "Status", "Told us", "Notes"),
)
SAID = (Outcome.VOTED, Outcome.WILL_POST, Outcome.NOT_VOTING, Outcome.DO_NOT_CONTACT)


@dataclass(frozen=True)
class Row:
    """How one person stands on one list."""

    form: int = 0
    """Which spelling of the first name; -1 for its initial."""
    typo: bool = False
    swapped: bool = False
    numbered: bool = True
    mistyped: bool = False
    """Whether the mobile has a slip."""
    opted_out: bool = False
    voted: bool = False


@dataclass(frozen=True)
class Person:
    """One person, on two lists, and what they told an advocate in between."""

    first: int
    last: int
    own_mobile: bool
    """Whether they have a mobile of their own, or the phones of a household."""
    before: Row
    after: Row
    said: Outcome | None


def named(row: Row) -> bool:
    """Whether the name stands as it should."""
    return not row.form and not row.typo


@st.composite
def spelt(draw: st.DrawFn) -> Row:
    """Draw how a person stands on a list; recognisable, if not without asking."""
    row = Row(
        draw(st.sampled_from([0, 0, 1, -1])),
        *(draw(st.booleans()) for _ in range(5)),
        voted=draw(st.booleans()),
    )
    if row.numbered:
        return row
    if row.form < 0:
        row = replace(row, form=0)
    return replace(row, mistyped=row.mistyped and named(row))


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """Draw one person."""
    before, after = draw(spelt()), draw(spelt())
    if not before.numbered or not after.numbered:
        alike = named(before) and named(after)
        slips = (one.mistyped and alike for one in (before, after))
        before, after = (
            replace(one, mistyped=slip, form=max(one.form, 0))
            for one, slip in zip((before, after), slips, strict=True)
        )
    return Person(
        draw(st.integers(0, len(FIRST_NAMES) - 1)),
        draw(st.integers(0, len(LAST_NAMES) - 1)),
        draw(st.booleans()),
        before,
        after,
        draw(st.none() | st.sampled_from(SAID)),
    )


def cells(place: int, person: Person, row: Row) -> list[str]:
    """Write a person's row; the note tells who it is."""
    forms = FIRST_NAMES[person.first]
    first = forms[0][0] if row.form < 0 else forms[row.form]
    names = (first, LAST_NAMES[person.last][row.typo])
    household = 500 + person.last
    mobile = (place if person.own_mobile else household) + 100 * row.mistyped
    return [
        f"{7000000 + place}" if row.numbered else "",
        *(names[::-1] if row.swapped else names),
        f"07700 900{mobile:03d}",
        "" if person.own_mobile else f"020 7946 0{household:03d}",
        "yes" if row.opted_out else "",
        "Voted" if row.voted else "",
        "01/05/2026" if row.voted else "",
        tag(place),
    ]


def tag(place: int) -> str:
    """Return the note that tells one person from every other."""
    return f"person {place:02d}"


def take(books: Books, rows: list[list[str]], *, again: bool) -> import_list.Import:
    """Import a list as the shell does with --yes."""
    written = io.StringIO()
    csv.writer(written).writerows([HEADINGS, *rows])
    now = LATER if again else NOW
    content = written.getvalue().encode()
    result = list_result.ListResult(
        read_file.read(read_file.Request(content, now.date()))
    )
    wanted = into_ballot.wanted(result, import_list.EVERYONE)
    work = import_list.Import(books.ballot, wanted, now)
    import_list.run(books.store, work)
    return work


def members(books: Books) -> dict[str, Member]:
    """List everybody by who they are; each is one person, and nobody is two."""
    everybody = books.everybody()
    tags = Counter(line for member in everybody for line in member.notes.split("\n"))
    assert set(tags.values()) == {1}
    assert len(tags) == len(everybody)
    return {member.notes: member for member in everybody}


def say(books: Books, persons: list[Person]) -> None:
    """Record what people told an advocate."""
    found = members(books)
    for place, person in enumerate(persons):
        if person.said is not None:
            books.record(found[tag(place)], person.said, LATER)


branches = st.lists(
    persons(),
    min_size=1,
    max_size=8,
    unique_by=lambda one: (one.first, one.last, one.own_mobile),
)
"""Namesakes share no way to reach them, those of a household no first name."""


@settings(max_examples=40, deadline=None)
@drawn(branches, st.randoms())
def test_nobody_is_doubled_lost_or_called_by_a_list_that_comes_again(
    branch: list[Person], random: st.DataObject
) -> None:
    first = [cells(place, one, one.before) for place, one in enumerate(branch)]
    again = [cells(place, one, one.after) for place, one in enumerate(branch)]
    random.shuffle(again)  # type: ignore[attr-defined]
    with given.books() as books:
        take(books, first, again=False)
        say(books, branch)
        before = members(books)
        work = take(books, again, again=True)
        after = members(books)
        assert after.keys() == before.keys() == {tag(n) for n in range(len(branch))}
        for place, person in enumerate(branch):
            then, now = before[tag(place)], after[tag(place)]
            opted_out = person.before.opted_out or person.after.opted_out
            assert now.do_not_contact or not (then.do_not_contact or opted_out)
            assert now.missing_since is None
            if person.said is not None:
                assert (now.outcome, now.source) == (then.outcome, then.source)
            if then.membership_number:
                assert now.membership_number == then.membership_number
        assert all(is_doubt(held.question.id) for held in work.held)
        assert books.counted() == books.recounted()
