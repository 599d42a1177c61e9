"""What only the organiser can know: questions, and answers put to use."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from bot.rules.lists import sheet_member
from bot.sheets.meaning import choose_sheets
from bot.sheets.meaning.sheet_setting import Setting
from bot.sheets.values import dates

KEEP = "keep"
MAY_BE_OPT_OUT = "may_be_opt_out"
_SHOWN = 50
_LEADING = "lost_leading_zeros"


def orders_answered(answers: Mapping[str, str]) -> dict[str, str]:
    """Day or month first, by column, as the organiser said."""
    told = _after("date_order:", answers)
    return {c: a for c, a in told.items() if a in (dates.DAY_FIRST, dates.MONTH_FIRST)}


def meanings(answers: Mapping[str, str]) -> dict[str, str]:
    """Read what a bare yes or no means, by column and word."""
    told = _after("status_meaning:", answers)
    return {
        key: answer for key, answer in told.items() if answer in sheet_member.STATUSES
    }


def padding(answers: Mapping[str, str]) -> int | None:
    """To how many digits numbers are filled up with zeros, if the organiser says so."""
    width = answers.get(_LEADING, "").removeprefix("pad_")
    return int(width) if width.isdecimal() and len(width) < 3 else None


def _after(mark: str, answers: Mapping[str, str]) -> dict[str, str]:
    return {
        key.removeprefix(mark): answers[key] for key in answers if key.startswith(mark)
    }


def orders_shown(
    settings: Iterable[Setting], orders: Mapping[str, str]
) -> dict[str, str]:
    """Find the order of every date column, after what its dates have shown."""
    shown: dict[str, set[str]] = {}
    for setting in settings:
        for title, seen in setting.shown.items():
            shown.setdefault(title, set()).update(seen)
    found = dict(orders)
    for title, seen in shown.items():
        if dates.MONTH_FIRST in seen and title not in orders:
            both = dates.DAY_FIRST in seen
            found[title] = dates.UNSURE if both else dates.MONTH_FIRST
    return found


def of_dates(
    settings: Iterable[Setting], orders: Mapping[str, str]
) -> list[sheet_member.Question]:
    """Whether the day or the month stands first, where a column tells both or month."""
    unsure: dict[str, list[sheet_member.Row]] = {}
    for setting in settings:
        for title, rows in setting.unsure.items():
            unsure.setdefault(title, []).extend(rows)
    return [
        sheet_member.Question(
            f"date_order:{title}",
            "date_order",
            (title, order),
            tuple(unsure.get(title, ())),
            title,
            (dates.DAY_FIRST, dates.MONTH_FIRST),
            dates.MONTH_FIRST if order == dates.MONTH_FIRST else None,
        )
        for title, order in orders.items()
        if title in unsure or order == dates.MONTH_FIRST
    ]


def of_statuses(settings: Iterable[Setting]) -> list[sheet_member.Question]:
    """Ask what a bare yes or no means under a heading that does not tell."""
    found: dict[tuple[str, str], list[sheet_member.Row]] = {}
    for setting in settings:
        for key, rows in setting.bare.items():
            found.setdefault(key, []).extend(rows)
    means = {"yes": ("will_vote", "voted", "unknown"), "no": ("not_voting", "unknown")}
    return [
        sheet_member.Question(
            f"status_meaning:{title}:{word}",
            "status_meaning",
            (title, word, str(len(rows))),
            tuple(rows),
            title,
            means[word],
            "unknown",
        )
        for (title, word), rows in found.items()
    ]


def of_leavers(rows: Sequence[sheet_member.Row]) -> list[sheet_member.Question]:
    """Whether those who seem to have left are to stay on the list."""
    if not rows:
        return []
    out = choose_sheets.LEAVE_OUT
    kind = "looks_like_leaver"
    about = (str(len(rows)),)
    return [
        sheet_member.Question(kind, kind, about, tuple(rows), None, (KEEP, out), out)
    ]


def of_opt_outs(rows: Sequence[sheet_member.Row]) -> list[sheet_member.Question]:
    """Whether those whose notes may ask for it are not to be contacted."""
    if not rows:
        return []
    options = (choose_sheets.YES, choose_sheets.NO)
    return [
        sheet_member.Question(
            MAY_BE_OPT_OUT,
            MAY_BE_OPT_OUT,
            (str(len(rows)),),
            tuple(dict.fromkeys(rows)),
            None,
            options,
            choose_sheets.YES,
        )
    ]


class Widths:
    """How many digits the membership numbers have: shorter ones may have lost zeros."""

    def __init__(self) -> None:
        self.usual = 0
        """The digits of the first number; `many` counts the numbers like it."""
        self.many = 0
        self._counts: dict[int, int] = {}
        self._rows: dict[int, list[sheet_member.Row]] = {}

    def count(self, number: str, row: sheet_member.Row) -> None:
        """Take a number of another width into account, or the first of all."""
        width = len(number)
        self.usual = self.usual or width
        count = self._counts[width] = self._counts.get(width, 0) + 1
        if count <= _SHOWN:
            self._rows.setdefault(width, []).append(row)

    def question(self) -> list[sheet_member.Question]:
        """Asked where a few numbers are a little shorter than nearly all others."""
        counts = dict(self._counts)
        counts[self.usual] = counts.get(self.usual, 0) + self.many
        usual, many = max(counts.items(), key=itemgetter(1))
        short = [width for width in counts if usual - 3 <= width < usual]
        few = sum(counts[width] for width in short)
        if not few or usual < 6 or few > many:
            return []
        rows = [row for width in short for row in self._rows[width]]
        return [
            sheet_member.Question(
                _LEADING,
                _LEADING,
                (str(few), str(usual)),
                tuple(rows[:_SHOWN]),
                None,
                (KEEP, f"pad_{usual}"),
                KEEP,
            )
        ]
