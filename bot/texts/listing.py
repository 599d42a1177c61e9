"""Words of a list sent in chat: preview, questions, progress, what became of it."""

from typing import Any

from bot.rules import intake
from bot.rules import showing_sheets as showing
from bot.rules.endings import sheets
from bot.texts import importing, sharing, words
from bot.texts import sheets as sheet_words
from bot.texts.messages import Message, Press, Rows, Style

READING = "Reading your list …"
MEND = "Rows to look at again, with what is the matter with each."
GONE = "I have taken your file out of this chat."
OVER = {
    "left": "Left. Nothing was taken in.",
    "expired": "This list waited for an hour and is gone again; nothing was taken in."
    " Send it once more.",
    "failed": "That did not work, and I have stopped trying. Please try once more.",
}
OPTIONS = {
    "day_first": "day first",
    "month_first": "month first",
    "leave_out": "leave it out",
    "use": "yes, use it",
    "same_person": "the same person",
    "different_people": "different people",
    "keep": "keep them",
}
MOST_LINES = 40


def say(ending: sheets.ListStep, facts: showing.Facts) -> Message | None:
    """Where a list stands."""
    if not isinstance(facts, showing.JobFacts):
        return None
    about = facts.about
    match ending.step:
        case "reading":
            return Message(READING, protect=True)
        case "asking" if about.get("preview"):
            return preview(about, ending.key)
        case "saving":
            done = f" {ending.count:,} rows so far." if ending.count else ""
            return Message(f"Taking the list in …{done}")
        case "done" if about.get("done"):
            return Message(
                importing.outcome(words.safe(facts.ballot.name), _done(about["done"]))
            )
        case "refused":
            kind, detail = about.get("error_kind", ""), about.get("detail", "")
            return Message(f"{sheet_words.refusal(kind, detail)} {GONE}")
        case "back" if about.get("back"):
            return Message(f"{sharing.came_back(intake.Back(**about['back']))}\n{GONE}")
        case "left" | "expired" | "failed":
            return Message(OVER[ending.step])
    return None


def _done(about: dict[str, Any]) -> intake.Done:
    return intake.Done(**about)


def preview(about: dict[str, Any], key: str) -> Message:
    """What was found, ten rows of it, and the next thing to answer."""
    found = about["preview"]
    columns = sheet_words.summary(found["columns"], found["unmapped"])
    statuses = ", ".join(
        f"{count:,} {status.replace('_', ' ')}"
        for status, count in found["statuses"].items()
    )
    lines = [
        f"<b>{words.many(found['members'], 'member')}</b>: {statuses}.",
        words.safe(columns)[:1500],
        *(words.safe(" · ".join(row))[:160] for row in found["rows"]),
    ]
    if found["rejected"] or found["warned"]:
        lines.append(
            f"{words.many(found['rejected'], 'row')} cannot be taken in,"
            f" {words.many(found['warned'], 'thing')} to look at again: you get them"
            " as a sheet at the end."
        )
    lines.append(GONE)
    question, rows = _next(about, key)
    return Message("\n".join([*lines, "", f"<b>{question}</b>"]), rows, protect=True)


def _next(about: dict[str, Any], key: str) -> tuple[str, Rows]:
    """The first question that is open; then the part; then go."""
    leave = (Press("Leave it", f"{key}.leave", Style.DANGER),)
    for place, asked in enumerate(about["preview"]["questions"]):
        if asked["id"] not in about["answers"]:
            options = [
                (Press(_option(name), f"{key}.q_{place}_{number}"),)
                for number, name in enumerate(asked["options"])
            ]
            skip = (Press("Leave this open", f"{key}.q_{place}_skip"),)
            return words.safe(asked["text"]), (*options, skip, leave)
    if not about.get("part"):
        parts = tuple(
            (Press(name[:1].upper() + name[1:], f"{key}.part_{part}"),)
            for part, name in importing.PARTS.items()
        )
        return "Whom does this list hold?", (*parts, leave)
    part = importing.PARTS[about["part"]]
    go = (Press("Take it in", f"{key}.go", Style.SUCCESS),)
    return f"This is {part}. Take it in?", (go, leave)


def _option(name: str) -> str:
    if name.isdecimal():
        return f"the one in row {name}"
    if name.startswith("pad_"):
        return f"fill up to {name.removeprefix('pad_')} digits"
    return OPTIONS.get(name, name.replace("_", " "))[:60]
