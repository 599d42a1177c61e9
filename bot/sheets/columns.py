"""Which column gives which field: by its heading, and by what stands in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.rules import people
from bot.sheets import headings, layout, tables
from bot.sheets.values import emails, numbers, phones, statuses, text

MANY = frozenset(
    {"notes", "do_not_contact", "mobile", "phone", "personal_email", "work_email"}
)
"""Fields that several columns may give together."""

_GENERIC = re.compile(r"(?:(?:best|main|preferred) )?contact(?: info| information)?|")


@dataclass(frozen=True)
class Column:
    """A column with the field it gives."""

    index: int
    title: str
    field: str
    turned: bool = False
    status: str | None = None


@dataclass(frozen=True)
class Plan:
    """All columns of a sheet: those that are read, the others, and what is asked."""

    head: layout.Head
    columns: tuple[Column, ...]
    unmapped: tuple[str, ...]
    questions: tuple[people.Question, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """The fields that some column gives."""
        return frozenset(column.field for column in self.columns)

    def only(self, column: Column) -> "Plan":
        """The same sheet with one of its columns."""
        return Plan(self.head, (column,), ())


def plan(
    head: layout.Head,
    sample: Sequence[tables.Cells],
    year: int,
    chosen: Mapping[str, str],
) -> Plan:
    """The columns under these headings; `chosen` are the organiser's, by heading."""
    wanted: dict[int, headings.Meaning] = {}
    width = min(len(head.labels), tables.MOST_COLUMNS)
    contents = [_filled(sample, index) for index in range(width)]
    for index in range(width):
        meaning = _chosen(head, index, chosen)
        if meaning is None:
            meaning = headings.combined(*head.labels[index], year)
            meaning = _held_by_content(meaning, contents[index])
        if meaning and meaning.field:
            wanted[index] = meaning
    _by_content_alone(head, contents, wanted, chosen)
    _names(wanted, contents)
    _statuses(wanted)
    _only_the_best(wanted)
    columns = tuple(
        Column(index, head.title(index), *_parts(wanted[index]))
        for index in _in_order(wanted)
    )
    rest = [
        i for i in range(width) if i not in wanted and (head.title(i) or contents[i])
    ]
    asked = [_question(head, i, contents[i], chosen, year) for i in rest]
    return Plan(
        head,
        columns,
        tuple(head.title(i) or f"({letter(i)})" for i in rest),
        tuple(question for question in asked if question),
    )


