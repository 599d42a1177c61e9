"""What stands in a column: how much of it is numbers, names, ways to reach somebody."""

import datetime as dt
from collections.abc import Callable, Sequence

from bot.sheets.files import raw_table
from bot.sheets.meaning import vocabulary
from bot.sheets.values import dates, emails, numbers, phones, statuses, text

MEMBERS = frozenset(vocabulary.phrases(vocabulary.MEMBERS))


def filled(sample: Sequence[raw_table.Cells], index: int) -> list[str]:
    """List the words of a column, as far as there are any."""
    found = [text.seen(cells[index]) for cells in sample if index < len(cells)]
    return [words for words in found if words]


def share(contents: Sequence[str], fits: Callable[[str], bool]) -> float:
    """How much of a column fits."""
    good = sum(map(fits, contents))
    return good / len(contents) if contents else 0.0


def is_email(words: str) -> bool:
    """One e-mail address."""
    return emails.address(words) is not None


def is_phone(words: str) -> bool:
    """At least one telephone number."""
    return bool(phones.clean("mobile", words).values)


def is_number(words: str) -> bool:
    """Say whether it could be a membership number."""
    return len(words) >= 4 and bool(numbers.clean(words).values)


def is_name(words: str) -> bool:
    """Words without figures."""
    return any(c.isalpha() for c in words) and not any(c.isdigit() for c in words)


def is_status(words: str) -> bool:
    """Say whether it tells if somebody votes."""
    return statuses.read(words).status != "unknown"


def is_member_status(words: str) -> bool:
    """Say whether it tells who is a member, not who votes."""
    return words.casefold() in MEMBERS or statuses.left(words, asked=True)


def is_words(words: str) -> bool:
    """Say whether it is text, and no address, number or day."""
    other = is_email(words) or is_phone(words) or is_day(words)
    return not other and any(map(str.isalnum, words))


def is_day(words: str) -> bool:
    """Say whether it is a day."""
    found = dates.read(words, dt.date.max)
    return found is not None and found != dates.INVALID


def is_answer(words: str) -> bool:
    """Say whether it is a yes, a no or a status."""
    return is_yes_or_no(words) or is_status(words)


def is_outcome(words: str) -> bool:
    """Say whether it is any outcome of a call that is known, a yes or a no too."""
    return statuses.read(words).warning != "unknown_status"


def is_yes_or_no(words: str) -> bool:
    """Say whether it is a bare yes or no, in any spelling."""
    return words.lower() in statuses.YES or words.lower() in statuses.NO
