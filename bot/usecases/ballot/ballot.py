"""`/ballot`: set a ballot up step by step, change it, look at its weeks."""

from dataclasses import dataclass, replace

from bot.rules.ballot import endings, impossible_dates, set_up
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.set_up import Step
from bot.rules.person import Role
from bot.usecases.context import Context
from bot.usecases.team import checklist
from storage import ballots
from storage.queue import cards
from storage.team import people

NEW = "new"
FIRST_NAME = "Ballot"


@dataclass(frozen=True, slots=True)
class Panel:
    """The screen in hand: its key, and the name of the ballot that is being made."""

    key: str
    new: str | None = None

    @property
    def guided(self) -> bool:
        """Whether one step follows the other."""
        return self.new is not None


def ballot(desk: Context) -> object:
    """`/ballot`, `/ballot new NAME`, `/ballot FIELD VALUE`."""
    word, _, rest = desk.words.partition(" ")
    if word.lower() == NEW or (not word and not desk.ballot.id):
        return _begin(desk, rest.strip() or FIRST_NAME)
    if not desk.ballot.id:
        desk.tell(endings.HowToType())
        return endings.HowToType()
    panel = Panel(_key(desk, None))
    if not word:
        return _say(desk, endings.BallotSettings(desk.ballot.id, panel.key))
    if word.lower() not in {*Step} or not rest.strip():
        return _say(desk, endings.HowToType())
    return _set(desk, panel, Step(word.lower()), rest)


def _key(desk: Context, new: str | None) -> str:
    return desk.panel("ballot", {"new": new} if new else {})


def _begin(desk: Context, name: str) -> object:
    if ballots.named(desk.session, name) is not None:
        return _say(desk, endings.NameTaken())
    key = _key(desk, name)
    return _say(desk, endings.BallotAsks(0, key, Step.CLOSES, guided=True))


def pressed(desk: Context, found: cards.Panel, code: str) -> object:
    """A button: another step, month, day; a value; the weeks; all settings."""
    new = found.about.get("new")
    panel = Panel(found.key, str(new) if new else None)
    act, _, rest = code.partition(":")
    name, _, detail = rest.partition(":")
    ballot_id = _in_hand(desk, panel)
    if act == "weeks":
        return _say(desk, endings.Weeks(ballot_id))
    if act == "home":
        return _say(desk, endings.BallotSettings(ballot_id, panel.key))
    if act == "later":
        return _later(desk, panel)
    if act == "none":
        return None
    step = Step(name)
    if act == "value":
        return _set(desk, panel, step, detail)
    if act == "skip":
        return _on(desk, panel, step)
    asks = endings.BallotAsks(ballot_id, panel.key, step, detail, panel.guided)
    return _say(desk, asks)


def _in_hand(desk: Context, panel: Panel) -> int:
    """The ballot that is changed: the one that is being made, once it is there."""
    if panel.new is None:
        return desk.ballot.id
    made = ballots.named(desk.session, panel.new)
    return made.id if made else 0


def _set(desk: Context, panel: Panel, step: Step, said: str) -> object:
    """Refused with the reason, or saved; a new ballot is made with its close."""
    ballot_id = _in_hand(desk, panel)
    asks = endings.BallotAsks(ballot_id, panel.key, step, guided=panel.guided)
    now = (
        ballots.get(desk.session, ballot_id)
        if ballot_id
        else Ballot(0, panel.new or FIRST_NAME, desk.now)
    )
    try:
        wanted = set_up.changed(now, step, said)
    except set_up.Unread:
        return _say(desk, replace(asks, refused=(("unread", None),)))
    found = impossible_dates.of(wanted, desk.now)
    if found:
        why = tuple((one.trouble.value, one.day) for one in found)
        return _say(desk, replace(asks, refused=why))
    _save(desk, wanted, step)
    return _on(desk, panel, step)


def _save(desk: Context, wanted: Ballot, step: Step) -> None:
    if wanted.id:
        _open_again(desk, wanted)
        ballots.save(desk.session, wanted)
    else:
        wanted = ballots.add(desk.session, wanted, desk.now)
        role = Role.OWNER if desk.person.owner else Role.ORGANISER
        people.give_role(desk.session, desk.person.id, wanted.id, role, desk.now)
    desk.note("ballot set", detail=f"{wanted.id} {step}")


def _open_again(desk: Context, wanted: Ballot) -> None:
    """A close moved into the future opens what has closed and is not purged yet."""
    before = ballots.get(desk.session, wanted.id)
    life = ballots.life(desk.session, wanted.id)
    moved = wanted.closes != before.closes and wanted.closes > desk.now
    if moved and life.closed_at is not None and life.purged_at is None:
        ballots.live(desk.session, wanted.id, closed_at=None)
        desk.note("opened again", detail=str(wanted.id))


def _on(desk: Context, panel: Panel, step: Step) -> object:
    """The next step of a new ballot; at its end the weeks, as after any change."""
    ballot_id = _in_hand(desk, panel)
    made = ballots.get(desk.session, ballot_id)
    following = set_up.after(step, made) if panel.guided else None
    if following is not None:
        asks = endings.BallotAsks(ballot_id, panel.key, following, guided=True)
        return _say(desk, asks)
    if not panel.guided:
        return _say(desk, endings.BallotSettings(ballot_id, panel.key))
    desk.tell(endings.Weeks(ballot_id))
    return _later(desk, panel)


def _later(desk: Context, panel: Panel) -> object:
    """The settings as they are; then what else there is to do before the first card."""
    ballot = ballots.get(desk.session, _in_hand(desk, panel))
    ending = _say(desk, endings.BallotSettings(ballot.id, panel.key))
    here = replace(desk, ballot=ballot)
    return checklist.show(here) if checklist.missing(here) else ending


def _say(desk: Context, ending: endings.Ending) -> endings.Ending:
    """In the place of the screen that was pressed; a picture comes on its own."""
    message = desk.arrival.message_id if desk.arrival.callback_id else None
    if message is not None and not isinstance(ending, endings.Weeks):
        desk.tell(ending, kind="edit", message_id=message)
    else:
        desk.tell(ending)
    return ending
