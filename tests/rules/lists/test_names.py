"""When two names with one membership number may be one person's."""

import pytest

from bot.rules.lists import names, sheet_member


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
