"""`/stats`: where the ballot stands, as reported; an official count recalibrates."""

from bot.rules import general_endings
from bot.rules.stats import endings, turnout
from bot.usecases.context import Context
from bot.usecases.stats import turnout_report
from storage import ballots
from storage.queue import cards
from storage.team import people

AWAITED = "official count"
OFFICIAL = "official"
TAKEN_BACK = ("none", "off", "no", "-")


def by_command(context: Context) -> endings.Ending:
    """Answer `/stats`; `/stats official 326` notes the scrutineer's count."""
    command, rest = context.first_word
    if command == OFFICIAL:
        return official(context, rest) if rest else ask_official(context)
    if not context.arrival.private:
        public = endings.GroupStats(context.ballot.id, context.bot_name)
        context.post(public)
        return public
    ending = endings.Curve(context.ballot.id, context.panel("stats"))
    context.tell(ending)
    return ending


def press(context: Context, panel: cards.Panel, code: str) -> object:
    """Take a press of the buttons under the figures and under the picture."""
    ballot_id = context.ballot.id
    match code:
        case "curve" | "again":
            return _tell(context, endings.Curve(ballot_id, panel.key))
        case "light" | "dark":
            curve = endings.Curve(ballot_id, panel.key, light=code == "light")
            return _edit(context, curve)
        case "details":
            return _tell(context, endings.Stats(ballot_id, panel.key))
        case "official":
            return ask_official(context)
        case _:
            return general_endings.NotAllowed("expired")


def ask_official(context: Context) -> endings.Ending:
    """Ask for the official count, typed next."""
    _await(context, AWAITED)
    return _tell(context, endings.AskOfficial())


def take_official(context: Context) -> endings.Ending:
    """Take the number that was asked for."""
    _await(context, None)
    return official(context, context.words)


def official(context: Context, words: str) -> endings.Ending:
    """Note an official count: papers in by today, or the final one after the close."""
    plain = words.strip().replace(",", "").replace(" ", "").lower()
    taken_back = plain in TAKEN_BACK
    if not taken_back and not (plain.isascii() and plain.isdigit()):
        return _tell(context, endings.OfficialRefused("number"))
    papers = None if taken_back else int(plain)
    known = turnout_report.counts(context.session, context.ballot.id)
    base = turnout.base(context.ballot.entitled, known)
    if papers is not None and papers > base:
        return _tell(context, endings.OfficialRefused("too many"))
    at = None if taken_back else context.now
    ballots.update_life(
        context.session, context.ballot.id, official_count=papers, official_at=at
    )
    context.note("official count", detail=str(papers))
    key = context.panel("stats")
    return _tell(context, endings.OfficialNoted(context.ballot.id, key))


def _await(context: Context, what: str | None) -> None:
    people.update_role(
        context.session, context.person.id, context.ballot.id, awaiting=what
    )


def _tell(context: Context, ending: endings.Ending) -> endings.Ending:
    context.tell(ending)
    return ending


def _edit(context: Context, ending: endings.Ending) -> endings.Ending:
    context.edit(ending)
    return ending
