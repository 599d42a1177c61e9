"""Anonymous means that neither the database nor the log can tell who.

Two worlds are played alike but for the person who gives the feedback. Whatever is kept
is then the same in both, word for word, but for what is random anyway.
"""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
import structlog
from sqlmodel import Session

from bot.rules.care.feedback.feedback_rules import Kind
from bot.usecases.entry import clock_tick
from tests.journeys import branch_state
from tests.journeys.conftest import START
from tests.journeys.play import Branch, playing
from tests.journeys.test_feedback import after_the_close, answer, sheets

WORDS = "the zanzibar remark"
Deed = Callable[[Branch, str], Awaitable[None]]


async def comments(branch: Branch, name: str) -> None:
    await branch.say(name, f"/feedback {WORDS}")
    await branch.press(name, "Anonymously")


async def comments_in_two_steps(branch: Branch, name: str) -> None:
    await branch.say(name, "/feedback")
    await branch.say(name, WORDS)
    await branch.press(name, "Anonymously")


async def comments_twice_by_mistake(branch: Branch, name: str) -> None:
    await branch.say(name, f"/feedback {WORDS}")
    asked = branch.last(name)
    for _ in range(2):
        branch.town.press(branch[name], asked, "Anonymously")
    await branch.rest()


async def changes_it_first(branch: Branch, name: str) -> None:
    await branch.say(name, "/feedback my ni number is AB123456C")
    await branch.say(name, f"/feedback 14 Tern Street: {WORDS}")
    await branch.press(name, "Anonymously")


async def comments_over_a_restart(branch: Branch, name: str) -> None:
    await branch.say(name, f"/feedback {WORDS}")
    await branch.restart()
    await branch.press(name, "Anonymously")


async def passes_a_slip_on(branch: Branch, name: str) -> None:
    await branch.say(name, "/feedback slip")
    (code,) = {one.code for one in sheets(branch, Kind.MEMBER)}
    await branch.say(name, f"my member says: {code} 4 {WORDS}")
    await branch.press(name, "Yes, 4 of 5")


async def answers_the_survey(branch: Branch, name: str) -> None:
    await after_the_close(branch)
    await answer(branch, name)
    await branch.press(name, "Add a line")
    await branch.say(name, WORDS)


DEEDS = (
    comments,
    comments_in_two_steps,
    comments_twice_by_mistake,
    changes_it_first,
    comments_over_a_restart,
    passes_a_slip_on,
    answers_the_survey,
)
RANDOM = {
    "button": ("key",),
    "card": ("key",),
    "chat": ("join_key",),
    "feedback": ("id", "code"),
    "person": ("freeze_hash",),
}
TRACES = ("WithName", "SlipTaken", "SlipUnsure", "SurveyAsks", "FeedbackBox")
"""Of messages: in the files too there is none left to be read together with a chat."""
POLLED = "last contact with telegram"
"""Of the last poll, which comes every half a minute whatever people do."""
HOUR = 60
HASH = re.compile("[0-9a-f]{64}")


def make(folder: Path) -> Path:
    folder.mkdir()
    return folder


def in_files(folder: Path, word: str) -> bool:
    return any(word.encode() in file.read_bytes() for file in folder.iterdir())


def filled_with_an_update(session: Session) -> list[int]:
    """Sheets of which a server tells with which update, and whose, they were filled."""
    if session.get_bind().dialect.name == "sqlite":
        return []
    query = sqlalchemy.text(
        "SELECT id FROM feedback JOIN handled ON handled.xmin = feedback.xmin"
        " WHERE filled"
    )
    return list(session.connection().execute(query).scalars())


async def kept(folder: Path, name: str, does: Deed, after: int = 5) -> tuple[str, Any]:
    """Play a world; return what rows and log lines it leaves, without chance."""
    with structlog.testing.capture_logs() as log:
        async with playing(folder, START) as branch:
            for other in ("Asha", "Ben"):
                await branch_state.take_next(branch, other)
                await branch.say(other, "has voted")
            await branch.move(minutes=after)
            await does(branch, name)
            await branch.move(minutes=HOUR - after)
            # Each ten minutes feedback is parted from the update it came with.
            await branch.move(minutes=-branch.clock.at.minute % clock_tick.PRUNED_EVERY)
            rows = branch.store.read(branch_state.dump)
            assert not branch.store.read(filled_with_an_update)
            assert not any(trace for trace in TRACES if in_files(folder, trace))
    return without_chance(rows), log


def without_chance(dump: dict[str, list[dict[str, Any]]]) -> str:
    """Write rows with a mark in place of what is random in any world."""
    tokens = {
        str(row[column])
        for table, columns in RANDOM.items()
        for row in dump[table]
        for column in columns
        if row[column]
    }
    dump["memo"] = [row for row in dump["memo"] if row["name"] != POLLED]
    # The order of the sheets is that of their ids, and so chance too.
    dump["feedback"].sort(key=lambda row: (row["kind"], row["answers"], row["words"]))
    text = "\n".join(f"{name} {row}" for name in dump for row in dump[name])
    for token in sorted(tokens, key=len, reverse=True):
        text = text.replace(token, "(random)")
    return HASH.sub("(random)", text)


@pytest.mark.parametrize("does", DEEDS, ids=lambda does: does.__name__)
async def test_nothing_kept_tells_who_of_two_it_was(tmp_path: Path, does: Deed) -> None:
    one = await kept(make(tmp_path / "one"), "Asha", does)
    other = await kept(make(tmp_path / "other"), "Ben", does)
    assert WORDS in one[0]
    assert one == other


ANY_TIME = (comments, comments_in_two_steps, changes_it_first, passes_a_slip_on)
"""Deeds that another hour changes nothing about: a restart and a close have theirs."""


@pytest.mark.parametrize("does", ANY_TIME, ids=lambda does: does.__name__)
async def test_nothing_kept_tells_when_in_the_day_it_was(
    tmp_path: Path, does: Deed
) -> None:
    early = await kept(make(tmp_path / "early"), "Asha", does, after=1)
    late = await kept(make(tmp_path / "late"), "Asha", does, after=40)
    assert WORDS in early[0]
    assert early == late
