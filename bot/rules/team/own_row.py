"""Whether a row of the list is surely a person's own."""

from bot.rules.lists import names
from bot.rules.member import Member
from bot.rules.person import Person


def is_theirs(person: Person, row: Member) -> bool:
    """Whether the person goes by the first and last name of the row.

    A number alone proves nothing, nor does a first name.
    """
    called = set(names.words(person.name))
    last = names.words(row.last_name)
    firsts = map(names.words, (row.first_name, row.preferred_name))
    return bool(last) and any(
        first and called.issuperset(first + last) for first in firsts
    )
