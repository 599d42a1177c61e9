"""Which sheets of a file hold members: no lookups, summaries, templates."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.rules.lists import names, sheet_member
from bot.sheets.files import raw_table
from bot.sheets.meaning import columns, header_rows, row_to_member, vocabulary
from bot.sheets.meaning.sheet_setting import Setting
from bot.sheets.values import statuses, text
from bot.texts.lists import file_headings

USE, LEAVE_OUT, YES, NO = "use", "leave_out", "yes", "no"
_SAMPLE = 150
_PERSON = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}")
_NO_PERSON = frozenset(vocabulary.NO_PERSON.split())


@dataclass(frozen=True)
class Choice:
    """A sheet that counts, with its columns; its advocate if its name is one."""

    table: raw_table.Table
    plan: columns.Plan
    advocate: str | None = None


@dataclass(frozen=True)
class Chosen:
    """The sheets that count, those that do not, and what is asked about them."""

    sheets: tuple[Choice, ...]
    left_out: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    questions: tuple[sheet_member.Question, ...] = field(default_factory=tuple)


def choose(
    sheets: Sequence[raw_table.Table],
    today: dt.date,
    answers: Mapping[str, str],
    wanted: Mapping[str, str],
) -> Chosen:
    """Choose the sheets with members; refused where there is none."""
    chosen = {**wanted, **_column_answers(answers)}
    looked = [_look(table, today, chosen) for table in sheets]
    found = [look for look in looked if isinstance(look, Choice)]
    if not found:
        raise raw_table.Refused("empty" if _empty(looked) else "not_a_member_list")
    counted, doubtful = _doubtful(found)
    questions = [_which(choice) for choice in doubtful]
    asked_for = [c for c in doubtful if _answer(answers, c) == USE]
    unwanted = [c for c in counted if _answer(answers, c) == LEAVE_OUT]
    used = [c for c in found if (c in counted and c not in unwanted) or c in asked_for]
    used, more = _advocates(used, answers)
    taken = {choice.table.name for choice in used}
    return Chosen(
        tuple(used),
        tuple(table.name for table in sheets if table.name not in taken),
        tuple(c.table.name for c in doubtful if not c.table.visible),
        tuple(q for q in [*questions, *more] if q.id not in answers),
    )


def _column_answers(answers: Mapping[str, str]) -> dict[str, str]:
    mark = "column_meaning:"
    return {
        key.removeprefix(mark): answers[key] for key in answers if key.startswith(mark)
    }


def _look(
    table: raw_table.Table, today: dt.date, wanted: Mapping[str, str]
) -> Choice | str:
    """Look at a sheet: with members, or what it is instead: blank, headings, other."""
    top = list(islice(_filled(table, 0), header_rows.WITHIN))
    head = header_rows.find(top, table.facts, today.year)
    if head is None:
        return "other" if top else "blank"
    table = _without_why(table, head)
    below = list(islice(_filled(table, head.row), _SAMPLE))
    plan = columns.plan(head, [cells for _, cells in below], today.year, wanted)
    if not columns.reaches(plan):
        return "other"
    setting = Setting(plan, table.facts, today)
    members = any(_is_member(setting, number, cells) for number, cells in below)
    return Choice(table, plan) if members or (below and plan.questions) else "headings"


def _without_why(table: raw_table.Table, head: header_rows.Head) -> raw_table.Table:
    """Empty the column that says why a row was to be mended: it is our own."""
    ours = [i for i, label in enumerate(head.labels) if file_headings.MEND in label]
    if not ours:
        return table

    def lines() -> Iterator[tuple[int, raw_table.Cells]]:
        for number, cells in table.lines():
            kept = ["" if i in ours else cell for i, cell in enumerate(cells)]
            yield number, kept if number > head.row else cells

    return replace(table, lines=lines)


def _filled(
    table: raw_table.Table, above: int
) -> Iterator[tuple[int, raw_table.Cells]]:
    """Yield the rows below this one in which something stands."""
    for number, cells in table.lines():
        if number > above and not all(map(text.blank, cells)):
            yield number, cells


def _is_member(setting: Setting, number: int, cells: raw_table.Cells) -> bool:
    told = row_to_member.member(setting, number, cells)
    return bool(told) and isinstance(told[0], sheet_member.SheetMember)  # type: ignore[index]


def _empty(looked: Sequence[Choice | str]) -> bool:
    return "headings" in looked or all(look == "blank" for look in looked)


def _doubtful(found: Sequence[Choice]) -> tuple[list[Choice], list[Choice]]:
    """Hidden sheets, leavers, and sheets without numbers beside some that have them."""
    visible = [choice for choice in found if choice.table.visible]
    visible = [choice for choice in visible if not leavers(choice)] or visible
    numbered = [c for c in visible if "membership_number" in c.plan.fields]
    counted = numbered or visible
    return counted, [choice for choice in found if choice not in counted]


def leavers(choice: Choice) -> bool:
    """Say whether a sheet is named after those who have left."""
    return statuses.left(choice.table.name)


def _answer(answers: Mapping[str, str], choice: Choice) -> str | None:
    return answers.get(f"which_sheet:{choice.table.name}")


def _which(choice: Choice) -> sheet_member.Question:
    name = choice.table.name
    return sheet_member.Question(
        f"which_sheet:{name}",
        "which_sheet",
        (name,),
        (),
        None,
        (USE, LEAVE_OUT),
        LEAVE_OUT,
    )


def _advocates(
    used: list[Choice], answers: Mapping[str, str]
) -> tuple[list[Choice], list[sheet_member.Question]]:
    """One sheet per advocate: its name stands for the one who contacts its members."""
    if len(used) < 2 or any("assigned_to" in choice.plan.fields for choice in used):
        return used, []
    named = [choice for choice in used if _person(choice)]
    if len(named) * 2 < len(used) or len(named) < 2:
        return used, []
    question = sheet_member.Question(
        "advocate_from_sheet",
        "advocate_from_sheet",
        tuple(choice.table.name for choice in named),
        options=(YES, NO),
        default=YES,
    )
    if answers.get(question.id) == NO:
        return used, []
    advocates = {choice.table.name for choice in named}
    return [
        Choice(c.table, c.plan, c.table.name if c.table.name in advocates else None)
        for c in used
    ], [question]


def _person(choice: Choice) -> bool:
    """Say whether a sheet's name could be somebody's, and is no workplace."""
    name = text.seen(choice.table.name)
    words = names.folded(name).split()
    if not _PERSON.fullmatch(name) or any(
        word.rstrip(".") in _NO_PERSON for word in words
    ):
        return False
    if statuses.read(name).status != "unknown" or not name[0].isupper():
        return False
    places = [c.index for c in choice.plan.columns if c.field == "workplace"]
    cells = [
        row[i]
        for _, row in islice(choice.table.lines(), _SAMPLE)
        for i in places
        if i < len(row)
    ]
    return not any(
        names.folded(name) in names.folded(text.seen(cell)) for cell in cells
    )
