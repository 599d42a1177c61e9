"""The permission table: who may do what, where, in which state of theirs (S3, S4).

Without a row nothing can be done.

`/help`, Telegram's command menus and docs/permissions.md are made from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.rules.arrivals import Arrival, Place, UpdateKind
from bot.rules.person import ORGANISING, WORKING, Person, Role, State

ANYBODY = frozenset(Role)
KNOWN = ANYBODY - {Role.OUTSIDER}
ACTIVE = frozenset({State.ACTIVE})
WHILE_FROZEN = ACTIVE | {State.FROZEN}
"""For what a frozen person may still do: ask, give feedback, be left in peace."""
ALWAYS = frozenset(State)
PRIVATE = frozenset({Place.PRIVATE})
GROUP = frozenset({Place.LINKED_GROUP})
HERE = PRIVATE | GROUP
ANY_GROUP = GROUP | {Place.OTHER_GROUP}
BUTTON = frozenset({UpdateKind.BUTTON})


UNTYPED = ("words", "edited", "forwarded", "list", "unknown", "other")
"""Rows for what is written or sent without a command."""
ANSWER = "answer "
"""How the rows for the typed answers to questions begin; the question follows."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: who may use this, in which state, where, by which kinds of update.

    `promise`: members are shown, so only after the promise of confidentiality and not
    while all cards are frozen. `ballot`: needs a ballot to act on. `menu`: is in
    Telegram's menu. `forgets`: no row tells afterwards that somebody used it.
    """

    name: str
    roles: frozenset[Role]
    places: frozenset[Place] = PRIVATE
    kinds: frozenset[UpdateKind] = frozenset({UpdateKind.NEW})
    menu: bool = False
    promise: bool = False
    ballot: bool = True
    states: frozenset[State] = ACTIVE
    forgets: bool = False

    @property
    def typed(self) -> bool:
        """Whether people type it as a command."""
        spoken = self.name in UNTYPED or self.name.startswith(ANSWER)
        return UpdateKind.NEW in self.kinds and not spoken


def _by_name(*rules: Rule) -> dict[str, Rule]:
    return {rule.name: rule for rule in rules}


TABLE: Mapping[str, Rule] = _by_name(
    Rule("start", ANYBODY, ballot=False, states=ALWAYS),
    Rule("language", KNOWN, ballot=False, states=ALWAYS),
    Rule("help", ANYBODY, HERE, menu=True, ballot=False, states=ALWAYS),
    Rule("next", WORKING, HERE, menu=True, promise=True),
    Rule("done", WORKING, promise=True),
    Rule("words", WORKING, promise=True),
    Rule("answer own number", WORKING),
    Rule("answer number of", ORGANISING),
    Rule("answer agreement", ORGANISING),
    Rule("answer ballot value", ORGANISING),
    Rule("answer official count", ORGANISING),
    Rule("answer case", ORGANISING, promise=True),
    Rule("answer new case", ORGANISING, promise=True),
    Rule("answer ask", WORKING, states=WHILE_FROZEN),
    Rule("answer choice", WORKING, promise=True),
    Rule("answer feedback", WORKING, states=WHILE_FROZEN, forgets=True),
    Rule("answer survey line", WORKING, states=WHILE_FROZEN, forgets=True),
    Rule("answer slip", WORKING, states=WHILE_FROZEN, forgets=True),
    Rule("answer policy value", ORGANISING),
    Rule("answer practice", WORKING),
    Rule("answer lift", ORGANISING, promise=True),
    Rule("answer reps", ORGANISING, promise=True),
    Rule("edited", WORKING, kinds=frozenset({UpdateKind.EDITED}), promise=True),
    Rule("forwarded", WORKING, kinds=frozenset({UpdateKind.FORWARDED})),
    Rule("skip", WORKING, promise=True),
    Rule("mine", WORKING, menu=True, promise=True),
    Rule("find", WORKING, menu=True, promise=True),
    Rule("tell", WORKING, promise=True),
    Rule("undo", WORKING, menu=True, promise=True),
    Rule("script", WORKING, promise=True),
    Rule("practice", WORKING),
    Rule("ask", WORKING, menu=True, states=WHILE_FROZEN),
    Rule("feedback", WORKING, states=WHILE_FROZEN, forgets=True),
    Rule("cases", ORGANISING, menu=True, promise=True),
    Rule("policy", ORGANISING),
    Rule("mute", WORKING, HERE, states=WHILE_FROZEN),
    Rule("away", WORKING),
    Rule("pledge", WORKING),
    Rule("nudges", ORGANISING),
    Rule("ballot", ORGANISING, ballot=False),
    Rule("stats", ORGANISING, HERE, menu=True),
    Rule("plan", ORGANISING),
    Rule("link", ORGANISING, ANY_GROUP, ballot=False),
    Rule("invite", ORGANISING),
    Rule("team", ORGANISING, menu=True),
    Rule("freeze", ANYBODY, HERE, menu=True, ballot=False, states=ALWAYS),
    Rule("unfreeze", ORGANISING),
    Rule("close", ORGANISING),
    Rule("purge", ORGANISING),
    Rule("list", ORGANISING),
    Rule("share", ORGANISING, promise=True),
    Rule("export", ORGANISING, promise=True),
    Rule("unknown", ANYBODY, ballot=False, states=ALWAYS),
    Rule("other", ANYBODY, ballot=False, states=ALWAYS),
    Rule("expired", ANYBODY, HERE | ANY_GROUP, BUTTON, ballot=False, states=ALWAYS),
    Rule("card", WORKING, kinds=BUTTON, promise=True),
    Rule("pin", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press mine", WORKING, kinds=BUTTON, promise=True),
    Rule("press mute", WORKING, HERE, BUTTON, states=WHILE_FROZEN),
    Rule("press away", WORKING, kinds=BUTTON),
    Rule("press lapse", WORKING, kinds=BUTTON),
    Rule("press stats", ORGANISING, kinds=BUTTON),
    Rule("press plan", ORGANISING, kinds=BUTTON),
    Rule("press nudges", ORGANISING, kinds=BUTTON),
    Rule("press ballot", ORGANISING, kinds=BUTTON, ballot=False),
    Rule("press who", WORKING, kinds=BUTTON, promise=True),
    Rule("press which", WORKING, kinds=BUTTON, promise=True),
    Rule("press box", WORKING, kinds=BUTTON, promise=True),
    Rule("press several", WORKING, kinds=BUTTON, promise=True),
    Rule("press details", WORKING, kinds=BUTTON, promise=True),
    Rule("press find", WORKING, kinds=BUTTON, promise=True),
    Rule("press knows", WORKING, kinds=BUTTON, promise=True),
    Rule("press practice", WORKING, kinds=BUTTON),
    Rule("press feedback", WORKING, kinds=BUTTON, states=WHILE_FROZEN, forgets=True),
    Rule("press survey", WORKING, kinds=BUTTON, states=WHILE_FROZEN, forgets=True),
    Rule("press slip", WORKING, kinds=BUTTON, states=WHILE_FROZEN, forgets=True),
    Rule("press feedback summary", ORGANISING, kinds=BUTTON),
    Rule("press case", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press ready answer", WORKING, kinds=BUTTON, promise=True),
    Rule("press reopen", WORKING, kinds=BUTTON, promise=True),
    Rule("press cases", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press policy", ORGANISING, kinds=BUTTON),
    Rule("press told", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press settle", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press lift", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press list", ORGANISING, kinds=BUTTON),
    Rule("press share", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press shares", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press export", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press link", ORGANISING, ANY_GROUP, BUTTON, ballot=False),
    Rule("press promise", WORKING, kinds=BUTTON),
    Rule("press own number", WORKING, kinds=BUTTON),
    Rule("press next", WORKING, kinds=BUTTON, promise=True),
    Rule("press switch", ANYBODY, kinds=BUTTON, ballot=False, states=ALWAYS),
    Rule("press language", KNOWN, kinds=BUTTON, ballot=False, states=ALWAYS),
    Rule("press waiting", ORGANISING, kinds=BUTTON),
    Rule("press invite", ORGANISING, kinds=BUTTON),
    Rule("press team", ORGANISING, kinds=BUTTON),
    Rule("press allow", ORGANISING, kinds=BUTTON),
    Rule("press setup", ORGANISING, kinds=BUTTON, ballot=False),
    Rule("press leak", ORGANISING, kinds=BUTTON),
    Rule("press freeze", WORKING, kinds=BUTTON),
    Rule("press close", ORGANISING, kinds=BUTTON),
    Rule("press purge", ORGANISING, kinds=BUTTON),
    Rule("press agree purge", ORGANISING, kinds=BUTTON),
    Rule("press agree export", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press agree share", ORGANISING, kinds=BUTTON, promise=True),
    Rule("press promoted", ORGANISING, kinds=BUTTON),
)


class MissingRow(Exception):
    """A command or button has no row in the permission table. Add one to start."""


def check(names: Iterable[str]) -> None:
    """Check that every handler has a row; raises MissingRow."""
    missing = sorted(set(names) - set(TABLE))
    if missing:
        raise MissingRow(", ".join(missing))


def refusal(name: str, person: Person, place: Place, arrival: Arrival) -> str | None:
    """Give the reason for refusing as a code; None if allowed, "" for no reply."""
    rule = TABLE[name]
    if arrival.anonymous and place is Place.LINKED_GROUP and place in rule.places:
        return "anonymous"
    if arrival.sender is None or arrival.kind not in rule.kinds or arrival.guest:
        return ""
    if place in (Place.CHANNEL, Place.GUEST):
        return ""
    if place is Place.OTHER_GROUP and not _answers_in_other(rule, person, arrival):
        return ""
    if person.role not in rule.roles:
        return _by_role(person.role)
    if place not in rule.places:
        return "in private" if place is Place.LINKED_GROUP else "in group"
    state = state_here(person, arrival)
    if state not in rule.states:
        return _by_state(state)
    return "promise" if rule.promise and person.promised_at is None else None


def _answers_in_other(rule: Rule, person: Person, arrival: Arrival) -> bool:
    """Whether a group that is not linked gets an answer: no stranger's message does."""
    known = person.role in WORKING or arrival.kind is UpdateKind.BUTTON
    return known and Place.OTHER_GROUP in rule.places


