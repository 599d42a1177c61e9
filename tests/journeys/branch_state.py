"""Read the state of a branch in play: members, contacts, messages to the group."""

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from bot.rules.member import Member
from storage import members
from storage.replies import contacts
from tests.journeys.play import CANARY, Branch

STEP = dt.timedelta(hours=22)


async def take_next(branch: Branch, name: str = "Asha") -> Member:
    """Send /next as an advocate and return the member they now hold."""
    before = {member.id for member in branch.holders()}
    await branch.say(name, "/next")
    return next(member for member in branch.holders() if member.id not in before)


def reload(branch: Branch, member: Member) -> Member:
    """Read a member again."""
    return branch.store.read(lambda s: members.get(s, member.id))


def contact_log(branch: Branch, member: Member) -> list[contacts.Contact]:
    """List the contacts of a member, the latest first."""
    return branch.store.read(lambda s: contacts.of_member(s, member.id))


def group_saw(branch: Branch) -> str:
    """Return everything that was ever sent to the group."""
    return " ".join(
        str(call.params)
        for call in branch.town.history
        if str(call.params.get("chat_id")) == str(branch.group.id)
    )


def group_saw_nobody(branch: Branch) -> bool:
    """Whether no member was ever named there."""
    return CANARY.lower() not in group_saw(branch).lower()


def dump(session: Session) -> dict[str, list[dict[str, Any]]]:
    """Read the whole database, table by table, in the order of the rows.

    A server puts a row elsewhere whenever it is changed: there the order is the keys'.
    """
    connection = session.connection()
    of_keys = connection.dialect.name != "sqlite"
    found = {}
    for table in SQLModel.metadata.sorted_tables:
        query = select(table).order_by(*table.primary_key) if of_keys else select(table)
        found[table.name] = [dict(row) for row in connection.execute(query).mappings()]
    return found


async def pass_days_until(branch: Branch, instant: dt.datetime) -> None:
    """Move the clock to an instant, with a message every 22 hours on the way."""
    while branch.clock.at < instant:
        left = (instant - branch.clock.at).total_seconds()
        await branch.move(seconds=min(left, STEP.total_seconds()))
        await branch.say("Carys", "/help")
