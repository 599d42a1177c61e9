"""Several processes on one PostgreSQL, killed and restarted under traffic (P1 to P4).

MANTELPIECE_PROCESSES=4 MANTELPIECE_ADVOCATES=1000 MANTELPIECE_KILLS=20 play a larger
one, MANTELPIECE_GROUPS=100 have so many groups grow; MANTELPIECE_SEED=7 chooses whom a
kill meets.
"""

import contextlib
import os
import random
from pathlib import Path

from sqlmodel import Session, select

from bot import clock
from bot.demo.standin import Standin
from bot.demo.telegram.models import Chat, Person
from storage import ballots, engine
from storage.outbox import outbox_entry
from storage.tables import OutboxRow
from storage.team import chats
from tests import postgresql
from tests.faults.program import checker, cluster
from tests.faults.program.cluster import Cluster
from tests.shell import Shell, expect_refusal

MANY = int(os.environ.get("MANTELPIECE_PROCESSES", "2"))
ADVOCATES = int(os.environ.get("MANTELPIECE_ADVOCATES", "12"))
KILLS = int(os.environ.get("MANTELPIECE_KILLS", "0"))
"""Beside that of the leader."""
GROUPS = int(os.environ.get("MANTELPIECE_GROUPS", "4"))
"""That become supergroups."""
SEED = int(os.environ.get("MANTELPIECE_SEED", "1"))


def everybody_works(made: Cluster) -> None:
    """Each advocate takes a card and reports."""
    for name in made.people:
        made.say(name, "/next")
        made.say(name, "/done voted")


async def expect_no_poller(made: Cluster) -> None:
    """One that asks Telegram itself is refused beside them."""
    shell = Shell(made.folder)
    shell.write(
        "polls.toml",
        f'[telegram]\ntoken = "1:a"\n[storage]\nurl = "{made.address}"\n',
    )
    ended = await shell.type("--config", "polls.toml", "run")
    expect_refusal(ended, "Another Mantelpiece is running", "[webhook] url")


async def test_killed_and_restarted_they_lose_nothing_and_double_nothing(
    tmp_path: Path,
) -> None:
    chance, address = random.Random(SEED), postgresql.address(tmp_path / "mantelpiece")
    size = {"people": ADVOCATES, "members": ADVOCATES * (KILLS + 2) + 50}
    async with cluster.cluster(tmp_path, address, chance, MANY, **size) as made:
        await made.start()
        everybody_works(made)
        leader = made.leader
        await made.lose(leader)
        for _ in range(KILLS):
            everybody_works(made)
            await made.lose(chance.choice(made.children()))
        await made.rest()
        assert made.leader != leader
        everybody_works(made)
        await expect_no_poller(made)
        await made.restart()
        await made.rest()
        await made.end()
        checker.check(made)
        print(f"{made.history.said.total()} reports, {checker.ticks(made).total()}")


def link(session: Session, groups: list[Chat]) -> None:
    """Link these groups to the ballot."""
    now, (ballot,) = clock.utc_now(), ballots.every(session)
    for group in groups:
        chats.add(session, group.id, group.kind, None, now)
        chats.update(session, group.id, ballot_id=ballot.id, linked_at=now)


def places(session: Session) -> tuple[set[int], set[int]]:
    """The groups of the ballot, and the groups that something was sent to."""
    (ballot,) = ballots.every(session)
    to = select(OutboxRow.chat_id).where(
        OutboxRow.chat_id < 0, OutboxRow.state == outbox_entry.SENT
    )
    linked = {chat.id for chat in chats.ever_linked(session, ballot.id)}
    return linked, set(session.exec(to))


def grow(town: Standin, group: Chat, team: list[Person]) -> int:
    """The group becomes a supergroup while its people ask; return its new id."""
    before, after, beside = team
    town.say(before, group, "/next")
    grown = town.migrate(group)
    town.say(after, grown, "/next")
    town.say(beside, beside, "/next")
    return grown.id


async def test_groups_that_grow_are_followed_by_all_of_them(tmp_path: Path) -> None:
    chance, address = random.Random(SEED), postgresql.address(tmp_path / "mantelpiece")
    size = {"people": GROUPS * 3, "members": GROUPS * 6 + 50}
    async with cluster.cluster(tmp_path, address, chance, MANY, **size) as made:
        town, people = made.town, list(made.people.values())
        teams = [people[at : at + 3] for at in range(0, len(people), 3)]
        groups = [town.make_group(f"Group {n}", team) for n, team in enumerate(teams)]
        for group, (first, *_) in zip(groups, teams, strict=True):
            town.add_bot(group, first)
        town.feed.entries.clear()
        with contextlib.closing(engine.connect(address)) as store:
            store.write(lambda session: link(session, groups))
            await made.start()
            grown = {grow(town, *both) for both in zip(groups, teams, strict=True)}
            await made.lose(made.leader)
            await made.rest()
            await made.end()
            checker.check(made)
            linked, heard = store.read(places)
        assert linked == grown
        assert heard <= grown
        served = {seen.chat_id for seen in made.history.seen}
        assert served >= {person.id for person in people}


async def expect_refused(folder: Path, storage: str, webhook: str, *words: str) -> None:
    """Two of them are refused in a sentence with these words."""
    shell = Shell(folder)
    told = f'[webhook]\nurl = "{webhook}"\n' if webhook else ""
    shell.write(
        "config.toml",
        f'[telegram]\ntoken = "1:a"\n{told}[storage]\nurl = "{storage}"\n',
    )
    expect_refusal(await shell.type("run", "--processes", "2"), *words)


async def test_several_need_a_webhook_and_postgresql(tmp_path: Path) -> None:
    server, here = "postgresql://postgres@/nowhere", "https://bot.example.org/hook"
    await expect_refused(
        tmp_path, "sqlite:///a.db", here, "need a webhook", "PostgreSQL"
    )
    await expect_refused(tmp_path, server, "", "need a webhook", "PostgreSQL")
