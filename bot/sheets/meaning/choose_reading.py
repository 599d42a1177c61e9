"""Which of several readings of the headings holds: what stands below them decides."""

import re
from collections.abc import Collection, Mapping, Sequence

from bot.rules.lists import sheet_member
from bot.sheets.meaning import cell_kinds, header_rows, headings
from bot.sheets.values import statuses as status_words

MANY = frozenset(
    {
        *("notes", "do_not_contact", "member_status", "left"),
        *("mobile", "phone", "personal_email", "work_email"),
    }
)
"""Fields that several columns may give together."""

_FITS = {
    **dict.fromkeys(sheet_member.NAMES, cell_kinds.is_name),
    "full_name": cell_kinds.is_name,
    "preferred_name": cell_kinds.is_name,
    "workplace": cell_kinds.is_words,
    "job_grade": cell_kinds.is_words,
    "assigned_to": cell_kinds.is_name,
    "notes": cell_kinds.is_words,
    "status_date": cell_kinds.is_day,
    "ballot_status": cell_kinds.is_answer,
    "do_not_contact": cell_kinds.is_answer,
}
"""What stands below a vague heading for each field."""

_NEVER_TICKED = {
    *sheet_member.REACH,
    *sheet_member.NAMES,
    *("full_name", "preferred_name", "workplace", "assigned_to"),
}
"""Fields that a column of bare yes and no never gives."""

_GENERIC = re.compile(r"(?:(?:best|main|preferred) )?contact(?: info| information)?|")

Wanted = dict[int, headings.Meaning]


def held_by_content(
    meaning: headings.Meaning | None, contents: Sequence[str]
) -> headings.Meaning | None:
    """Count a vague heading only if what stands below it fits."""
    of_ballot = meaning == headings.Meaning("ballot_status", headings.LIKELY)
    if of_ballot and cell_kinds.share(contents, cell_kinds.is_member_status) > 0.5:
        return headings.Meaning("member_status")
    if meaning and meaning.turned and _phones(contents):
        return None
    ticks = bool(contents) and all(map(cell_kinds.is_yes_or_no, contents))
    if meaning and meaning.field in _NEVER_TICKED and ticks:
        return None  # "No phone" is not "number, phone", "Rep?" not who calls them
    if meaning is None or meaning.strength > headings.VAGUE or not contents:
        return meaning
    if cell_kinds.share(contents, cell_kinds.is_email) > 0.5:
        work = meaning.field == "work_email"
        return meaning if work else meaning._replace(field="personal_email")
    if meaning.field in ("phone", "mobile"):
        return meaning if _phones(contents) else None
    if (
        cell_kinds.share(contents, cell_kinds.is_number) > 0.5
        and len(set(contents)) > len(contents) / 2
    ):
        return meaning._replace(field="membership_number")
    fits = _FITS.get(meaning.field)
    return meaning if fits and cell_kinds.share(contents, fits) > 0.5 else None


def _phones(contents: Sequence[str]) -> bool:
    return cell_kinds.share(contents, cell_kinds.is_phone) > 0.5


def without_empty(
    wanted: dict[int, headings.Meaning],
    contents: Sequence[Sequence[str]],
    settled: Collection[int],
) -> None:
    """Drop an empty column if a filled one gives the same: forms leave *Name* empty."""
    given = {meaning.field for index, meaning in wanted.items() if contents[index]}
    if "full_name" in given:
        given.update(sheet_member.NAMES)
    elif not given.isdisjoint(sheet_member.NAMES):
        given.add("full_name")
    given -= MANY
    for index in [i for i in wanted if not contents[i] and i not in settled]:
        if wanted[index].field in given:
            del wanted[index]


def fits(field: str, contents: Sequence[str]) -> bool:
    """Say whether nearly all of a column could stand in this field."""
    ticks = all(map(cell_kinds.is_yes_or_no, contents))
    if field == "ballot_status":
        told_how = any(map(status_words.how, contents))  # never to be kept
        return not told_how and cell_kinds.share(contents, cell_kinds.is_outcome) > 0.2
    if field != "status_date" and not any(map(str.isalpha, "".join(contents))):
        return False
    return not ticks and cell_kinds.share(contents, _FITS[field]) > 0.8


def by_content_alone(
    head: header_rows.Head,
    contents: Sequence[Sequence[str]],
    wanted: dict[int, headings.Meaning],
    settled: Collection[int],
) -> None:
    """Read a column headed "Contact", or not at all, whose content leaves no doubt."""
    for index, words in enumerate(contents):
        plain = headings.words_of(head.title(index))
        if (
            index in wanted
            or index in settled
            or not _GENERIC.fullmatch(plain)
            or len(words) < 3
        ):
            continue
        fields = {meaning.field for meaning in wanted.values()}
        if (
            cell_kinds.share(words, cell_kinds.is_email) > 0.8
            and "personal_email" not in fields
        ):
            wanted[index] = headings.Meaning("personal_email", headings.VAGUE)
        elif (
            cell_kinds.share(words, cell_kinds.is_phone) > 0.8
            and "mobile" not in fields
        ):
            wanted[index] = headings.Meaning("mobile", headings.VAGUE)


def names(
    wanted: dict[int, headings.Meaning], contents: Sequence[Sequence[str]]
) -> None:
    """One column for the whole name only where there are none for its parts."""
    fields = {meaning.field for meaning in wanted.values()}
    whole = [i for i, meaning in wanted.items() if meaning.field == "full_name"]
    if not whole or not fields & {"first_name", "last_name"}:
        return
    parts = "first_name" in fields and "last_name" in fields
    single = cell_kinds.share(contents[whole[0]], lambda words: " " not in words) > 0.5
    missing = "last_name" if "first_name" in fields else "first_name"
    for index in whole:
        if not parts and single:
            wanted[index] = wanted[index]._replace(field=missing)
        elif parts:
            del wanted[index]
    if not parts and not single:
        for index in [i for i, m in wanted.items() if m.field in sheet_member.NAMES]:
            del wanted[index]


def statuses(wanted: dict[int, headings.Meaning]) -> None:
    """Dates without a status mean nothing; "Date voted" may be the status itself."""
    told = [m for m in wanted.values() if m.field == "ballot_status"]
    general = any(not meaning.status for meaning in told)
    dated = any(m.field == "status_date" and not m.status for m in wanted.values())
    for index, meaning in list(wanted.items()):
        if meaning.field != "status_date" or meaning.strength > headings.LIKELY:
            continue
        if meaning.status and (dated or not general):
            wanted[index] = meaning._replace(field="ballot_status")
        elif not told:
            del wanted[index]


def only_the_best(wanted: dict[int, headings.Meaning]) -> None:
    """Where two columns could give one value, the surer heading, else the left one."""
    taken: set[str] = set()
    for index in in_order(wanted):
        meaning = wanted[index]
        if meaning.field in MANY or (
            meaning.status and meaning.field == "ballot_status"
        ):
            continue
        if meaning.field in taken:
            del wanted[index]
        taken.add(meaning.field)


def in_order(wanted: Mapping[int, headings.Meaning]) -> list[int]:
    """Columns from left to right, the surer heading first."""
    return sorted(wanted, key=lambda index: (-wanted[index].strength, index))
