"""`/plan`: the odds of getting over the line, and what would move them."""

from dataclasses import asdict

from bot.rules.stats import endings
from bot.rules.stats.plan import efforts
from bot.rules.team import joining
from bot.usecases.context import Context
from bot.usecases.stats import turnout_report
from storage.queue import cards


def plan(desk: Context) -> endings.Ending:
    """`/plan`, or an effort to try: `/plan 20 tonight at Leeds`, `/plan +30`."""
    if not desk.words:
        return _told(desk, endings.Plan(desk.ballot.id, desk.panel("plan")))
    wish = efforts.read(desk.words)
    if wish is None:
        return _told(desk, endings.PlanMisread("words"))
    at = _named(desk, wish.at)
    if wish.at and at is None:
        return _told(desk, endings.PlanMisread("workplace"))
    key = desk.panel("plan")
    tried = endings.Tried(desk.ballot.id, key, **asdict(wish.effort), at=at)
    return _told(desk, tried)


def press(desk: Context, panel: cards.Panel, code: str) -> object:
    """The picture of the plan, dark or light."""
    picture = endings.PlanPicture(desk.ballot.id, panel.key, light=code == "light")
    if code == "picture":
        return _told(desk, picture)
    if code in ("light", "dark"):
        here = desk.arrival.message_id
        return _told(desk, picture, kind="edit", message_id=here)
    return joining.NotAllowed("expired")


def _named(desk: Context, words: str | None) -> str | None:
    """The one workplace that is called so, or whose name holds these words."""
    if words is None:
        return None
    found = [
        name for name in turnout_report.workplaces(desk.session, desk.ballot.id) if name
    ]
    same = [name for name in found if name.casefold() == words.casefold()]
    like = [name for name in found if words.casefold() in name.casefold()]
    return same[0] if same else like[0] if len(like) == 1 else None


def _told(desk: Context, ending: endings.Ending, **how: object) -> endings.Ending:
    desk.tell(ending, **how)
    return ending
