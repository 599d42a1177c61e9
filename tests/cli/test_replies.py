"""`mantelpiece record` and `read-reply`: what is written, and how words are read."""

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from sqlmodel import Session

from bot.cli import app
from bot.cli import replies as typed
from bot.cli.shell import Shell
from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Outcome
from bot.usecases import background
from bot.usecases.lists import import_list
from bot.usecases.replies import move, record_outcome
from storage import ballots, members, opening
from storage.engine import Store
from tests.journeys.play import LONDON, sheet
from tests.shell import Shell as Terminal
from tests.shell import expect_refusal

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, tzinfo=LONDON)


@dataclass
class Overtaken:
    """A store in which somebody else records something before each unit."""

    store: Store

    def read(self, unit: Callable[[Session], Any]) -> Any:
        return self.store.read(unit)

    def write(self, unit: Callable[[Session], Any]) -> Any:
        self.store.write(try_once)
        return self.store.write(unit)


class Beside(Shell):
    """A shell beside a program that is at work."""

    @contextlib.contextmanager
    def store(self, *, alone: bool = False) -> Iterator[Any]:
        with super().store(alone=alone) as store:
            yield Overtaken(store)


def try_once(session: Session) -> None:
    (ballot,) = ballots.every(session)
    member = next(iter(members.every(session, ballot.id)))
    context = background.context(session, ballot, NOW)
    said = move.Said(Outcome.NO_ANSWER, at=NOW, by="A Rep")
    record_outcome.record(context, member, said)


def listed(session: Session) -> None:
    ballot = ballots.add(session, Ballot(0, "Pay", CLOSES), NOW)
    import_list.add(session, ballot, [sheet(1)], NOW)


def test_what_was_recorded_meanwhile_is_not_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'mantelpiece.db'}"
    config = tmp_path / "config.toml"
    config.write_text(f'[storage]\nurl = "{url}"\n')
    config.chmod(0o600)
    with contextlib.closing(opening.open_store(url)) as opened:
        opened.store.write(listed)
    context = typer.Context(typer.main.get_command(app), obj=Beside(config))
    typed.record(context, "7700001", "no_answer", at=NOW.isoformat())
    with contextlib.closing(opening.open_store(url)) as opened:
        (ballot,) = opened.store.read(ballots.every)
        (member,) = opened.store.read(lambda s: list(members.every(s, ballot.id)))
    assert (member.tries, member.contacts) == (2, 2)


async def test_words_are_read_line_by_line(tmp_path: Path) -> None:
    said = {"one": "she's posted it", "two": "ring her back after 6", "three": ""}
    lines = [json.dumps({"id": id_, "text": text}) for id_, text in said.items()]
    ended = await Terminal(tmp_path).type("read-reply", "--jsonl", answers=lines)
    answers = [json.loads(line) for line in ended.out.splitlines()]
    read = [(answer["id"], answer["outcome"]) for answer in answers]
    assert read == [("one", "voted"), ("two", "call_back"), ("three", "unclear")]


async def test_lines_before_a_bad_one_are_answered(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "one", "text": "she's posted it"}), "no JSON"]
    ended = await Terminal(tmp_path).type("read-reply", "--jsonl", answers=lines)
    assert json.loads(ended.out)["outcome"] == "voted"
    expect_refusal(ended, "must be a JSON object with id and text")
