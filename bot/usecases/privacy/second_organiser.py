"""Ask a second organiser, where there is one, to agree to what cannot be undone."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.rules import general_endings
from bot.rules.privacy import endings as privacy_endings
from bot.usecases.context import Context
from storage import panels
from storage.queue import cards
from storage.team import people

EXPORT, PURGE = "export", "purge"
LASTS = dt.timedelta(hours=24)


def ask(
    context: Context, what: str, file_format: str = ""
) -> privacy_endings.SecondWaits | None:
    """Ask every other organiser, any of whom may decide; None where there is none."""
    team = people.organisers(context.session, context.ballot.id)
    others = [one for one in team if one.id != context.person.id]
    if not others:
        return None
    key = cards.open_panel(
        context.session,
        f"agree {what}",
        context.now + LASTS,
        about={"by": context.person.id, "format": file_format},
        ballot_id=context.ballot.id,
        many=True,
    )
    ending = privacy_endings.SecondAsked(
        context.ballot.id, context.person.id, what, key
    )
    for other in others:
        context.say(ending, other.telegram_id)
    context.note(f"{what} asked")
    context.tell(privacy_endings.SecondWaits(what))
    return privacy_endings.SecondWaits(what)


def decide(
    context: Context, panel: cards.Panel, code: str, do: Callable[[Context], object]
) -> object:
    """Take the decision of the first other organiser; call `do` if they agree."""
    by = panel.about.get("by")
    if by == context.person.id:
        return general_endings.NotAllowed("not your button")
    if not isinstance(by, int) or not panels.use_up(context.session, panel):
        return general_endings.NotAllowed("expired")
    asker = people.get(context.session, by, context.ballot.id)
    if not asker.organises:
        return general_endings.NotAllowed("expired")
    what, agreed = panel.action.removeprefix("agree "), code == "agree"
    context.note(f"{what} {'agreed' if agreed else 'refused'}", detail=f"person {by}")
    ending = privacy_endings.SecondSaid(
        context.ballot.id, context.person.id, what, agreed
    )
    context.edit(ending)
    context.say(ending, asker.telegram_id)
    if agreed:
        do(replace(context, person=asker))
    return ending
