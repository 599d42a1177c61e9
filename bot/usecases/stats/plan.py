"""`/plan`: the odds of getting over the line, and what would move them."""

from dataclasses import asdict

from bot.rules import general_endings
from bot.rules.stats import endings
from bot.rules.stats.plan import efforts
from bot.usecases.context import Context
from bot.usecases.stats import turnout_report
from storage.queue import cards


def plan(context: Context) -> endings.Ending:
    """Answer `/plan`, or try an effort: `/plan 20 tonight at Leeds`, `/plan +30`."""
    if not context.words:
        key = context.panel("plan")
        return _tell(context, endings.PlanPicture(context.ballot.id, key))
    wish = efforts.read(context.words)
    if wish is None:
        return _tell(context, endings.PlanMisread("words"))
    at = _named(context, wish.at)
    if wish.at and at is None:
        return _tell(context, endings.PlanMisread("workplace"))
    key = context.panel("plan")
    tried = endings.Tried(context.ballot.id, key, **asdict(wish.effort), at=at)
    return _tell(context, tried)


def press(context: Context, panel: cards.Panel, code: str) -> object:
    """Show the details of the plan, or its picture again, dark or light."""
    picture = endings.PlanPicture(context.ballot.id, panel.key, light=code == "light")
    if code == "picture":
        return _tell(context, picture)
    if code in ("light", "dark"):
        context.edit(picture)
        return picture
    if code == "details":
        return _tell(context, endings.Plan(context.ballot.id, panel.key))
    return general_endings.NotAllowed("expired")


def _named(context: Context, words: str | None) -> str | None:
    """Find the one workplace that is called so, or whose name holds these words."""
    if words is None:
        return None
    found = [
        name
        for name in turnout_report.workplaces(context.session, context.ballot.id)
        if name
    ]
    same = [name for name in found if name.casefold() == words.casefold()]
    like = [name for name in found if words.casefold() in name.casefold()]
    return same[0] if same else like[0] if len(like) == 1 else None


def _tell(context: Context, ending: endings.Ending) -> endings.Ending:
    context.tell(ending)
    return ending
