"""Several branches in one installation: nothing of one is seen in another.

MANTELPIECE_ISOLATED makes the acts more, 2000 for an evening; MANTELPIECE_SEED plays
other ones.
"""

import datetime as dt
import io
import os
import random
import zipfile
from collections.abc import AsyncIterator, Iterable
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.demo.telegram import server
from bot.demo.telegram.models import Chat, Message, Person
from bot.rules.ballot.ballot import LONDON, Ballot
from bot.rules.stats.turnout import settings
from bot.usecases.entry import clock_tick
from bot.usecases.stats import ballot_totals, turnout_report
from storage import ballots, recount
from tests.journeys import branch_setup, conftest
from tests.journeys.nudge_steps import move_to
from tests.journeys.play import Branch, playing, sheet
from tests.journeys.test_sheets import send

ACTS = int(os.environ.get("MANTELPIECE_ISOLATED", "60"))
SEED = int(os.environ.get("MANTELPIECE_SEED", "7"))
BRANCHES = ("Amberley", "Birchwood", "Coralside")
"""Each stands in every value of its own members, and in its people's names."""
MEMBERS = range(12)
SAID = ("voted", "will post tomorrow", "no answer", "asked for another paper",
        "call back at 6", "not sure yet", "please don't call again")  # fmt: skip
ADVOCATES_TYPE = ("/next", "/next", "/mine", "/skip", "/undo", "/find Nia3", "/script",
                  "/tell Nia4, voted", "/ask is it too late?", "/help")  # fmt: skip
ORGANISERS_TYPE = ("/stats", "/plan", "/find Nia3", "/find 07700", "/team", "/cases",
                   "/export", "/share 2", "/nudges", "/ballot", "/check")  # fmt: skip
ORGANISERS_ASK = ("/export members", "/export changes", "/export calls csv",
                  "/export mailing", "/stats", "/cases",
                  "/feedback summary")  # fmt: skip
EVENING = dt.datetime(2027, 3, 2, 18, 0, tzinfo=LONDON)
TALKS = 4
"""As many acts in ten are a talk with a member, or a press on what was shown last."""


async def test_more_than_the_pieces_of_a_tick_does_not_wait_for_the_next_tick(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, conftest.START) as branch:
        more = partial(add_ballots, count=clock_tick.PIECES + 1, now=conftest.START)
        branch.store.write(more)
        await branch.move(minutes=1)
        tick = clock_tick.Tick(branch.clock.now(), branch.app.numbers)
        due = branch.store.read(lambda session: clock_tick.due(session, tick))
        assert "dates" not in [part.name for part in due]


def add_ballots(session: Session, count: int, now: dt.datetime) -> None:
    for number in range(count):
        closes = now + dt.timedelta(days=3 + number % 40)
        ballots.add(session, Ballot(0, f"Ballot {number}", closes), now)


@pytest.fixture
async def installation(tmp_path: Path) -> AsyncIterator[Branch]:
    """A bot for three branches, each with an organiser, two advocates and a group."""
    first, *others = BRANCHES
    advocates = [f"{name} {first}" for name in ("Asha", "Ben")]
    listed = members_of(first)
    async with playing(tmp_path, conftest.START, listed, advocates) as branch:
        branch.people[f"Olive {first}"] = branch.people.pop("Dawn")
        for name in others:
            add(branch, name)
        yield branch


def add(branch: Branch, name: str) -> None:
    """Add a branch with its ballot."""
    town = branch.town
    roles = {"Dawn": f"Olive {name}", "Asha": f"Asha {name}", "Ben": f"Ben {name}"}
    found = {role: town.add_person(who, started=True) for role, who in roles.items()}
    group = town.make_group(name, list(found.values()), kind="supergroup")
    town.add_bot(group, found["Dawn"], rights=["can_delete_messages"])
    wanted = Ballot(0, f"Pay {name}", branch.ballot.closes, opens=branch.ballot.opens)

    def unit(session: Session) -> None:
        listed, now = members_of(name), branch.clock.now()
        branch_setup.make_branch(session, wanted, listed, found, group.id, now)

    branch.store.write(unit)
    branch.people |= {who: found[role] for role, who in roles.items()}


def members_of(name: str) -> Iterable[object]:
    """Members of a branch: the same first names in each."""
    for number in MEMBERS:
        place = BRANCHES.index(name)
        mine = {
            "membership_number": f"{place}{number:06d}",
            "last_name": f"Quill{name}{number}",
            "mobile": f"+4477009{place}{number:04d}",
            "personal_email": f"nia{number}@{name.lower()}.example.org",
            "workplace": f"{name} depot",
            "notes": f"{name} knows them",
        }
        yield sheet(number, **mine)


def belongs(branch: Branch, where: Person | Chat) -> str:
    """The branch whose chat this is."""
    title = where.first_name if isinstance(where, Person) else where.title
    return next((one for one in BRANCHES if one in title), BRANCHES[0])


