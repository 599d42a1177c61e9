"""The invented branch in the database, and settings that point at the stand-in."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from pydantic import SecretStr
from sqlmodel import Session

from bot import config
from bot.config import sections
from bot.demo.standin import Standin
from bot.demo.telegram.models import Person
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.person import Role
from bot.usecases.lists import import_list
from storage import ballots
from storage.team import chats, people

USUAL = sections.Queue()
SHIPPED = sections.Texts()
POLLING = sections.Webhook()
SENT = sections.Nudges()


def settings(
    town: Standin,
    base_url: str,
    base_file_url: str,
    queue: sections.Queue = USUAL,
    texts: sections.Texts = SHIPPED,
    nudges: sections.Nudges = SENT,
    webhook: sections.Webhook = POLLING,
    **telegram: Any,
) -> config.Settings:
    """Make settings that point the bot at the stand-in."""
    return config.Settings(
        telegram=config.Telegram(
            token=SecretStr(town.token),
            base_url=base_url,
            base_file_url=base_file_url,
            **telegram,
        ),
        queue=queue,
        texts=texts,
        nudges=nudges,
        webhook=webhook,
    )


def give_roles(
    session: Session, ballot: Ballot, found: dict[str, Person], now: dt.datetime
) -> None:
    """Give the invented people their roles."""
    for name, person in found.items():
        known = people.find_or_add(session, person.id, name)
        people.update(session, known.id, started=person.started)
        role = Role.OWNER if name == "Dawn" else Role.ADVOCATE
        people.give_role(session, known.id, ballot.id, role, now)
        people.update_role(session, known.id, ballot.id, promised_at=now)


def make_branch(
    session: Session,
    wanted: Ballot,
    listed: Iterable[SheetMember],
    found: dict[str, Person],
    group_id: int,
    now: dt.datetime,
) -> Ballot:
    """Add the ballot with its list, its people and its group."""
    ballot = ballots.add(session, wanted, now)
    ballots.update_life(session, ballot.id, agreed_at=now, agreed_by="a test")
    import_list.add(session, ballot, listed, now)
    give_roles(session, ballot, found, now)
    chats.add(session, group_id, "supergroup", None, now)
    chats.update(session, group_id, ballot_id=ballot.id, linked_at=now)
    return ballot
