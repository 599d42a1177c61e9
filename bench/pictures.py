"""Draw the pictures of docs/turnout.md from a simulated branch of 650.

python -m bench.pictures [FOLDER]
"""

import pathlib
import random
import sys

from bench import observed_ballots
from bot import pictures
from bot.pictures import Theme
from bot.rules.stats import plan, turnout
from bot.texts.stats import plan_words as words

CALENDAR = observed_ballots.CALENDAR
EFFORTS = (
    plan.Effort(conversations=20),
    plan.Effort(contacts_per_day=30),
    plan.Effort(advocates=10),
)


def curve(left: int, theme: Theme) -> bytes:
    """Draw a branch with so many posting days left."""
    facts = observed_ballots.ballot(650, left, random.Random(4)).facts
    closes = CALENDAR.table.closes.date()
    return pictures.curve(facts, turnout.band(facts), CALENDAR.opens, closes, theme)


def odds() -> bytes:
    """Draw what would move the odds of that branch."""
    facts = observed_ballots.ballot(650, 8, random.Random(4)).facts
    rows = [("at today's pace", turnout.band(facts).chance or 0.0)]
    for effort in EFFORTS:
        found = plan.odds(facts, effort)
        rows.append((words.effort(effort), found.after if found else 0.0))
    return pictures.plan(rows, Theme.LIGHT)


def main() -> None:
    """Draw them all into a folder."""
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    day = CALENDAR.date(20)
    drawn = {
        "curve-early-light": curve(27, Theme.LIGHT),
        "curve-dark": curve(13, Theme.DARK),
        "weeks-dark": pictures.weeks(CALENDAR.ballot, day, Theme.DARK),
        "odds-light": odds(),
    }
    for name, content in drawn.items():
        (folder / f"{name}.png").write_bytes(content)


if __name__ == "__main__":
    main()
