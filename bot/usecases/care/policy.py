"""`/policy`: show the policies, and change them by buttons or typed values."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.care import policies as care_policies
from bot.rules.care import policy_endings as endings
from bot.rules.care import screens as showing
from bot.rules.care.handbook import Handbook
from bot.rules.care.policies import Change, Policies
from bot.rules.replies import endings as replies_endings
from bot.rules.replies.steps import Case
from bot.usecases import expected_answer, kept_words
from bot.usecases.context import Context
from bot.usecases.moment import Moment
from storage import ballots
from storage.care import cases, policy_changes
from storage.queue import cards

AWAITED = "policy value"
PANEL = "policy"


def of(session: Session, handbook: Handbook, ballot_id: int) -> Policies:
    """Find the policies of a ballot: those of the file, as changed in the chat."""
    changes = policy_changes.of_ballot(session, ballot_id)
    return care_policies.changed(handbook.policies, changes)


def by_command(context: Context) -> object:
    """Answer `/policy`, `/policy KIND` or `/policy KIND PART VALUE`."""
    said = context.words.strip()
    key = context.panel(PANEL)
    if not said:
        return _show(context, endings.PolicyList(context.ballot.id, key))
    if said.lower() in care_policies.KINDS:
        shown = endings.PolicyShown(context.ballot.id, key, said.lower())
        return _show(context, shown)
    try:
        change = care_policies.read_typed(said)
    except care_policies.Unreadable:
        return _show(context, endings.HowToTypePolicy())
    return _save(context, key, change)


def press(context: Context, panel: cards.Panel, code: str) -> object:
    """Take a press: show a policy, ask for a value, take one, go back to the file."""
    act, _, rest = code.partition(":")
    kind, _, detail = rest.partition(":")
    shown = endings.PolicyShown(context.ballot.id, panel.key, kind)
    if act == "home":
        return _show(context, endings.PolicyList(context.ballot.id, panel.key))
    if act == "show":
        return _show(context, shown)
    if act == "file":
        policy_changes.forget(context.session, context.ballot.id, kind)
        context.note("policy reset", detail=kind)
        return _show(context, shown)
    name, _, value = detail.partition(":")
    if act == "ask":
        return _ask(context, panel.key, kind, name)
    return _save(context, panel.key, Change(kind, name, value))


def _ask(
    context: Context, key: str, kind: str, name: str, *, refused: bool = False
) -> endings.PolicyAsks:
    expected_answer.ask(context, f"{AWAITED}:{key}.{kind}.{name}")
    asks = endings.PolicyAsks(context.ballot.id, key, kind, name, refused)
    context.edit(asks)
    return asks


def take_value(context: Context) -> object:
    """Take a value typed while a part of a policy is asked for."""
    key, kind, name = expected_answer.take(context).split(".")
    if cards.panel(context.session, key) is None:
        context.tell(general_endings.NotAllowed("expired"))
        return general_endings.NotAllowed("expired")
    try:
        value = care_policies.read_value(name, context.words)
    except care_policies.Unreadable:
        return _ask(context, key, kind, name, refused=True)
    return _save(context, key, Change(kind, name, value))


def _save(
    context: Context, key: str, change: Change
) -> endings.Ending | replies_endings.WordsNotKept:
    """Keep a change; words as they may be kept."""
    if change.name == care_policies.SAY_FIRST:
        words = kept_words.of(context, change.value)
        if not isinstance(words, str):
            return words
        change = change._replace(value=words)
    policy_changes.put(context.session, context.ballot.id, change)
    context.note("policy set", detail=f"{change.kind} {change.name}")
    return _show(context, endings.PolicyShown(context.ballot.id, key, change.kind))


def _show(context: Context, ending: endings.Ending) -> endings.Ending:
    context.edit(ending)
    return ending


class OnCard(NamedTuple):
    """What a card says of a case: the first words, and when it is answered."""

    say_first: str
    reply_by: dt.datetime | None = None


STEPS = {"question": Case.QUESTION, "complaint": Case.UPSET}
"""The kind of case whose words a card asks for."""


def on_card(
    moment: Moment, card: cards.Card, of_member: Sequence[cases.Case]
) -> OnCard | None:
    """Find what a card says while it asks for a case's words, and once it is open."""
    session = moment.session
    kind = STEPS.get(str(card.asking.get("step"))) if not card.closed_at else None
    opened = next(
        (
            case
            for case in of_member
            if case.opened_by == card.person_id
            and case.awaits
            and case.offered_until is None
        ),
        None,
    )
    if kind is None and (opened is None or card.closed_at is None):
        return None
    policies = of(session, moment.handbook, card.ballot_id)
    if kind is not None:
        return OnCard(policies.of(kind).say_first)
    if opened is None or opened.opened_at < card.opened_at:
        return None
    return OnCard(policies.of(opened.kind).say_first, opened.reply_by)


def gather(
    moment: Moment,
    ending: endings.PolicyList | endings.PolicyShown | endings.PolicyAsks,
) -> showing.PolicyFacts:
    """Gather the policies of a ballot, and which of them differ from the file."""
    found = of(moment.session, moment.handbook, ending.ballot_id)
    changes = policy_changes.of_ballot(moment.session, ending.ballot_id)
    return showing.PolicyFacts(
        ballots.get(moment.session, ending.ballot_id),
        found,
        frozenset(one.kind for one in changes),
    )
