"""What journeys look at in the store."""

import datetime as dt

from bot.rules.member import Member
from storage import members
from storage.replies import contacts
from tests.journeys.play import CANARY, Branch

STEP = dt.timedelta(hours=22)


async def take_next(branch: Branch, name: str = "Asha") -> Member:
    """Somebody asks for the next member; who it is."""
    before = {member.id for member in branch.holders()}
    await branch.say(name, "/next")
    return next(member for member in branch.holders() if member.id not in before)


def reload(branch: Branch, member: Member) -> Member:
    """A member as they stand now."""
    return branch.store.read(lambda s: members.get(s, member.id))


def contact_log(branch: Branch, member: Member) -> list[contacts.Contact]:
    """What was recorded of a member, the latest first."""
    return branch.store.read(lambda s: contacts.of_member(s, member.id))


def group_saw(branch: Branch) -> str:
    """Everything that was ever sent to the group."""
    return " ".join(
        str(call.params)
        for call in branch.town.history
        if str(call.params.get("chat_id")) == str(branch.group.id)
    )


def group_saw_nobody(branch: Branch) -> bool:
    """Whether no member was ever named there."""
    return CANARY.lower() not in group_saw(branch).lower()


async def pass_days_until(branch: Branch, instant: dt.datetime) -> None:
    """Days go by in which somebody writes now and then."""
    while branch.clock.at < instant:
        left = (instant - branch.clock.at).total_seconds()
        await branch.move(seconds=min(left, STEP.total_seconds()))
        await branch.say("Carys", "/help")
