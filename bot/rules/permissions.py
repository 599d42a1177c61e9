"""Who may do what, where: the one table. What has no row here cannot be done (S3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.rules.arrivals import Arrival, How, Place
from bot.rules.persons import ORGANISING, WORKING, Person, Role

ANYBODY = frozenset(Role)
WORKING_OR_PENDING = WORKING | {Role.PENDING}
PRIVATE = frozenset({Place.PRIVATE})
GROUP = frozenset({Place.LINKED_GROUP})
HERE = PRIVATE | GROUP
BUTTON = frozenset({How.BUTTON})


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: who may use this command or button, where, by which kind of update."""

    name: str
    roles: frozenset[Role]
    places: frozenset[Place] = PRIVATE
    how: frozenset[How] = frozenset({How.NEW})
    menu: bool = False


def _commands(*rules: Rule) -> dict[str, Rule]:
    return {rule.name: rule for rule in rules}


TABLE: Mapping[str, Rule] = _commands(
    Rule("start", ANYBODY),
    Rule("help", ANYBODY, HERE, menu=True),
    Rule("next", WORKING, HERE, menu=True),
    Rule("done", WORKING),
    Rule("words", WORKING),
    Rule("skip", WORKING),
    Rule("mine", WORKING, menu=True),
    Rule("undo", WORKING, menu=True),
    Rule("stats", ORGANISING, HERE, menu=True),
    Rule("link", ORGANISING, GROUP | {Place.OTHER_GROUP}),
    Rule("unknown", ANYBODY),
    Rule("expired", ANYBODY, HERE | {Place.OTHER_GROUP}, BUTTON),
    Rule("card", WORKING, how=BUTTON),
    Rule("press mine", WORKING, how=BUTTON),
    Rule("press who", WORKING, how=BUTTON),
    Rule("press link", ORGANISING, GROUP | {Place.OTHER_GROUP}, BUTTON),
)


class MissingRow(Exception):
    """A command or button has no row in the permission table. Add one to start."""


def check(names: Iterable[str]) -> None:
    """Refuse to start with a handler that has no row; raises MissingRow."""
    missing = sorted(set(names) - set(TABLE))
    if missing:
        raise MissingRow(", ".join(missing))


def refusal(name: str, person: Person, place: Place, arrival: Arrival) -> str | None:
    """Why not, as a code; None if allowed. An empty code is a silent no."""
    rule = TABLE[name]
    if arrival.sender is None or arrival.how not in rule.how or arrival.guest:
        return ""
    if place in (Place.CHANNEL, Place.GUEST):
        return ""
    if place is Place.OTHER_GROUP and place not in rule.places:
        return ""
    if person.role not in rule.roles:
        return _by_role(person.role)
    if person.frozen_at is not None and rule.roles == WORKING:
        return "frozen"
    if place not in rule.places:
        return "in private" if place is Place.LINKED_GROUP else "in group"
    return None


def _by_role(role: Role) -> str:
    if role in WORKING:
        return "organisers only"
    known = {Role.PENDING: "pending", Role.SUSPENDED: "suspended"}
    return known.get(role, "stranger")


def allowed(person: Person, place: Place) -> tuple[str, ...]:
    """The commands this person may type here, as `/help` lists them."""
    return tuple(
        rule.name
        for rule in TABLE.values()
        if How.NEW in rule.how
        and rule.name not in ("words", "unknown")
        and person.role in rule.roles
        and place in rule.places
    )
