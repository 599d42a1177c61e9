"""Steps that the journeys of nudges share."""

import datetime as dt

from sqlmodel import Session

from bot.rules.member import Member
from storage import members
from storage.nudges import nudges
from storage.team import people
from tests.journeys.play import LONDON, Branch

FIRST_COUNTDOWN = dt.datetime(2027, 3, 5, 12, 15, tzinfo=LONDON)
MORNING = dt.datetime(2027, 3, 3, 9, 16, tzinfo=LONDON)
"""When a promise of the evening before has been asked after."""


async def move_to(branch: Branch, moment: dt.datetime) -> None:
    """Move the clock to an instant."""
    await branch.move(seconds=(moment - branch.clock.at).total_seconds())


def group_posts(branch: Branch) -> list[str]:
    return [
        message.text or message.caption or ""
        for message in branch.town.messages(branch.group)
        if message.sender is branch.town.bot
    ]


def nudge_log(branch: Branch) -> list[tuple[str, str, str | None]]:
    found = branch.store.read(lambda s: nudges.log(s, branch.ballot.id, 100))
    return [(one.plan.kind.value, one.state, one.why) for one in reversed(found)]


def update_role(branch: Branch, name: str, **changes: object) -> None:
    def unit(session: Session) -> None:
        found = people.find(session, branch[name].id)
        assert found is not None
        people.update_role(session, found.id, branch.ballot.id, **changes)

    branch.store.write(unit)


async def take_promise(branch: Branch) -> None:
    """Asha takes a card and records a promise to post tonight."""
    await branch.say("Asha", "/next")
    await branch.press("Asha", "Will post")
    await branch.press("Asha", "Tonight")


def all_members(branch: Branch) -> list[Member]:
    return branch.store.read(lambda s: list(members.every(s, branch.ballot.id)))
