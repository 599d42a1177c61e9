"""Who may do what, where: the one table. What has no row here cannot be done (S3).

`/help`, Telegram's command menus and docs/permissions.md are made from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.rules.arrivals import Arrival, How, Place
from bot.rules.person import ORGANISING, WORKING, Person, Role

ANYBODY = frozenset(Role)
PRIVATE = frozenset({Place.PRIVATE})
GROUP = frozenset({Place.LINKED_GROUP})
HERE = PRIVATE | GROUP
ANY_GROUP = GROUP | {Place.OTHER_GROUP}
BUTTON = frozenset({How.BUTTON})


UNTYPED = ("words", "answer", "list", "unknown", "other")
"""Rows of what is written or sent without a command."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: who may use this command or button, where, by which kind of update.

    `promise`: only after the promise of confidentiality, and not while frozen, because
    members are shown. `ballot`: there must be a ballot to act on. `menu`: it stands in
    Telegram's menu.
    """

    name: str
    roles: frozenset[Role]
    places: frozenset[Place] = PRIVATE
    how: frozenset[How] = frozenset({How.NEW})
    menu: bool = False
    promise: bool = False
    ballot: bool = True

    @property
    def typed(self) -> bool:
        """Whether it is a command that people type."""
        return How.NEW in self.how and self.name not in UNTYPED


def _by_name(*rules: Rule) -> dict[str, Rule]:
    return {rule.name: rule for rule in rules}


TABLE: Mapping[str, Rule] = _by_name(
    Rule("start", ANYBODY, ballot=False),
    Rule("help", ANYBODY, HERE, menu=True, ballot=False),
    Rule("next", WORKING, HERE, menu=True, promise=True),
    Rule("done", WORKING, promise=True),
    Rule("words", WORKING, promise=True),
    Rule("answer", WORKING),
    Rule("skip", WORKING, promise=True),
    Rule("mine", WORKING, menu=True, promise=True),
    Rule("find", WORKING, menu=True, promise=True),
    Rule("tell", WORKING, promise=True),
    Rule("undo", WORKING, menu=True, promise=True),
    Rule("script", WORKING, promise=True),
    Rule("ask", WORKING, menu=True),
    Rule("feedback", WORKING),
    Rule("cases", ORGANISING, menu=True, promise=True),
    Rule("mute", WORKING, HERE),
    Rule("away", WORKING),
    Rule("pledge", WORKING),
    Rule("nudges", ORGANISING),
    Rule("ballot", ORGANISING, ballot=False),
    Rule("stats", ORGANISING, HERE, menu=True),
    Rule("plan", ORGANISING),
    Rule("link", ORGANISING, ANY_GROUP, ballot=False),
    Rule("invite", ORGANISING),
    Rule("team", ORGANISING, menu=True),
    Rule("freeze", ANYBODY, HERE, menu=True, ballot=False),
    Rule("unfreeze", ORGANISING),
    Rule("close", ORGANISING),
    Rule("purge", ORGANISING),
    Rule("list", ORGANISING),
    Rule("share", ORGANISING, promise=True),
    Rule("export", ORGANISING, promise=True),
    Rule("unknown", ANYBODY, ballot=False),
    Rule("other", ANYBODY, ballot=False),
    Rule("expired", ANYBODY, HERE | ANY_GROUP, BUTTON, ballot=False),
    Rule("card", WORKING, how=BUTTON, promise=True),
    Rule("pin", ORGANISING, how=BUTTON, promise=True),
    Rule("press mine", WORKING, how=BUTTON, promise=True),
    Rule("press mute", WORKING, HERE, BUTTON),
    Rule("press away", WORKING, how=BUTTON),
    Rule("press lapse", WORKING, how=BUTTON),
    Rule("press stats", ORGANISING, how=BUTTON),
    Rule("press plan", ORGANISING, how=BUTTON),
    Rule("press nudges", ORGANISING, how=BUTTON),
    Rule("press ballot", ORGANISING, how=BUTTON, ballot=False),
    Rule("press who", WORKING, how=BUTTON, promise=True),
    Rule("press which", WORKING, how=BUTTON, promise=True),
    Rule("press several", WORKING, how=BUTTON, promise=True),
    Rule("press details", WORKING, how=BUTTON, promise=True),
    Rule("press find", WORKING, how=BUTTON, promise=True),
    Rule("press knows", WORKING, how=BUTTON, promise=True),
    Rule("press feedback", WORKING, how=BUTTON),
    Rule("press case", ORGANISING, how=BUTTON, promise=True),
    Rule("press cases", ORGANISING, how=BUTTON, promise=True),
    Rule("press told", ORGANISING, how=BUTTON, promise=True),
    Rule("press settle", ORGANISING, how=BUTTON, promise=True),
    Rule("press lift", ORGANISING, how=BUTTON, promise=True),
    Rule("press list", ORGANISING, how=BUTTON),
    Rule("press share", ORGANISING, how=BUTTON, promise=True),
    Rule("press shares", ORGANISING, how=BUTTON, promise=True),
    Rule("press export", ORGANISING, how=BUTTON, promise=True),
    Rule("press link", ORGANISING, ANY_GROUP, BUTTON, ballot=False),
    Rule("press promise", WORKING, how=BUTTON),
    Rule("press own number", WORKING, how=BUTTON),
    Rule("press next", WORKING, how=BUTTON, promise=True),
    Rule("press switch", ANYBODY, how=BUTTON, ballot=False),
    Rule("press waiting", ORGANISING, how=BUTTON),
    Rule("press invite", ORGANISING, how=BUTTON),
    Rule("press team", ORGANISING, how=BUTTON),
    Rule("press allow", ORGANISING, how=BUTTON),
    Rule("press setup", ORGANISING, how=BUTTON, ballot=False),
    Rule("press leak", ORGANISING, how=BUTTON),
    Rule("press close", ORGANISING, how=BUTTON),
    Rule("press purge", ORGANISING, how=BUTTON),
    Rule("press agree purge", ORGANISING, how=BUTTON),
    Rule("press agree export", ORGANISING, how=BUTTON, promise=True),
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
    if place not in rule.places:
        return "in private" if place is Place.LINKED_GROUP else "in group"
    if rule.promise and person.frozen_at is not None:
        return "frozen"
    return "promise" if rule.promise and person.promised_at is None else None


def _by_role(role: Role) -> str:
    if role in WORKING:
        return "organisers only"
    known = {Role.PENDING: "pending", Role.SUSPENDED: "suspended"}
    return known.get(role, "stranger")


def allowed(person: Person, place: Place) -> tuple[str, ...]:
    """List the commands this person may type here, as `/help` does."""
    return tuple(
        rule.name
        for rule in TABLE.values()
        if rule.typed and person.role in rule.roles and place in rule.places
    )


def menu(role: Role, place: Place) -> tuple[str, ...]:
    """List the commands of Telegram's menu for somebody of this role in such a chat."""
    return tuple(
        rule.name
        for rule in TABLE.values()
        if rule.menu and role in rule.roles and place in rule.places
    )
