"""The line on the card that says why this member is next."""

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue import index, pins
from bot.rules.queue.bands import Band, important
from bot.rules.queue.screens import CardFacts
from bot.texts import languages, words

_ASKS = languages.mark(
    {
        Band.CALL_BACK: "asked to be called back now",
        Band.NO_PAPER: "has no paper, and the replacement cut-off is near",
        Band.REPLACEMENT: "asked for a replacement. Has it come?",
        Band.UNTOUCHED: "never contacted",
        Band.NO_ANSWER: "no answer so far",
        Band.UNDECIDED: "was undecided",
        Band.HEARSAY: "somebody else said they voted: check once",
    }
)


_GOES_BEHIND = languages.mark("after so many tries members never contacted come first")
_GOES_BEHIND_HERE = languages.mark(
    "after so many tries members never contacted come first, by this branch's own tries"
)
_LESS = languages.mark(
    "by this branch's own tries a contact brings less than with members never contacted"
)
_STILL_MORE = languages.mark(
    "by this branch's own tries a contact still brings more than with members never "
    "contacted"
)
_MORE = languages.mark(
    "by this branch's own tries a contact brings more than with who said that they "
    "will vote"
)
PINNED = languages.mark("picked out by an organiser")


def reason(facts: CardFacts) -> str:
    """As in "Said will post 16 days ago. No answer on Tuesday. 3 days left."."""
    pin = languages.say(PINNED) if pins.colour(facts.member) else ""
    parts = [pin, _standing(facts), _last_try(facts), _days_left(facts)]
    return " ".join(_sentence(part) for part in parts if part)


def _sentence(part: str) -> str:
    end = "" if part.endswith("?") else "."
    return f"{part[:1].upper()}{part[1:]}{end}"


def colour(facts: CardFacts) -> str:
    """Say whether the member is really or less important, with the colour."""
    band = facts.member.band
    if band is None:
        return ""
    return (
        languages.say("🔴 really important")
        if important(Band(band))
        else languages.say("🟠 less important")
    )


def _standing(facts: CardFacts) -> str:
    member, today = facts.member, facts.ballot.today(facts.now)
    band, due_at, *_ = pins.before(member)
    if band is Band.PROMISE and member.promise_day is not None:
        tell = words.ahead if member.promise_day > today else words.ago
        when = tell(member.promise_day, today)
        return languages.say("promised to post {when}", when=when)
    if band is Band.CALL_BACK and due_at is not None and due_at > facts.now:
        when = words.soon(due_at, facts.ballot, facts.now)
        return languages.say("asked to be called back: {when}", when=when)
    if band is Band.WILL_VOTE:
        said = _said_so(facts)
        if member.outcome is Outcome.UNDECIDED:
            said = languages.say("{said}, then was undecided", said=said)
        return "; ".join(filter(None, (said, _by_own_log(facts))))
    if band is Band.UNTOUCHED and _before_told(facts.ballot):
        return f"{languages.say(_ASKS[band])}; {languages.say(_MORE)}"
    if band is Band.NO_ANSWER and _fell_behind(member, facts.ballot.told_worth):
        assumed = _fell_behind(member)
        why = languages.say(_GOES_BEHIND if assumed else _GOES_BEHIND_HERE)
        return f"{_said_so(facts)}; {why}"
    if band is Band.REPLACEMENT and member.requested_at is not None:
        asked = facts.ballot.today(member.requested_at)
        return languages.say(
            "asked for a replacement {when}. Has it come?",
            when=words.ago(asked, today),
        )
    return "" if band is None else languages.say(_ASKS.get(band, ""))


def _fell_behind(member: Member, told_worth: float = 1.0) -> bool:
    """Whether silence has put somebody behind who said that they will vote."""
    said = member.import_status == "will_vote"
    band = index.after_silence(Band.WILL_VOTE, member.tries, told_worth)
    return said and band is Band.NO_ANSWER


def _before_told(ballot: Ballot) -> bool:
    """Whether by the own log members never contacted come before "will vote"."""
    order = index.ordered((Band.WILL_VOTE, Band.UNTOUCHED), ballot.told_worth)
    return order[0] is Band.UNTOUCHED


def _by_own_log(facts: CardFacts) -> str:
    """Say what the own log has changed for who said that they will vote."""
    if _before_told(facts.ballot):
        return languages.say(_LESS)
    member, worth = facts.member, facts.ballot.told_worth
    stays = _fell_behind(member) and not _fell_behind(member, worth)
    return languages.say(_STILL_MORE) if stays else ""


def _said_so(facts: CardFacts) -> str:
    """As in "said will post 16 days ago"."""
    member, today = facts.member, facts.ballot.today(facts.now)
    said = member.import_status_on
    if member.outcome is Outcome.WILL_POST and member.outcome_at is not None:
        said = facts.ballot.today(member.outcome_at)
    if said is None:
        return languages.say("said <i>will post</i>")
    return languages.say("said <i>will post</i> {when}", when=words.ago(said, today))


def _last_try(facts: CardFacts) -> str:
    last = next((w for w in facts.words if w.outcome is Outcome.NO_ANSWER), None)
    if last is None or facts.member.outcome is not Outcome.NO_ANSWER:
        return ""
    day = words.ago(facts.ballot.today(last.at), facts.ballot.today(facts.now))
    if not last.method:
        return languages.say("no answer {day}", day=day)
    channel = words.channel(last.method)
    return languages.say("no answer {day} by {channel}", day=day, channel=channel)


def _days_left(facts: CardFacts) -> str:
    if not facts.ballot.by_post:
        days = (
            facts.ballot.today(facts.ballot.closes) - facts.ballot.today(facts.now)
        ).days
        return languages.say_many("{n:,} day left", "{n:,} days left", days)
    left = timetable.collections_left(facts.ballot, facts.now)
    if left > 15:
        return ""
    return languages.say_many("{n:,} posting day left", "{n:,} posting days left", left)
