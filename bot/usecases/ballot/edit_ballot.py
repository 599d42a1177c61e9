"""`/ballot`: set a ballot up step by step, change it, look at its weeks."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from bot.rules import general_endings
from bot.rules.ballot import endings, impossible_dates, set_up
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.set_up import Step
from bot.rules.person import Role
from bot.rules.replies.reader.times import moments
from bot.usecases import expected_answer
from bot.usecases.context import Context
from bot.usecases.team import checklist
from storage import ballots
from storage.queue import cards
from storage.team import people

AWAITED = "ballot value"
_DATED = re.compile(r"\d{4}")
_HOUR = re.compile(
    r"\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)|\d{1,2}:\d{2}|noon", re.IGNORECASE
)
NEW = "new"
FIRST_NAME = "Ballot"


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel in use: its key, and the name of the ballot that is being made."""

    key: str
    new: str | None = None

    @property
    def guided(self) -> bool:
        """Whether the steps follow one another, as for a new ballot."""
        return self.new is not None


def by_command(context: Context) -> object:
    """Answer `/ballot`, `/ballot new NAME` or `/ballot FIELD VALUE`."""
    word, rest = context.first_word
    if word == NEW or (not word and not context.ballot.id):
        return _begin(context, rest.strip() or FIRST_NAME)
    if not context.ballot.id:
        context.tell(endings.HowToType())
        return endings.HowToType()
    panel = Panel(_key(context, None))
    if not word:
        return _say(context, endings.BallotSettings(context.ballot.id, panel.key))
    if word not in {*Step} or not rest.strip():
        return _say(context, endings.HowToType())
    return _set(context, panel, Step(word), rest)


def _key(context: Context, new: str | None) -> str:
    return context.panel("ballot", {"new": new} if new else {})


def _begin(context: Context, name: str) -> object:
    if ballots.named(context.session, name) is not None:
        return _say(context, endings.NameTaken())
    key = _key(context, name)
    return _say(context, endings.BallotAsks(0, key, Step.CLOSES, guided=True))


def change_by_button(context: Context, found: cards.Panel, code: str) -> object:
    """Take a press: another step, month, day; a value; the weeks; all settings."""
    new = found.about.get("new")
    panel = Panel(found.key, str(new) if new else None)
    act, _, rest = code.partition(":")
    name, _, detail = rest.partition(":")
    ballot_id = _in_hand(context, panel)
    if act == "weeks":
        return _say(context, endings.Weeks(ballot_id))
    if act == "home":
        return _say(context, endings.BallotSettings(ballot_id, panel.key))
    if act == "later":
        return _show_settings(context, panel)
    if act == "none":
        return None
    step = Step(name)
    if act == "value":
        return _set(context, panel, step, detail)
    if act == "skip":
        return _show_next(context, panel, step)
    asks = endings.BallotAsks(ballot_id, panel.key, step, detail, panel.guided)
    return _say(context, asks)


def take_value(context: Context) -> object:
    """Take a value typed while a step is asked: "5 dec", "friday 12:00", "40"."""
    key, _, step = expected_answer.take(context).rpartition(".")
    found = cards.panel(context.session, key)
    if found is None or not context.person.organises:
        context.tell(general_endings.NotAllowed("expired"))
        return general_endings.NotAllowed("expired")
    new = found.about.get("new")
    panel = Panel(found.key, str(new) if new else None)
    today = context.ballot.today(context.said_at)
    return _set(context, panel, Step(step), with_date(context.words, step, today))


def with_date(typed: str, step: str, today: dt.date) -> str:
    """Write a day that is meant ("friday", "5 dec") as a date, before its hour."""
    day = moments.day(typed, today) if step in set_up.DAYS else None
    if day is None or _DATED.search(typed):
        return typed
    hour = _HOUR.search(typed)
    return f"{day} {hour[0]}" if hour else str(day)


def _in_hand(context: Context, panel: Panel) -> int:
    """Find the id of the ballot that is edited; 0 while a new one is not saved yet."""
    if panel.new is None:
        return context.ballot.id
    made = ballots.named(context.session, panel.new)
    return made.id if made else 0


def _set(context: Context, panel: Panel, step: Step, said: str) -> object:
    """Save a value or refuse it with the reason; a close makes the new ballot."""
    ballot_id = _in_hand(context, panel)
    asks = endings.BallotAsks(ballot_id, panel.key, step, guided=panel.guided)
    now = (
        ballots.get(context.session, ballot_id)
        if ballot_id
        else Ballot(0, panel.new or FIRST_NAME, context.now)
    )
    try:
        wanted = set_up.change(now, step, said)
    except set_up.Unreadable:
        return _say(context, replace(asks, refused=(("unread", None),)))
    found = impossible_dates.of(wanted, context.now)
    if found:
        why = tuple((one.trouble.value, one.day) for one in found)
        return _say(context, replace(asks, refused=why))
    _save(context, wanted, step)
    return _show_next(context, panel, step)


def _save(context: Context, wanted: Ballot, step: Step) -> None:
    if wanted.id:
        if step is Step.CLOSES:
            _open_again(context, wanted)
        ballots.save(context.session, wanted)
    else:
        wanted = ballots.add(context.session, wanted, context.now)
        role = Role.OWNER if context.person.owner else Role.ORGANISER
        people.give_role(
            context.session, context.person.id, wanted.id, role, context.now
        )
    context.note("ballot set", detail=f"{wanted.id} {step}")


def _open_again(context: Context, wanted: Ballot) -> None:
    """Open a closed, unpurged ballot again when its close is set in the future."""
    life = ballots.life(context.session, wanted.id)
    if (
        wanted.closes > context.now
        and life.closed_at is not None
        and life.purged_at is None
    ):
        ballots.update_life(context.session, wanted.id, closed_at=None)
        context.note("opened again", detail=str(wanted.id))


def _show_next(context: Context, panel: Panel, step: Step) -> object:
    """Show the next step of a new ballot; at its end the weeks, as after any change."""
    ballot_id = _in_hand(context, panel)
    made = ballots.get(context.session, ballot_id)
    following = set_up.next_step(step, made) if panel.guided else None
    if following is not None:
        asks = endings.BallotAsks(ballot_id, panel.key, following, guided=True)
        return _say(context, asks)
    if not panel.guided:
        return _say(context, endings.BallotSettings(ballot_id, panel.key))
    context.tell(endings.Weeks(ballot_id))
    return _show_settings(context, panel)


def _show_settings(context: Context, panel: Panel) -> object:
    """Show the settings, and the checklist if it is not done."""
    ballot = ballots.get(context.session, _in_hand(context, panel))
    ending = _say(context, endings.BallotSettings(ballot.id, panel.key))
    here = replace(context, ballot=ballot)
    return checklist.show(here) if checklist.missing(here) else ending


def _say(context: Context, ending: endings.Ending) -> endings.Ending:
    """Edit the pressed message into this; send a picture as a message of its own."""
    if isinstance(ending, endings.BallotAsks) and context.ballot.id:
        expected_answer.ask(context, f"{AWAITED}:{ending.key}.{ending.step}")
    if isinstance(ending, endings.Weeks):
        context.tell(ending)
    else:
        context.edit(ending)
    return ending
