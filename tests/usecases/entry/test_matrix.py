"""Try every row of the table by every role and state, in every place and way."""

import datetime as dt
import functools
import itertools
from collections.abc import Iterator

import pytest
from sqlmodel import Session

from bot import handlers
from bot.handlers import buttons, commands
from bot.rules.arrivals import Arrival, Place, UpdateKind
from bot.rules.person import Role, State
from bot.rules.privacy import permissions
from bot.usecases.entry import button_routes, gate
from storage.queue import cards
from storage.team import chats, people
from tests import point
from tests.usecases import given

ACTORS = ("outsider", *given.ROLES, "anonymous admin", "channel")
AS_THEY_ARE = {"suspended": State.SUSPENDED, "ex-member": State.LEFT}
"""States that a role brings; the others are put on top of each role."""
PUT = [
    *itertools.product(
        ("advocate", "organiser", "owner"), (State.FROZEN, State.BLOCKED)
    ),
    ("ex-member", State.FROZEN),
]
"""States that are put on top of a role, and only where people act."""
KINDS = ("new", "edited", "forwarded", "button", "late")
PLACES = {
    "private": Place.PRIVATE,
    "linked group": Place.LINKED_GROUP,
    "linked supergroup": Place.LINKED_GROUP,
    "other group": Place.OTHER_GROUP,
}
CELLS = [
    *(
        ((actor, AS_THEY_ARE.get(actor, State.ACTIVE)), chat, kind)
        for actor, chat, kind in itertools.product(ACTORS, given.CHATS, KINDS)
    ),
    *itertools.product(PUT, ("private", "linked group", "other group"), KINDS[:4]),
]
NAMES = sorted(permissions.TABLE)


def says(name: str, who: tuple[str, State], chat: str, kind: str) -> bool:
    """Say what the table expects of one cell; the row may make it late or repeated."""
    (actor, state), rule = who, permissions.TABLE[name]
    wanted = next(iter(rule.kinds))
    how = {
        "new": UpdateKind.NEW,
        "button": UpdateKind.BUTTON,
        "edited": UpdateKind.EDITED,
        "forwarded": UpdateKind.FORWARDED,
        "late": wanted,
    }.get(kind)
    role = given.ROLES.get(actor, Role.OUTSIDER)
    hidden = actor in ("anonymous admin", "channel")
    state = AS_THEY_ARE.get(actor, state)
    if state is State.BLOCKED and chat == "private" and how is not UpdateKind.BUTTON:
        state = State.ACTIVE
    late_press = (
        kind == "late" and wanted is UpdateKind.BUTTON and name.startswith("press ")
    )
    return (
        how in rule.kinds
        and PLACES.get(chat) in rule.places
        and role in rule.roles
        and state in rule.states
        and not hidden
        and not late_press
    )


@functools.cache
def came_in(actor: str, chat: str, kind: str) -> Arrival:
    """Make an update once for all rows: each cell is rolled back with its id."""
    return given.arrival(actor, chat, kind)


class Cells:
    """The cells of one row, tried on a real database."""

    def __init__(self, scene: given.Scene, name: str) -> None:
        self.scene, self.name, self.ran = scene, name, 0

    def spy(self, *_: object) -> None:
        self.ran += 1

    def wrong(self, session: Session) -> list[tuple[str, ...]]:
        """List the cells that are not as the table says."""
        hour = dt.timedelta(hours=1)
        self.panels = {
            late: self._panel(session, given.NOW + (not late) * hour)
            for late in (True, False)
        }
        self.point = point.Point(session)
        return [
            (self.name, *who, chat, way)
            for who, chat, kind in CELLS
            for way, ran in self._tried(session, who, chat, kind)
            if ran != says(self.name, who, chat, way)
        ]

    def _tried(
        self, session: Session, who: tuple[str, State], chat: str, kind: str
    ) -> Iterator[tuple[str, bool]]:
        """Whether the use case ran; what the row wants is repeated, as if replayed.

        Late is a press alone: any other update would be the same once more.
        """
        wanted = str(next(iter(permissions.TABLE[self.name].kinds)))
        if kind == "late" and not self.name.startswith("press "):
            return
        self._put(session, *who)
        arrival = came_in(who[0], chat, wanted if kind == "late" else kind)
        yield kind, self._runs(session, arrival, kind)
        if kind == wanted:
            yield "replayed", self._runs(session, arrival, kind)
        self.point.go_back()

    def _put(self, session: Session, actor: str, state: State) -> None:
        """Put the actor into a state that no role brings."""
        if state is State.FROZEN:
            people.set_frozen(session, self.scene.people[actor].id, given.NOW)
        if state is State.BLOCKED:
            whose = self.scene.people[actor].id
            people.update(session, whose, blocked_at=given.NOW)

    def _runs(self, session: Session, arrival: Arrival, kind: str) -> bool:
        self.ran = 0
        self.scene.gate.act(session, arrival, self._resolve(kind), given.NOW)
        assert self.ran <= 1
        return self.ran == 1

    def _panel(self, session: Session, ends: dt.datetime) -> cards.Panel:
        """Open the buttons that cells press; what is rolled back leaves them whole."""
        key = cards.open_panel(session, "any", ends, ballot_id=self.scene.ballot.id)
        return cards.panel(session, key)

    def _resolve(self, kind: str) -> gate.Resolve:
        if not self.name.startswith("press "):
            return lambda *_: gate.Named(self.name, self.spy)
        panel = self.panels[kind == "late"]
        return lambda *_: gate.Named(
            self.name,
            lambda context: button_routes.press(context, panel, "c", self.spy),
        )


@pytest.fixture(scope="module")
def branch(
    database: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[given.Scene]:
    """Share one database: each cell is rolled back. The other group has been met."""
    with given.scene(tmp_path_factory.mktemp("matrix")) as found:
        found.store.write(
            lambda session: chats.add(session, given.OTHER, "group", None, given.NOW)
        )
        yield found


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_as_the_table_says(branch: given.Scene, name: str) -> None:
    assert branch.store.write(Cells(branch, name).wrong) == []


def test_what_is_handled_has_a_row_and_every_row_is_handled() -> None:
    handled = {*commands.COMMANDS, *commands.OTHER, *buttons.names()}
    assert handled == set(permissions.TABLE)


def test_a_handler_without_a_row_does_not_start() -> None:
    with pytest.raises(permissions.MissingRow, match="telepathy"):
        permissions.check([*permissions.TABLE, "telepathy"])
    assert handlers.ALLOWED_UPDATES
