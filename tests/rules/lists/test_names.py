"""When two names with one membership number may be one person's."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.lists import names, same_member, sheet_member, short_names


def _named(whole: str, called: str | None = None) -> sheet_member.SheetMember:
    first, _, last = whole.partition(" ")
    return sheet_member.SheetMember((1,), None, first or None, last or None, called)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Catherine O'Brien", "Katherine Obrien"),
        ("Siân O’Neill", "SIAN O'NEILL"),
        ("Ada Lovelace", "Lovelace Ada"),
        ("Ada Lovelace", "Ada King"),
        ("A Lovelace", "Ada Lovelace"),
        ("William Shaw", "Bill Shaw"),
        ("Mary Ann Evans", "Mary Evans"),
        ("Stephen Rawcliffe", "Steven Rawcliffe"),
        ("Dr Ada", "Ada"),
        ("Alex Ng", "Alexandra Ng"),
        ("Jo Price", "Joanna Price"),
        ("Cat Stubbs", "Catherine Stubbs"),
        ("Mohammed Aziz", "Muhammad Aziz"),
        ("Md Aziz", "Mohammed Aziz"),
        ("Gwil Rees", "Gwilym Rees"),
        ("Bill Rees", "Gwilym Rees"),
        ("Rab Burns", "Robert Burns"),
        ("Mairead Daly", "Margaret Daly"),
        ("Dafydd Pugh", "David Pugh"),
        ("JP Morgan", "John-Paul Morgan"),
        ("J. P. Morgan", "John Paul Morgan"),
        ("Rees Gwil", "Gwilym Rees"),
        ("", "Ada Lovelace"),
    ],
)
def test_names_agree_in_another_spelling_or_order(one: str, other: str) -> None:
    assert names.agree(_named(one), _named(other))
    assert names.agree(_named(other), _named(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sanjay Mehta", "Anita Mehta"),
        ("Priya Nair", "Gareth Bowen"),
        ("John Smith", "Joan Smith"),
        ("Anna Smith", "Bob Smith"),
    ],
)
def test_another_first_name_is_another_person(one: str, other: str) -> None:
    assert not names.agree(_named(one), _named(other))


def test_the_name_somebody_is_called_by_agrees() -> None:
    assert names.agree(_named("Oluwaseun Ade", "Shay"), _named("Shay Ade"))


REACHED = {"mobile": "+447700900721"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wei Zhang", "Wendy Zhang"),
        ("Oluwaseun Ade", "Shay Ade"),
        ("Liz Upton", "Elizabeth Vale"),
        ("Kuldip Gill", "Kaz Gill"),
        ("Zhang Wei", "Wendy Zhang"),
    ],
)
def test_number_surname_and_a_way_to_reach_them_are_one_person(
    one: str, other: str
) -> None:
    first, second = _named(one)._replace(**REACHED), _named(other)._replace(**REACHED)
    assert same_member.same_person(first, second)
    assert same_member.same_person(second, first)


def test_number_and_a_way_to_reach_them_with_no_part_of_the_name_are_not() -> None:
    first = _named("Priya Nair")._replace(**REACHED)
    assert not same_member.same_person(first, _named("Tom Bowen")._replace(**REACHED))


@pytest.mark.parametrize("line", short_names.FORMS.split("\n")[1:-1])
def test_every_form_of_a_first_name_meets_its_full_form(line: str) -> None:
    full, *forms = line.split()
    assert forms
    assert len({full, *forms}) == len(forms) + 1
    for form in forms:
        assert names.agree(_named(f"{form} Rees"), _named(f"{full} Rees"))


@given(st.text() | st.text(st.characters(max_codepoint=127)))
@example("Zoë")
@example("Dr")
@example("Ann_e")
def test_an_apostrophe_in_a_name_makes_no_difference(name: str) -> None:
    assert names.words(name) == names.words(f"'{name}")
