"""What holds for every list: rows are accounted for, twice is once."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.lists import merge_list, same_member, sheet_member
from bot.sheets import read_file
from bot.sheets.files import raw_table, sheet_rows
from bot.sheets.meaning import choose_sheets, header_rows, row_to_member
from bot.sheets.meaning.sheet_setting import Setting
from tests.sheets import making

HEAD = ("Member ID", "Surname", "First name", "Mobile", "E-mail", "Response")
HEAD += ("Told us", "DNC", "Notes")
ODD = ("", " ", "n/a", "-", "Total", "TBC", "0", "x", "#N/A", "Yes", "no", "=1+1")
ODD += ("Si?n", "\u00a0", "None", "12", "Member ID", "A, B", "left", "3 May")
ODD += ("04/13/2026", "voted?")
CELLS = (
    st.sampled_from(["0123456", "123456", "1234567", "AB1", "12 34", "1.0", *ODD]),
    st.sampled_from(["Lovelace", "O'Neill", "McDonald", *ODD]),
    st.sampled_from(["Ada", "Siân", "A", *ODD]),
    st.sampled_from(["07700 900123", "+44 7700 900124", "020 7946 0000", *ODD]),
    st.sampled_from(["a@x.org", "A@X.org", "a@x", "a@x.org; b@x.org", *ODD]),
    st.sampled_from(["Voted", "Will vote", "Not voting", "Requested new BP 3/4", *ODD]),
    st.sampled_from(["03/05/2026", "04/30/2026", "2026-05-01", "1 May", "46141", *ODD]),
    st.sampled_from(["Y", "False", *ODD]),
    st.sampled_from(["one", "two\nlines", *ODD]),
)
ROWS = st.lists(st.tuples(*CELLS), max_size=12)


def _table(rows: Sequence[Sequence[str]]) -> raw_table.Table:
    def lines() -> making.Any:
        yield from enumerate([list(HEAD), *map(list, rows)], start=1)

    return raw_table.Table("", lines, text=True)


def _setting(rows: Sequence[Sequence[str]]) -> Setting:
    table = _table(rows)
    top = list(table.lines())
    head = header_rows.find(top, table.facts, 2026)
    assert head
    plan = choose_sheets.columns.plan(head, [], 2026, {})
    return Setting(plan, table.facts, making.TODAY, text=True)


@settings(deadline=None)
@given(ROWS)
def test_the_short_way_says_what_the_full_way_says(rows: list[tuple[str, ...]]) -> None:
    quick, full = _setting(rows), _setting(rows)
    told = [(found, list(w)) for found, w in sheet_rows.rows(quick, _table(rows))]
    head = quick.plan.head.row  # two rows of headings, where the first row is like one
    numbered = [(n, c) for n, c in _table(rows).lines() if n > head]
    expected = [row_to_member.member(full, number, cells) for number, cells in numbered]
    assert told == [found for found in expected if found]
    assert (quick.shown, quick.bare, quick.unsure) == (
        full.shown,
        full.bare,
        full.unsure,
    )


def _sure(number: int, told: int) -> tuple[str, ...]:
    """A row of member `number`, with what was told on that day of April."""
    status = ("Voted", "Will vote", "Not voting")[told % 3]
    day = f"{told:02}/04/2026"
    return (f"12345{number:02}", f"Surname{number}", "Ada", f"07700 9001{number:02}",
            f"a{number}@x.org", status, day, "", "")  # fmt: skip


LISTS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 28)), min_size=1, unique=True
).map(lambda pairs: [_sure(*pair) for pair in pairs])


def _read(rows: Sequence[Sequence[str]]) -> read_file.Reading:
    lines = [",".join(f'"{cell}"' for cell in row) for row in (HEAD, *rows)]
    return making.read(making.csv(*lines)).reading


@settings(deadline=None)
@given(ROWS)
def test_every_row_is_accounted_for_once(rows: list[tuple[str, ...]]) -> None:
    rows = [_sure(99, 1), *rows]
    reading = _read(rows)
    told = [row for member in reading.members() for row in member.rows]
    told += [row for row, *_ in reading.rejected]
    filled = [n for n, row in enumerate(rows, start=2) if any(map(str.strip, row))]
    assert sorted(told) == filled


@settings(deadline=None)
@given(ROWS, LISTS)
def test_rows_of_one_member_are_found_as_if_each_was_compared_with_all(
    odd: list[tuple[str, ...]], sure: list[tuple[str, ...]]
) -> None:
    reading = _read([*sure, *odd])
    rows = dict(enumerate(map(sheet_member.from_plain, reading.rows)))
    matches = same_member.match(rows, {})
    assert (reading.changed, reading.gone) == (matches.members, matches.gone)


@settings(deadline=None)
@given(LISTS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    rows: list[tuple[str, ...]], chance: random.Random
) -> None:
    turned = list(rows)
    chance.shuffle(turned)
    first, second = (
        {tuple(member[1:]) for member in _read(some).members()}
        for some in (rows, turned)
    )
    assert first == second


@settings(deadline=None)
@given(ROWS)
def test_the_same_list_again_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    found = list(_read([_sure(99, 1), *rows]).members())
    known = [
        sheet_member.KnownMember(n, m._replace(rows=()), recorded=True)
        for n, m in enumerate(found)
    ]
    plan = merge_list.ListMerge(known)
    outcomes = list(plan.results(found))
    changes = [o for o in outcomes if isinstance(o, merge_list.Change)]
    assert [change.fields for change in changes if change.fields] == []
    assert len(changes) == len(outcomes)
    assert plan.missing() == []


def test_a_row_with_a_telephone_number_is_no_second_row_of_headings() -> None:
    row = ("12 34", "", "A", "07700 900123", "", "Voted", "", "Y", "one")
    assert _setting([row]).plan.head.row == 1
