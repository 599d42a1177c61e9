"""`/stats`: where the ballot stands, as reported; an official count recalibrates."""

from bot.rules.stats import endings
from bot.rules.team import joining
from bot.usecases.context import Context
from bot.usecases.stats import turnout_report
from storage import ballots
from storage.queue import cards
from storage.team import people

AWAITED = "official count"
OFFICIAL = "official"
TAKEN_BACK = ("none", "off", "no", "-")


def stats(desk: Context) -> endings.Ending:
    """`/stats`; `/stats official 326` notes what the scrutineer has counted."""
    command, _, rest = desk.words.lower().partition(" ")
    if command == OFFICIAL:
        return official(desk, rest) if rest else ask_official(desk)
    if not desk.arrival.private:
        public = endings.GroupStats(desk.ballot.id)
        desk.say(public, desk.arrival.chat_id)
        return public
    ending = endings.Stats(desk.ballot.id, desk.panel("stats"))
    desk.tell(ending)
    return ending


def press(desk: Context, panel: cards.Panel, code: str) -> object:
    """The buttons under the figures and under the picture."""
    ballot_id, here = desk.ballot.id, desk.arrival.message_id
    match code:
        case "curve":
            return _told(desk, endings.Curve(ballot_id, panel.key))
        case "light" | "dark":
            curve = endings.Curve(ballot_id, panel.key, light=code == "light")
            return _told(desk, curve, kind="edit", message_id=here)
        case "again":
            figures = endings.Stats(ballot_id, panel.key)
            return _told(desk, figures, kind="edit", message_id=here)
        case "official":
            return ask_official(desk)
        case _:
            return joining.NotAllowed("expired")


def ask_official(desk: Context) -> endings.Ending:
    """The number comes next, typed."""
    _await(desk, AWAITED)
    return _told(desk, endings.AskOfficial())


def typed(desk: Context) -> endings.Ending:
    """The number that was asked for."""
    _await(desk, None)
    return official(desk, desk.words)


def official(desk: Context, words: str) -> endings.Ending:
    """An official count: papers in by today, or the final one after the close."""
    plain = words.strip().replace(",", "").replace(" ", "").lower()
    taken_back = plain in TAKEN_BACK
    if not taken_back and not (plain.isascii() and plain.isdigit()):
        return _told(desk, endings.OfficialRefused("number"))
    papers = None if taken_back else int(plain)
    _, base, _ = turnout_report.progress(desk.session, desk.ballot, desk.now)
    if papers is not None and papers > base:
        return _told(desk, endings.OfficialRefused("too many"))
    at = None if taken_back else desk.now
    ballots.live(desk.session, desk.ballot.id, official_count=papers, official_at=at)
    desk.note("official count", detail=str(papers))
    key = desk.panel("stats")
    return _told(desk, endings.OfficialNoted(desk.ballot.id, key))


def _await(desk: Context, what: str | None) -> None:
    people.settle(desk.session, desk.person.id, desk.ballot.id, awaiting=what)


def _told(desk: Context, ending: endings.Ending, **how: object) -> endings.Ending:
    desk.tell(ending, **how)
    return ending