def may(name: str, person: Person) -> bool:
    """Whether a person's role and state allow what a button leads on to."""
    rule = TABLE[name]
    return person.role in rule.roles and person.state in rule.states


def state_here(person: Person, arrival: Arrival) -> State:
    """Give the person's state; who writes in private has not blocked the bot."""
    writes = arrival.private and arrival.kind is not UpdateKind.BUTTON
    blocked = person.state is State.BLOCKED
    return State.ACTIVE if blocked and writes else person.state


def _by_state(state: State) -> str:
    return "you are frozen" if state is State.FROZEN else str(state)


def _by_role(role: Role) -> str:
    if role in WORKING:
        return "organisers only"
    known = {Role.PENDING: "pending", Role.SUSPENDED: "suspended"}
    return known.get(role, "stranger")


def allowed(person: Person, place: Place) -> tuple[str, ...]:
    """List the commands this person may type here, for `/help`."""
    return tuple(
        rule.name
        for rule in TABLE.values()
        if rule.typed
        and person.role in rule.roles
        and person.state in rule.states
        and place in rule.places
    )


def menu(role: Role, place: Place) -> tuple[str, ...]:
    """List the commands of Telegram's menu for somebody of this role in such a chat."""
    return tuple(
        rule.name
        for rule in TABLE.values()
        if rule.menu and role in rule.roles and place in rule.places
    )
