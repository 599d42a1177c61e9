"""Whatever comes in: no crash, and no member's data outside a private chat (S1, S10).

400 updates by default, half of them spoilt; MANTELPIECE_FUZZED=10000 plays so many.
"""

import asyncio
import io
import json
import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from bot import logs
from bot.demo.telegram import server
from storage.tables import SetAsideRow
from tests.faults import random_updates
from tests.journeys.play import CANARY, Branch, playing

A_PLAY = 100
PLAYS = max(1, int(os.environ.get("MANTELPIECE_FUZZED", "400")) // A_PLAY)
CANARIES = (CANARY.lower(), "7700900")
acts = st.tuples(
    st.sampled_from(random_updates.WHO),
    st.sampled_from(random_updates.HOW),
    st.booleans(),
    st.one_of(
        st.sampled_from(random_updates.WORDS),
        st.sampled_from(random_updates.WORDS),
        st.text(max_size=60),
    ),
    st.sampled_from(random_updates.CODES),
    st.integers(0, 400),
    st.one_of(st.none(), st.integers(0, 2**32)),
)


def leaks(branch: Branch, log: str) -> list[str]:
    """Canaries where none may be: in groups, behind buttons, in the log."""
    found = [
        f"log: {word}" for word in (*CANARIES, branch.town.token) if word in log.lower()
    ]
    for call in branch.town.history:
        said = server.plain(call).lower()
        keyboard = json.dumps(call.params.get("reply_markup", ""))
        to_group = str(call.params.get("chat_id", "")).startswith("-")
        pressed = "".join(
            part.split('"')[0] for part in keyboard.split("callback_data")[1:]
        )
        if any(word in (said if to_group else pressed.lower()) for word in CANARIES):
            found.append(said)
    return found


async def play(acts_: list[random_updates.Act]) -> tuple[list[str], int]:
    log = io.StringIO()
    logs.configure(log, logging.DEBUG)
    with tempfile.TemporaryDirectory() as folder:
        async with playing(Path(folder), random_updates.START) as branch:
            play_ = random_updates.Play(branch)
            for act in acts_:
                await play_.throw(act)
            await branch.app.tick()
            await branch.rest()
            aside = branch.store.read(lambda s: list(s.exec(select(SetAsideRow.id))))
            return leaks(branch, log.getvalue()), len(aside)


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    yield
    logs.configure()
    logging.getLogger().handlers.clear()


async def test_what_telegram_sends_is_readable_and_what_it_cannot_send_is_not(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, random_updates.START) as branch:
        play_ = random_updates.Play(branch)
        for how in random_updates.HOW:
            await play_.throw(("Asha", how, True, "/next", "xx", 1, None))
        assert play_.refused == 0
        for seed in range(200):
            await play_.throw(("Asha", "new", True, "/next", "xx", 1, seed))
        assert 20 < play_.refused < 180


async def test_the_canary_is_seen_where_it_may_be(tmp_path: Path) -> None:
    async with playing(tmp_path, random_updates.START) as branch:
        await random_updates.Play(branch).throw(
            ("Asha", "new", True, "/next", "xx", 1, None)
        )
        await branch.rest()
        assert CANARY in "".join(branch.texts("Asha"))
        assert leaks(branch, CANARY.lower()) != []


@settings(
    max_examples=PLAYS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(acts, min_size=A_PLAY, max_size=A_PLAY))
def test_nothing_leaks_and_nothing_breaks(acts_: list[random_updates.Act]) -> None:
    assert asyncio.run(play(acts_)) == ([], 0)