def seen(branch: Branch, where: Person | Chat) -> str:
    """All that was ever sent to a chat: words, buttons, what files hold."""
    found = []
    for call in branch.town.history:
        if str(call.params.get("chat_id")) == str(where.id):
            found.append(server.plain(call))
            found += [text(upload.content) for upload in call.uploads.values()]
    return "\n".join(found).lower()


def text(content: bytes) -> str:
    """What a file holds, a workbook's sheets included."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("latin-1")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(
            packed.read(name).decode("latin-1") for name in packed.namelist()
        )


async def act(branch: Branch, chance: random.Random) -> None:
    """Somebody of some branch does something."""
    name = chance.choice(list(branch.people))
    choice = chance.randrange(10)
    if choice < TALKS:
        await branch.say(name, chance.choice(SAID))
    elif choice < 2 * TALKS and (shown := with_buttons(branch, name)):
        message, data = chance.choice(shown)
        branch.town.press_data(branch[name], message, data)
        await branch.rest()
    else:
        typed = ORGANISERS_TYPE if name.startswith("Olive") else ADVOCATES_TYPE
        await branch.say(name, chance.choice(typed))
    if chance.random() < 0.1:
        await branch.move(minutes=chance.randrange(5, 90))


def with_buttons(branch: Branch, name: str) -> list[tuple[Message, str]]:
    """The buttons of what somebody was shown last."""
    shown = [one for one in branch.town.messages(branch[name])[-3:] if one.buttons]
    return [
        (message, button["callback_data"])
        for message in shown
        for button in message.buttons
        if "callback_data" in button
    ]


async def test_nothing_of_one_branch_is_seen_in_another(installation: Branch) -> None:
    chance = random.Random(SEED)
    print(f"MANTELPIECE_SEED={SEED}")
    for _ in range(ACTS):
        await act(installation, chance)
    asked = []
    for name in BRANCHES:
        for who, words in ((f"Asha {name}", "/next"), (f"Olive {name}", "/find Nia5")):
            await installation.say(who, words)
            asked.append(installation[who])
    groups = [chat for chat in installation.town.chats.values() if chat.id < 0]
    for where in [*installation.people.values(), *groups]:
        told, own = seen(installation, where), belongs(installation, where)
        strange = [name for name in BRANCHES if name != own and name.lower() in told]
        assert strange == [], (where, strange)
        if where in asked:
            assert own.lower() in told


async def test_its_files_digests_and_pages_tell_of_one_branch_only(
    installation,
) -> None:
    for name in BRANCHES:
        for who in ("Asha", "Ben"):
            await installation.say(f"{who} {name}", "/next")
            await installation.say(f"{who} {name}", "/done voted")
            await installation.say(f"{who} {name}", f"/feedback {name} does well")
            await installation.press(f"{who} {name}", "With my name")
    await move_to(installation, EVENING)
    for name in BRANCHES:
        for asked in ORGANISERS_ASK:
            await installation.say(f"Olive {name}", asked)
        await installation.press(f"Olive {name}", "What they say")
    for name in BRANCHES:
        organiser = installation[f"Olive {name}"]
        told = seen(installation, organiser)
        for what in ("today", "does well", f"quill{name}11".lower()):
            assert what in told
        assert named_in(told) == {name}
        groups = [one for one in installation.town.chats.values() if one.id < 0]
        (group,) = (one for one in groups if belongs(installation, one) == name)
        assert named_in(seen(installation, group)) <= {name}


async def test_the_report_of_one_branch_names_no_other(installation: Branch) -> None:
    def told(session: Session, ballot: Ballot) -> str:
        now = installation.clock.now()
        report = turnout_report.report(session, ballot, now, settings.Settings())
        totals = ballot_totals.of(session, ballot, report, now)
        return f"{report} {totals}"

    for name in BRANCHES:
        await installation.say(f"Asha {name}", "/next")
        await installation.say(f"Asha {name}", "/done voted")
    found = installation.store.read(ballots.every)
    for name, ballot in zip(BRANCHES, found, strict=True):
        words = installation.store.read(partial(told, ballot=ballot))
        assert named_in(words) == {name}


def named_in(words: str) -> set[str]:
    """The branches of which something stands in these words."""
    return {name for name in BRANCHES if name.lower() in words.lower()}


async def test_a_list_sent_to_one_branch_changes_no_other(installation: Branch) -> None:
    before = counted(installation)
    listed = b"Member ID,Forename,Surname,Response,Told us\r\n"
    for number in MEMBERS:
        name = f"Nia{number},QuillBirchwood{number}"
        listed += f"1{number:06d},{name},Voted,26/02/2027\r\n".encode()
    await send(installation, "Olive Birchwood", listed, "list.csv")
    await installation.press("Olive Birchwood", "Everyone in the branch")
    await installation.press("Olive Birchwood", "Take it in")
    after = counted(installation)
    assert after[1] != before[1]
    assert (after[0], after[2]) == (before[0], before[2])


def counted(branch: Branch) -> list[dict[tuple[str, str], int]]:
    """The counts of each ballot."""
    ids = range(branch.ballot.id, branch.ballot.id + len(BRANCHES))
    return [branch.store.read(lambda s, one=one: recount.kept(s, one)) for one in ids]
