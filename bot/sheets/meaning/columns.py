"""Which column gives which field: by its heading, and by what stands in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.rules.lists import sheet_member
from bot.sheets.files import raw_table
from bot.sheets.meaning import cell_kinds, choose_reading, header_rows, headings
from bot.sheets.values import never_held, optouts
from bot.texts.lists import file_headings

OPT_OUT, MAY_CONTACT = sheet_member.DO_NOT_CONTACT, sheet_member.MAY_CONTACT


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

    head: header_rows.Head
    columns: tuple[Column, ...]
    unmapped: Mapping[int, str]
    """The names of the columns that are not read, by index."""
    questions: tuple[sheet_member.Question, ...] = ()
    never: frozenset[int] = frozenset()
    """Those of the others that hold what is never kept, whatever anybody answers."""

    @property
    def fields(self) -> frozenset[str]:
        """The fields that some column gives."""
        return frozenset(column.field for column in self.columns)

    def only(self, column: Column) -> "Plan":
        """Keep one of the columns of the same sheet."""
        return Plan(self.head, (column,), {})


def plan(
    head: header_rows.Head,
    sample: Sequence[raw_table.Cells],
    year: int,
    chosen: Mapping[str, str],
) -> Plan:
    """Find the columns under these headings.

    `chosen` are the organiser's, by heading.
    """
    wanted: dict[int, headings.Meaning] = {}
    settled: set[int] = set()
    width = min(len(head.labels), raw_table.MOST_COLUMNS)
    contents = [cell_kinds.filled(sample, index) for index in range(width)]
    never: set[int] = set()
    for index in range(width):
        if head.title(index) == file_headings.MEND:
            continue
        meaning = headings.combined(*head.labels[index], year)
        meaning = choose_reading.held_by_content(meaning, contents[index])
        if _never(head, index, contents[index], meaning):
            never.add(index)
            continue
        if chosen_ := _chosen(head, index, chosen):
            settled.add(index)
            meaning = chosen_
        if meaning and meaning.field:
            wanted[index] = meaning
    choose_reading.without_empty(wanted, contents, settled)
    choose_reading.by_content_alone(head, contents, wanted, settled)
    choose_reading.names(wanted, contents)
    choose_reading.statuses(wanted)
    choose_reading.only_the_best(wanted)
    columns = tuple(
        Column(index, head.title(index), *_parts(wanted[index]))
        for index in choose_reading.in_order(wanted)
    )
    rest = [
        i
        for i in range(width)
        if i not in wanted
        and (head.title(i) or contents[i])
        and head.title(i) != file_headings.MEND
    ]
    open_ = [i for i in rest if i not in never]
    asked = [
        *(
            _opt_out(head, i, contents[i], chosen, wanted.get(i))
            for i in range(width)
            if i not in never
        ),
        *(_question(head, i, contents[i], chosen, year) for i in open_),
    ]
    asked += [_doubtful(head, i, contents[i], wanted[i]) for i in wanted]
    about = {question.column for question in asked if question}
    given = {column.field for column in columns} - choose_reading.MANY
    lacking = _lacking({column.field for column in columns})
    asked += [
        _identity(head, i, contents[i], chosen, lacking)
        for i in open_
        if name(head, i) not in about
    ]
    about = {question.column for question in asked if question}
    asked += [
        _hinted(head, i, contents[i], given, year)
        for i in open_
        if name(head, i) not in {*about, *chosen}
    ]
    return Plan(
        head,
        columns,
        {i: name(head, i) for i in rest},
        tuple(question for question in asked if question),
        frozenset(never),
    )


def _never(
    head: header_rows.Head,
    index: int,
    contents: Sequence[str],
    meaning: headings.Meaning | None,
) -> bool:
    """Say whether a column that gives no field holds what is never kept."""
    if never_held.by_cells(contents):
        return meaning is None or meaning.field != "notes"
    unknown = meaning is None and not _ways(contents)
    return unknown and any(
        headings.how_they_vote(label) or never_held.by_heading(label)
        for label in head.labels[index]
    )


def reaches(plan: Plan) -> bool:
    """Say whether people can be found by a column, or by one that is asked about."""
    found = {"membership_number", *sheet_member.REACH}
    return bool(found & plan.fields) or any(
        found.intersection(question.options) for question in plan.questions
    )


def name(head: header_rows.Head, index: int) -> str:
    """Name a column by its heading; one without a heading as spreadsheets do: (A)."""
    return head.title(index) or f"({_letter(index)})"


def _letter(index: int) -> str:
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _parts(meaning: headings.Meaning) -> tuple[str, bool, str | None]:
    return meaning.field, meaning.turned, meaning.status


def _chosen(
    head: header_rows.Head, index: int, chosen: Mapping[str, str]
) -> headings.Meaning | None:
    title = name(head, index)
    if title not in chosen:
        return None
    field = chosen[title]
    wish = optouts.asked_by(title)
    consent = wish is not None and wish.sure and wish.turned
    if field == MAY_CONTACT or (field == OPT_OUT and consent):
        return headings.Meaning(OPT_OUT, headings.SURE + 1, turned=True)
    known = field in sheet_member.MEANINGS and field != sheet_member.NOT_USED
    return headings.Meaning(field if known else "", headings.SURE + 1)


def _opt_out(
    head: header_rows.Head,
    index: int,
    contents: Sequence[str],
    chosen: Mapping[str, str],
    meaning: headings.Meaning | None,
) -> sheet_member.Question | None:
    """Asked of a column that may say who is not to be contacted, if only by letter."""
    title = name(head, index)
    if title in chosen or not contents:
        return None
    wish = optouts.asked_by(title)
    ticks = all(map(cell_kinds.is_yes_or_no, contents))
    if wish is None and meaning is None and ticks and optouts.names_a_way(title):
        wish = optouts.Wish(sure=False, turned=True)
    if meaning and meaning.asked and meaning.field == OPT_OUT:
        told = (optouts.clean(cell, meaning.turned).values for cell in contents)
        if not any(value for values in told for _, value in values):
            return None
    elif meaning or not wish or _ways(contents):
        return None
    turned = wish.turned if wish else False
    unanswered = MAY_CONTACT if meaning else sheet_member.NOT_USED
    return sheet_member.Question(
        f"column_meaning:{title}",
        "column_meaning",
        (title,),
        (),
        title,
        (OPT_OUT, MAY_CONTACT, "none"),
        unanswered if turned else OPT_OUT,
    )


def _doubtful(
    head: header_rows.Head,
    index: int,
    contents: Sequence[str],
    meaning: headings.Meaning,
) -> sheet_member.Question | None:
    """Asked of a column that is used under a heading that may mean something else."""
    if not meaning.asked or not contents or meaning.field == OPT_OUT:
        return None
    options = (meaning.field, sheet_member.NOT_USED)
    return _asks_meaning(name(head, index), options)._replace(default=meaning.field)


def _hinted(
    head: header_rows.Head,
    index: int,
    contents: Sequence[str],
    given: Collection[str],
    year: int,
) -> sheet_member.Question | None:
    """Asked of a column whose heading has words of a field that its cells fit."""
    if len(contents) < 3 or _ways(contents):
        return None
    options = [
        field
        for field in headings.hinted(head.labels[index], year)
        if field not in given and choose_reading.fits(field, contents)
    ]
    if not options:
        return None
    return _asks_meaning(name(head, index), (*options, sheet_member.NOT_USED))


def _ways(contents: Sequence[str]) -> bool:
    """Say whether a column holds ways to reach people, whatever its heading."""
    return any(
        cell_kinds.share(contents, fits) > 0.5
        for fits in (cell_kinds.is_email, cell_kinds.is_phone)
    )


def _lacking(fields: Collection[str]) -> list[tuple[str, ...]]:
    """List what a list should have and no column gives, as options of a question."""
    named = {*sheet_member.NAMES, "full_name"}.isdisjoint(fields)
    names = ("full_name", *sheet_member.NAMES, "none") if named else ()
    numbered = "membership_number" in fields
    return [names, () if numbered else ("membership_number", "none")]


def _identity(
    head: header_rows.Head,
    index: int,
    contents: Sequence[str],
    chosen: Mapping[str, str],
    lacking: Sequence[tuple[str, ...]],
) -> sheet_member.Question | None:
    """Asked of a column that may hold the names or numbers that a list lacks."""
    title = name(head, index)
    if title in chosen or len(contents) < 3:
        return None
    names, numbers = lacking
    several = len(set(contents)) > len(contents) / 2
    if names and several and cell_kinds.share(contents, cell_kinds.is_name) > 0.8:
        options = names
    elif numbers and several and cell_kinds.share(contents, cell_kinds.is_number) > 0.8:
        options = numbers
    else:
        return None
    return _asks_meaning(title, options)


def _asks_meaning(title: str, options: tuple[str, ...]) -> sheet_member.Question:
    """Ask what a column means; unanswered, it is not used."""
    return sheet_member.Question(
        f"column_meaning:{title}",
        "column_meaning",
        (title,),
        (),
        title,
        options,
        "none",
    )


def _question(
    head: header_rows.Head,
    index: int,
    contents: Sequence[str],
    chosen: Mapping[str, str],
    year: int,
) -> sheet_member.Question | None:
    """Asked of a column that seems to hold what is needed under a heading unknown."""
    title = name(head, index)
    if title in chosen or len(contents) < 3:
        return None
    if optouts.asked_by(title) and not _ways(contents):
        return None
    if any(
        headings.forbidden(headings.words_of(part), year) for part in head.labels[index]
    ):
        return None
    if cell_kinds.share(contents, cell_kinds.is_email) > 0.6:
        options: tuple[str, ...] = ("personal_email", "work_email", "none")
    elif cell_kinds.share(contents, cell_kinds.is_phone) > 0.6:
        options = ("mobile", "phone", "none")
    elif cell_kinds.share(contents, cell_kinds.is_status) > 0.6:
        options = ("ballot_status", "none")
    else:
        return None
    return _asks_meaning(title, options)
