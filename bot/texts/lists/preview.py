"""Words of an import: preview, questions, progress, report."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.rules.lists import endings as lists_endings
from bot.rules.lists import screens as showing
from bot.rules.lists import sheet_job, sheet_member
from bot.rules.lists.sheet_job import About, Preview
from bot.texts import languages, words
from bot.texts.lists import share_words, sheet_words
from bot.texts.messages import Message, Press, Rows, Style, in_pairs

PARTS = languages.mark(
    {
        "everyone": "everyone in the branch",
        "targets": "the follow-up targets",
        "other": "some other part",
    }
)
TAKE_IN = languages.mark(
    {
        "everyone": "This is everyone in the branch. Take it in?",
        "targets": "This is the follow-up targets. Take it in?",
        "other": "This is some other part. Take it in?",
    }
)


def outcome(name: str, done: sheet_job.ImportCounts) -> str:
    """Say in a few plain sentences what became of a list."""
    lines = [
        languages.say_many(
            "{n:,} new member in {name}, {changed:,} changed, {same:,} the same.",
            "{n:,} new members in {name}, {changed:,} changed, {same:,} the same.",
            done.new,
            name=name,
            changed=done.changed,
            same=done.same,
        )
    ]
    if done.missing:
        lines.append(
            languages.say_many(
                "{n:,} member not on this list: kept, and marked as missing. None of "
                "them lost a card.",
                "{n:,} members not on this list: kept, and marked as missing. None of "
                "them lost a card.",
                done.missing,
            )
        )
    if done.stopped:
        lines.append(
            languages.say_many(
                "{n:,} advocate was told to stop: voted, left or do not contact.",
                "{n:,} advocates were told to stop: voted, left or do not contact.",
                done.stopped,
            )
        )
    if done.held_back:
        lines.append(
            languages.say_many(
                "{n:,} row held back: it is not sure who they are. Send the list again "
                "and answer, or mend the rows.",
                "{n:,} rows held back: it is not sure who they are. Send the list "
                "again and answer, or mend the rows.",
                done.held_back,
            )
        )
    return "\n".join([*lines, *_matters(done)])


def foreseen(counts: sheet_job.ImportCounts) -> list[str]:
    """Say what an import would do: who is new, changed, known, held back, left out."""
    told = [
        languages.say("{n:,} new", n=counts.new),
        languages.say("{n:,} changed", n=counts.changed),
        languages.say("{n:,} known and the same", n=counts.same),
    ]
    if counts.held_back:
        told.append(languages.say("{n:,} held back", n=counts.held_back))
    if counts.left:
        told.append(
            languages.say("{n:,} new but left already, not taken in", n=counts.left)
        )
    return [f"{', '.join(told)}.", *_matters(counts)]


def missing(counts: sheet_job.ImportCounts, part: str) -> list[str]:
    """Say how many known members a list of everybody does not name."""
    if part != "everyone" or not counts.missing:
        return []
    return [
        languages.say_many(
            "{n:,} known member is not on it: kept, and marked as missing.",
            "{n:,} known members are not on it: kept, and marked as missing.",
            counts.missing,
        )
    ]


def _matters(done: sheet_job.ImportCounts) -> list[str]:
    """Say which rows are not imported, and which to look at again, and why."""
    lines = []
    if done.opted_out:
        lines.append(
            languages.say_many(
                "{n:,} member on this list asks for no contact, and is handed to "
                "nobody.",
                "{n:,} members on this list ask for no contact, and are handed to "
                "nobody.",
                done.opted_out,
            )
        )
    if done.rejected:
        told = languages.say_many(
            "{n:,} row not imported", "{n:,} rows not imported", done.rejected
        )
        lines.append(f"{told}{_some(done.why_rejected)}")
    if done.warned:
        told = languages.say_many(
            "{n:,} thing to look at again",
            "{n:,} things to look at again",
            done.warned,
        )
        lines.append(f"{told}{_some(done.why_warned)}")
    return lines


def _some(reasons: Sequence[str]) -> str:
    if not reasons:
        return "."
    shown = [*reasons[:MOST_REASONS]]
    if more := len(reasons) - len(shown):
        shown.append(languages.say("… and {more:,} more", more=more))
    return f": {'; '.join(shown)}."


def held_back(rows: Sequence[str]) -> list[str]:
    """List the rows that are held back, and whom each may be about."""
    shown = [languages.say("Held back: {row}.", row=row) for row in rows[:MOST_HELD]]
    if more := len(rows) - len(shown):
        shown.append(languages.say("… and {more:,} more.", more=more))
    return shown


def previewed(found: Mapping[str, Any]) -> str:
    """Say to the shell what the bot would hold after the import."""
    members = words.many(len(found["members"]), "member")
    missing = len(found["missing_from_file"])
    kept = ""
    if missing:
        off = words.many(missing, "of them is", "of them are")
        kept = f" {off} not on this list, and kept."
    return f"{members} afterwards.{kept}"


MOST_HELD = 10
MOST_REASONS = 8
MOST_TEXT = 3900
"""Telegram takes 4,096 characters; the first rows of a list are left out for others."""
READING = languages.mark("Reading your list …")
MEND = languages.mark("Rows to look at again, with what is the matter with each.")
MEND_LATER = languages.mark("You get these rows as a sheet to mend and send back.")
GONE = languages.mark("I have taken your file out of this chat.")
OVER = languages.mark(
    {
        "left": "Left. Nothing was taken in.",
        "expired": "This list waited for an hour, or somebody was erased meanwhile, "
        "and is gone again. Nothing was taken in: send it once more.",
        "failed": "That did not work, and I have stopped trying. Please try once more.",
    }
)
OPTIONS = languages.mark(
    {
        "day_first": "day first",
        "month_first": "month first",
        "leave_out": "leave it out",
        "use": "yes, use it",
        "yes": "yes",
        "no": "no",
        "same_person": "the same person",
        "different_people": "different people",
        "nobody": "none of them",
        "keep": "keep them",
        "do_not_contact": "who is not to be contacted",
        "may_contact": "who may be contacted",
        "full_name": "whole name",
        "preferred_name": "known as",
        "member_status": "membership status",
        "left": "who has left",
        "none": "none of these",
    }
)
COLUMNS_SHOWN = 12
"""So many of the columns that are not used have a button at a time."""
MORE_COLUMNS = languages.mark("More columns")
FIRST_COLUMNS = languages.mark("First columns")


def say(ending: lists_endings.ListStep, facts: showing.JobFacts) -> Message:
    """Say how far an import is."""
    about = facts.about
    match ending.step:
        case "reading":
            return Message(languages.say(READING), protect=True)
        case "asking" if found := about.get("preview"):
            return preview(about, found, ending.key)
        case "saving":
            return Message(_so_far(ending.count))
        case "done":
            done = sheet_job.ImportCounts(**about["done"])
            return Message(words.safe(outcome(facts.ballot.name, done)))
        case "held":
            rows = _each_once(about["held_back"], 300)
            return Message("\n".join(held_back(rows)), guarded=True)
        case "refused":
            refused = sheet_words.refusal(about.get("error_kind") or "")
            return Message(f"{refused} {languages.say(GONE)}")
        case "back":
            back = share_words.came_back(sheet_job.ReturnedShare(**about["back"]))
            return Message(f"{words.safe(back)}\n{languages.say(GONE)}")
        case _:
            return Message(languages.say(OVER[ending.step]))


def _each_once(rows: Iterable[str], most: int) -> list[str]:
    """Take what is said of rows, where one thing is said of several only once."""
    return [words.safe(row[:most]) for row in dict.fromkeys(rows)]


def _so_far(rows: int) -> str:
    if not rows:
        return languages.say("Taking the list in …")
    return languages.say("Taking the list in … {rows:,} rows so far.", rows=rows)


def preview(about: About, found: Preview, key: str) -> Message:
    """Show what was found, some rows of it, and the next question."""
    place = about.get("column")
    if place is not None and place < len(found["unmapped"]):
        return _meanings(*found["unmapped"][place], key)
    columns = sheet_words.summary(found["columns"], dict(found["unmapped"]))
    statuses = ", ".join(
        f"{count:,} {sheet_words.status(status)}"
        for status, count in found["statuses"].items()
    )
    counts = sheet_job.ImportCounts(**found["counts"])
    members = languages.say_many("{n:,} member", "{n:,} members", found["members"])
    head = [f"<b>{members}</b>: {statuses}.", words.safe(columns[:1000])]
    rows_held = _each_once(found.get("held_back", ()), 200)
    tail = [*map(words.safe, foreseen(counts)), *held_back(rows_held)]
    tail += missing(counts, about.get("part", ""))
    if counts.rejected or counts.warned or counts.held_back:
        tail.append(languages.say(MEND_LATER))
    question, buttons = _next(about, found, key)
    open_ = any(asked["id"] not in about["answers"] for asked in found["questions"])
    uses = [] if open_ else _column_lines(about, found)
    tail += [languages.say(GONE), *uses, "", f"<b>{question}</b>"]
    rows = [words.safe(" · ".join(row)[:160]) for row in found["rows"]]
    while rows and len("\n".join([*head, *rows, *tail])) > MOST_TEXT:
        rows.pop()
    return Message("\n".join([*head, *rows, *tail]), buttons, guarded=True)


def _meanings(title: str, example: str, key: str) -> Message:
    """Ask what a column means that is not used, with a button for each meaning."""
    presses = [
        Press(_option(name, place), f"{key}.means_{place}")
        for place, name in enumerate(sheet_member.MEANINGS)
    ]
    asked = languages.say(sheet_words.COLUMN, title=words.safe(title))
    text = f"<b>{asked}</b>"
    if example:
        said = languages.say("For example: “{example}”", example=words.safe(example))
        text = f"{text}\n{said}"
    back = (Press(languages.say("Back"), f"{key}.column_none"),)
    return Message(text, (*in_pairs(presses), back), guarded=True)


def _column_page(about: About, found: Preview) -> tuple[list[tuple[int, str]], int]:
    """Page the columns that hold something and are not used; count them all."""
    filled = [
        (place, title)
        for place, (title, example) in enumerate(found["unmapped"])
        if example
    ]
    first = about.get("columns_from", 0)
    return filled[first : first + COLUMNS_SHOWN], len(filled)


def _columns(about: About, found: Preview, key: str) -> Rows:
    """Make buttons for the columns of this page, by the number of their line.

    Not by their title: without headings that is a cell of a member's.
    """
    page, count = _column_page(about, found)
    after = about.get("columns_from", 0) + COLUMNS_SHOWN
    shown = [
        (
            Press(
                languages.say("Use column {number}", number=number),
                f"{key}.column_{place}",
            ),
        )
        for number, (place, _) in enumerate(page, 1)
    ]
    if count > COLUMNS_SHOWN:
        more = after < count
        label = languages.say(MORE_COLUMNS if more else FIRST_COLUMNS)
        shown.append((Press(label, f"{key}.column_from_{after if more else 0}"),))
    return tuple(shown)


def _column_lines(about: About, found: Preview) -> list[str]:
    """List the columns that have a button, by number."""
    page, _ = _column_page(about, found)
    lines = [
        f"{number}. “{words.safe(title[:40])}”"
        for number, (_, title) in enumerate(page, 1)
    ]
    return ["", languages.say("Columns that can be used:"), *lines] if lines else []


def _next(about: About, found: Preview, key: str) -> tuple[str, Rows]:
    """Ask the first open question; then which part it is; then whether to import."""
    leave = (Press(languages.say("Leave it"), f"{key}.leave", Style.DANGER),)
    for place, asked in enumerate(found["questions"]):
        if asked["id"] not in about["answers"]:
            options = [
                (Press(_option(name, number), f"{key}.q_{place}_{number}"),)
                for number, name in enumerate(asked["options"])
            ]
            open_ = languages.say("Leave this open")
            skip = (Press(open_, f"{key}.q_{place}_skip"),)
            return words.safe(asked["text"]), (*options, skip, leave)
    columns = _columns(about, found, key)
    part = about.get("part")
    if not part:
        parts = tuple(
            (Press(words.capital(languages.say(name)), f"{key}.part_{part}"),)
            for part, name in PARTS.items()
        )
        return languages.say("Who is on this list?"), (*parts, *columns, leave)
    go = (Press(languages.say("Take it in"), f"{key}.go", Style.SUCCESS),)
    return languages.say(TAKE_IN[part]), (go, *columns, leave)


def _option(name: str, place: int) -> str:
    if name.startswith("known_"):
        return languages.say("it is {number}", number=place + 1)
    if name.isdecimal():
        return languages.say("the one in row {row}", row=name)
    if name.startswith("pad_"):
        digits = int(name.removeprefix("pad_"))
        return languages.say("fill up to {digits} digits", digits=digits)
    if name in OPTIONS:
        return languages.say(OPTIONS[name])
    return sheet_words.field(name)[:60]