def letter(index: int) -> str:
    """A column as spreadsheets call it: 0 is A."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _parts(meaning: headings.Meaning) -> tuple[str, bool, str | None]:
    return meaning.field, meaning.turned, meaning.status


def _in_order(wanted: Mapping[int, headings.Meaning]) -> list[int]:
    """Columns from left to right, the surer heading first."""
    return sorted(wanted, key=lambda index: (-wanted[index].strength, index))


def _filled(sample: Sequence[tables.Cells], index: int) -> list[str]:
    found = [text.seen(cells[index]) for cells in sample if index < len(cells)]
    return [words for words in found if words]


def _chosen(
    head: layout.Head, index: int, chosen: Mapping[str, str]
) -> headings.Meaning | None:
    title = head.title(index) or f"({letter(index)})"
    if title not in chosen:
        return None
    field = chosen[title]
    known = (*people.FIELDS, "full_name")
    return headings.Meaning(field if field in known else "", headings.SURE + 1)


def _share(contents: Sequence[str], fits: object) -> float:
    """How much of a column fits."""
    good = sum(1 for words in contents if fits(words))  # type: ignore[operator]
    return good / len(contents) if contents else 0.0


def _is_email(words: str) -> bool:
    return emails.address(words) is not None


def _is_phone(words: str) -> bool:
    return bool(phones.clean("mobile", words).values)


def _is_number(words: str) -> bool:
    return len(words) >= 4 and bool(numbers.clean(words).values)


def _is_name(words: str) -> bool:
    return any(c.isalpha() for c in words) and not any(c.isdigit() for c in words)


def _held_by_content(
    meaning: headings.Meaning | None, contents: Sequence[str]
) -> headings.Meaning | None:
    """A vague heading counts only if what stands below it fits."""
    if meaning is None or meaning.strength > headings.VAGUE or not contents:
        return meaning
    if _share(contents, _is_email) > 0.5:
        return meaning._replace(field="personal_email")
    if meaning.field == "phone":
        return meaning if _share(contents, _is_phone) > 0.5 else None
    if _share(contents, _is_number) > 0.5 and len(set(contents)) > len(contents) / 2:
        return meaning._replace(field="membership_number")
    names = meaning.field == "full_name" and _share(contents, _is_name) > 0.5
    return meaning if names else None


def _by_content_alone(
    head: layout.Head,
    contents: Sequence[Sequence[str]],
    wanted: dict[int, headings.Meaning],
    chosen: Mapping[str, str],
) -> None:
    """A column headed "Contact", or not at all, whose content leaves no doubt."""
    for index, words in enumerate(contents):
        plain = headings.words_of(head.title(index))
        if index in wanted or not _GENERIC.fullmatch(plain) or len(words) < 3:
            continue
        if _chosen(head, index, chosen):
            continue
        fields = {meaning.field for meaning in wanted.values()}
        if _share(words, _is_email) > 0.8 and "personal_email" not in fields:
            wanted[index] = headings.Meaning("personal_email", headings.VAGUE)
        elif _share(words, _is_phone) > 0.8 and "mobile" not in fields:
            wanted[index] = headings.Meaning("mobile", headings.VAGUE)


def _names(
    wanted: dict[int, headings.Meaning], contents: Sequence[Sequence[str]]
) -> None:
    """One column for the whole name only where there are none for its parts."""
    fields = {meaning.field for meaning in wanted.values()}
    whole = [i for i, meaning in wanted.items() if meaning.field == "full_name"]
    if not whole or not fields & {"first_name", "last_name"}:
        return
    parts = "first_name" in fields and "last_name" in fields
    single = _share(contents[whole[0]], lambda words: " " not in words) > 0.5
    missing = "last_name" if "first_name" in fields else "first_name"
    for index in whole:
        if not parts and single:
            wanted[index] = wanted[index]._replace(field=missing)
        elif parts:
            del wanted[index]
    if not parts and not single:
        for index in [i for i, m in wanted.items() if m.field in people.NAMES]:
            del wanted[index]


def _statuses(wanted: dict[int, headings.Meaning]) -> None:
    """Dates without a status mean nothing; "Date voted" may be the status itself."""
    telling = [m for m in wanted.values() if m.field == "ballot_status"]
    days = [m for m in wanted.values() if m.field == "status_date" and not m.status]
    for index, meaning in list(wanted.items()):
        if meaning.field != "status_date" or meaning.strength > headings.LIKELY:
            continue
        if meaning.status and (not telling or days):
            wanted[index] = meaning._replace(field="ballot_status")
        elif not telling:
            del wanted[index]


def _only_the_best(wanted: dict[int, headings.Meaning]) -> None:
    """Where two columns could give one value, the surer heading, else the left one."""
    taken: set[str] = set()
    for index in _in_order(wanted):
        meaning = wanted[index]
        if meaning.field in MANY or (
            meaning.status and meaning.field == "ballot_status"
        ):
            continue
        if meaning.field in taken:
            del wanted[index]
        taken.add(meaning.field)


def _question(
    head: layout.Head,
    index: int,
    contents: Sequence[str],
    chosen: Mapping[str, str],
    year: int,
) -> people.Question | None:
    """Asked of a column that seems to hold what is needed under a heading unknown."""
    title = head.title(index) or f"({letter(index)})"
    if title in chosen or len(contents) < 3:
        return None
    if any(
        headings.forbidden(headings.words_of(part), year) for part in head.labels[index]
    ):
        return None
    if _share(contents, _is_email) > 0.6:
        options = ("personal_email", "work_email", "none")
    elif _share(contents, _is_phone) > 0.6:
        options = ("mobile", "phone", "none")
    elif _share(contents, lambda words: statuses.read(words).status != "unknown") > 0.6:
        options = ("ballot_status", "none")
    else:
        return None
    return people.Question(
        f"column_meaning:{title}",
        "column_meaning",
        (title,),
        (),
        title,
        options,
        "none",
    )
