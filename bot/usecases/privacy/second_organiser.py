"""Ask a second organiser, where there is one, to agree to what cannot be undone.

Two words mean two people: who became an organiser in the last 24 hours, is frozen or
cannot be reached is no second, and whoever has just lost their second is not alone.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.rules import general_endings
from bot.rules.person import ORGANISING, Person, State
from bot.rules.privacy import endings as privacy_endings
from bot.usecases.context import Context
from bot.usecases.team import membership
from storage import panels
from storage.privacy import audit
from storage.queue import cards
from storage.team import people

EXPORT, EXPORT_MANY, SHARE, PURGE = "export", "export many", "share", "purge"
LASTS = dt.timedelta(hours=24)
Waits = privacy_endings.SecondWaits | general_endings.NotAllowed


def ask(
    context: Context, what: str, about: Mapping[str, object] | None = None
) -> Waits | None:
    """Ask every other organiser who counts, any of whom may decide; None if alone."""
    others = _others(context)
    if not others and not _lost_one(context):
        return None
    asked = [one for one in others if _counts(context, one)]
    if not asked:
        context.tell(general_endings.NotAllowed("no second"))
        return general_endings.NotAllowed("no second")
    key = cards.open_panel(
        context.session,
        f"agree {what.partition(' ')[0]}",
        context.now + LASTS,
        about={"by": context.person.id, "what": what, **(about or {})},
        ballot_id=context.ballot.id,
        many=True,
    )
    ending = privacy_endings.SecondAsked(
        context.ballot.id, context.person.id, what, key
    )
    for other in asked:
        context.say(ending, other.telegram_id)
    context.note(f"{what} asked")
    context.tell(privacy_endings.SecondWaits(what))
    return privacy_endings.SecondWaits(what)


def _others(context: Context) -> list[Person]:
    """List the other organisers, in whatever state they are."""
    team = people.team(context.session, context.ballot.id, ORGANISING)
    return [one for one in team if one.id != context.person.id]


def _counts(context: Context, person: Person) -> bool:
    """Whether this organiser can be a second: for a day already, and reachable."""
    long_enough = person.since is not None and person.since <= context.now - LASTS
    may_act = person.started and person.state is State.ACTIVE
    return person.organises and long_enough and may_act


def _lost_one(context: Context) -> bool:
    """Whether somebody stopped being an organiser in the last 24 hours."""
    since = context.now - LASTS
    action = membership.ORGANISER_GONE
    return audit.any_since(context.session, context.ballot.id, action, since)


def decide(
    context: Context, panel: cards.Panel, code: str, do: Callable[[Context], object]
) -> object:
    """Take the decision of the first other organiser; call `do` if they agree."""
    by = panel.about.get("by")
    if by == context.person.id or not _counts(context, context.person):
        return general_endings.NotAllowed("not your button")
    if not isinstance(by, int) or not panels.use_up(context.session, panel):
        return general_endings.NotAllowed("expired")
    asker = people.get(context.session, by, context.ballot.id)
    if not asker.organises:
        return general_endings.NotAllowed("expired")
    what = str(panel.about.get("what", panel.action.removeprefix("agree ")))
    agreed = code == "agree"
    context.note(f"{what} {'agreed' if agreed else 'refused'}", detail=f"person {by}")
    ending = privacy_endings.SecondSaid(
        context.ballot.id, context.person.id, what, agreed
    )
    context.edit(ending)
    context.say(ending, asker.telegram_id)
    if agreed:
        asked = replace(context.arrival, callback_id=None, message_id=None)
        do(replace(context, person=asker, arrival=asked))
    return ending
