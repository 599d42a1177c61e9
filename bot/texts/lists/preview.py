"""Words of an import: preview, questions, progress, report."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from bot.rules.lists import endings as lists_endings
from bot.rules.lists import screens as showing
from bot.rules.lists import sheet_job, sheet_member
from bot.rules.lists.sheet_job import About, Preview
from bot.texts import languages, words
from bot.texts.lists import share_words, sheet_words
from bot.texts.messages import Message, Press, Rows, Style

PARTS = {
    "everyone": "everyone in the branch",
    "targets": "the follow-up targets",
    "other": "some other part",
}


def outcome(name: str, done: sheet_job.ImportCounts) -> str:
    """Say in a few plain sentences what became of a list."""
    lines = [
        f"{words.many(done.new, 'new member')} in {name}, {done.changed:,} changed,"
        f" {done.same:,} the same."
    ]
    if done.missing:
        lines.append(
            f"{words.many(done.missing, 'member')} not on this list: kept, and marked"
            " as missing. None of them lost a card."
        )
    if done.stopped:
        who = words.many(done.stopped, "advocate was", "advocates were")
        lines.append(f"{who} told to stop: voted, left or do not contact.")
    if done.held_back:
        lines.append(
            f"{words.many(done.held_back, 'row')} held back: it is not sure who they"
            " are. Send the list again and answer, or mend the rows."
        )
    return "\n".join([*lines, *_matters(done)])


def foreseen(counts: sheet_job.ImportCounts) -> list[str]:
    """Say what an import would do: who is new, changed, known, held back, left out."""
    told = [
        f"{counts.new:,} new",
        f"{counts.changed:,} changed",
        f"{counts.same:,} known and the same",
    ]
    if counts.held_back:
        told.append(f"{counts.held_back:,} held back")
    if counts.left:
        told.append(f"{counts.left:,} new but left already, not taken in")
    return [f"{', '.join(told)}.", *_matters(counts)]


def missing(counts: sheet_job.ImportCounts, part: str) -> list[str]:
    """Say how many known members a list of everybody does not name."""
    if part != "everyone" or not counts.missing:
        return []
    many = words.many(counts.missing, "known member is", "known members are")
    return [f"{many} not on it: kept, and marked as missing."]


def _matters(done: sheet_job.ImportCounts) -> list[str]:
    """Say which rows are not imported, and which to look at again, and why."""
    lines = []
    if done.opted_out:
        one = "member on this list asks for no contact, and is"
        more = "members on this list ask for no contact, and are"
        lines.append(f"{words.many(done.opted_out, one, more)} handed to nobody.")
    if done.rejected:
        why = _some(done.why_rejected)
        lines.append(f"{words.many(done.rejected, 'row')} not imported{why}")
    if done.warned:
        why = _some(done.why_warned)
        lines.append(f"{words.many(done.warned, 'thing')} to look at again{why}")
    return lines


def _some(reasons: Sequence[str]) -> str:
    if not reasons:
        return "."
    more = [f"… and {len(reasons) - MOST_REASONS:,} more"]
    shown = [*reasons[:MOST_REASONS], *(more if len(reasons) > MOST_REASONS else ())]
    return f": {'; '.join(shown)}."


def held_back(rows: Sequence[str]) -> list[str]:
    """List the rows that are held back, and whom each may be about."""
    shown = [f"Held back: {row}." for row in rows[:MOST_HELD]]
    more = len(rows) - len(shown)
    return [*shown, f"… and {more:,} more."] if more else shown


def previewed(found: Mapping[str, Any]) -> str:
    """Say what the bot would hold after the import."""
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
READING = "Reading your list …"
MEND = languages.mark("Rows to look at again, with what is the matter with each.")
MEND_LATER = "You get these rows as a sheet to mend and send back."
GONE = "I have taken your file out of this chat."
OVER = {
    "left": "Left. Nothing was taken in.",
    "expired": "This list waited for an hour, or somebody was erased meanwhile, and is"
    " gone again. Nothing was taken in: send it once more.",
    "failed": "That did not work, and I have stopped trying. Please try once more.",
}
OPTIONS = {
    "day_first": "day first",
    "month_first": "month first",
    "leave_out": "leave it out",
    "use": "yes, use it",
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
COLUMNS_SHOWN = 12
"""So many of the columns that are not used have a button at a time."""


def say(ending: lists_endings.ListStep, facts: showing.JobFacts) -> Message:
    """Say how far an import is."""
    about = facts.about
    match ending.step:
        case "reading":
            return Message(READING, protect=True)
        case "asking" if found := about.get("preview"):
            return preview(about, found, ending.key)
        case "saving":
            so_far = f" {ending.count:,} rows so far." if ending.count else ""
            return Message(f"Taking the list in …{so_far}")
        case "done":
            done = sheet_job.ImportCounts(**about["done"])
            return Message(words.safe(outcome(facts.ballot.name, done)))
        case "held":
            rows = [words.safe(row)[:300] for row in about["held_back"]]
            return Message("\n".join(held_back(rows)), guarded=True)
        case "refused":
            refused = sheet_words.refusal(about.get("error_kind") or "")
            return Message(f"{refused} {GONE}")
        case "back":
            return Message(
                f"{share_words.came_back(sheet_job.ReturnedShare(**about['back']))}\n{GONE}"
            )
        case _:
            return Message(OVER[ending.step])


def preview(about: About, found: Preview, key: str) -> Message:
    """Show what was found, some rows of it, and the next question."""
    place = about.get("column")
    if place is not None and place < len(found["unmapped"]):
        return _meanings(*found["unmapped"][place], key)
    columns = sheet_words.summary(found["columns"], dict(found["unmapped"]))
    statuses = ", ".join(
        f"{count:,} {status.replace('_', ' ')}"
        for status, count in found["statuses"].items()
    )
    counts = sheet_job.ImportCounts(**found["counts"])
    head = [
        f"<b>{words.many(found['members'], 'member')}</b>: {statuses}.",
        words.safe(columns[:1000]),
    ]
    rows_held = [words.safe(row[:200]) for row in found.get("held_back", ())]
    tail = [*map(words.safe, foreseen(counts)), *held_back(rows_held)]
    tail += missing(counts, about.get("part", ""))
    if counts.rejected or counts.warned or counts.held_back:
        tail.append(MEND_LATER)
    question, buttons = _next(about, found, key)
    open_ = any(asked["id"] not in about["answers"] for asked in found["questions"])
    uses = [] if open_ else _column_lines(about, found)
    tail += [GONE, *uses, "", f"<b>{question}</b>"]
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
    rows = tuple(zip_longest(presses[::2], presses[1::2]))
    pairs = tuple(tuple(filter(None, row)) for row in rows)
    text = f"<b>What is in the column “{words.safe(title)}”?</b>"
    if example:
        text += f"\nFor example: “{words.safe(example)}”"
    back = (Press("Back", f"{key}.column_none"),)
    return Message(text, (*pairs, back), guarded=True)


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
        (Press(f"Use column {number}", f"{key}.column_{place}"),)
        for number, (place, _) in enumerate(page, 1)
    ]
    if count > COLUMNS_SHOWN:
        label = "More columns" if after < count else "First columns"
        first = after if after < count else 0
        shown.append((Press(label, f"{key}.column_from_{first}"),))
    return tuple(shown)


def _column_lines(about: About, found: Preview) -> list[str]:
    """List the columns that have a button, by number."""
    page, _ = _column_page(about, found)
    lines = [
        f"{number}. “{words.safe(title[:40])}”"
        for number, (_, title) in enumerate(page, 1)
    ]
    return ["", "Columns that can be used:", *lines] if lines else []


def _next(about: About, found: Preview, key: str) -> tuple[str, Rows]:
    """Ask the first open question; then which part it is; then whether to import."""
    leave = (Press("Leave it", f"{key}.leave", Style.DANGER),)
    for place, asked in enumerate(found["questions"]):
        if asked["id"] not in about["answers"]:
            options = [
                (Press(_option(name, number), f"{key}.q_{place}_{number}"),)
                for number, name in enumerate(asked["options"])
            ]
            skip = (Press("Leave this open", f"{key}.q_{place}_skip"),)
            return words.safe(asked["text"]), (*options, skip, leave)
    if not about.get("part"):
        parts = tuple(
            (Press(name[:1].upper() + name[1:], f"{key}.part_{part}"),)
            for part, name in PARTS.items()
        )
        return "Who is on this list?", (*parts, *_columns(about, found, key), leave)
    part = PARTS[about["part"]]
    go = (Press("Take it in", f"{key}.go", Style.SUCCESS),)
    return f"This is {part}. Take it in?", (go, *_columns(about, found, key), leave)


def _option(name: str, place: int) -> str:
    if name.startswith("known_"):
        return f"it is {place + 1}"
    if name.isdecimal():
        return f"the one in row {name}"
    if name.startswith("pad_"):
        return f"fill up to {name.removeprefix('pad_')} digits"
    return OPTIONS.get(name, name.replace("_", " "))[:60]
