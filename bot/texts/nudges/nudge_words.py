"""Words of the nudges: counts for a group, initials in private."""

import datetime as dt
from collections.abc import Mapping
from typing import assert_never

from bot.rules.ballot import post, timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges import nudge_facts
from bot.rules.nudges.send_or_skip import Reason
from bot.rules.replies.steps import Case
from bot.rules.stats import public_report
from bot.rules.stats.stats_report import Report
from bot.rules.stats.turnout import Caution
from bot.texts import messages, words
from bot.texts.care import feedback_words
from bot.texts.messages import Message, Press
from bot.texts.privacy import endings as privacy_endings
from bot.texts.stats import stats_words, turnout_words

SHARE = "Reported, not counted: keep going."
MOST = 8
"""How many members one nudge names at most, each with a button."""
TOO_FEW = {Caution.NOBODY_REACHED, Caution.SMALL_SAMPLE}


def to_group(facts: nudge_facts.ToGroup, bot_name: str) -> Message:
    """Word a nudge to a group: counts and dates, nothing about a member."""
    said = _cutoff(facts) if isinstance(facts, nudge_facts.Cutoff) else countdown(facts)
    return Message(said, messages.next_link(bot_name))


def say(facts: nudge_facts.NudgeFacts, key: str) -> Message:
    """Word a nudge to a person."""
    match facts:
        case nudge_facts.Countdown() | nudge_facts.Cutoff():
            return to_group(facts, bot_name="")
        case nudge_facts.Ripe():
            return _ripe(facts, key)
        case nudge_facts.Handed():
            return Message(HANDED)
        case nudge_facts.Lapse(ballot=ballot, initials=initials, until=until):
            at = words.clock(until, ballot)
            keys = (Press("Keep", f"{key}.keep"), Press("Release", f"{key}.release"))
            return Message(
                f"Your card of {words.safe(initials)} lapses at {at}.", (keys,)
            )
        case nudge_facts.Pledge():
            return Message(_pledge(facts), ((Press(messages.NEXT, f"{key}.next"),),))
        case nudge_facts.Digest():
            return Message(_digest(facts))
        case nudge_facts.Overdue():
            return _overdue(facts, key)
        case nudge_facts.Survey():
            return feedback_words.survey_begins(facts.ballot, key)
        case nudge_facts.Purge():
            return Message(_purge(facts))
        case _:
            assert_never(facts)


HANDED = (
    "Promises or call-backs of yours go to whoever is free now: they were due and "
    "nobody asked, or an organiser picked them out. /mine shows what is still yours."
)


LOG_LOST = (
    "⚠️ Lines of the audit log, or views, are missing. Whoever runs the bot: "
    "mantelpiece check"
)
STATES = {"sent": "sent", "skipped": "skipped", "unknown": "unknown"}
REASONS: Mapping[str, str] = {
    Reason.LATE: "too late to make sense",
    Reason.QUIET: "quiet hours",
    Reason.PAUSED: "paused by an organiser",
    Reason.MUTED: "muted",
    Reason.AWAY: "away",
    Reason.UNREACHABLE: "cannot be reached",
    Reason.NO_ROLE: "no longer takes part",
    Reason.NOTHING_LEFT: "nothing left to say",
    Reason.MERGED: "said in an earlier one",
    Reason.CAP: "enough for one day",
}


def became(state: str, why: str | None) -> str:
    """Say what became of a nudge, as in "skipped, quiet hours".

    A reason without words here is shown as its code.
    """
    said = STATES.get(state, state)
    return f"{said}, {REASONS.get(why, why)}" if why else said


def countdown(facts: nudge_facts.Countdown) -> str:
    """Say how many days are left and the reported turnout, a line each."""
    steps = public_report.in_steps(facts.reported, facts.base)
    share = f" ({steps / facts.base:.0%})" if steps else ""
    lines = [
        f"<b>{words.safe(facts.ballot.name)}: {_left(facts)}</b>",
        # The time makes each edit differ: Telegram refuses one that changes nothing.
        f"Reported turnout at {words.clock(facts.now, facts.ballot)}: "
        f"{stats_words.public(facts.reported, facts.base)} of {facts.base:,}{share}. "
        f"{SHARE}",
    ]
    return "\n".join(lines)


def _left(facts: nudge_facts.Countdown) -> str:
    """As in "5 days to the last posting day, Mon 8 June"."""
    ballot, now = facts.ballot, facts.now
    last = timetable.of(ballot).last_day
    days = (last - ballot.today(now)).days
    if facts.evening and ballot.by_post:
        emptied = post.next_collection(ballot, ballot.today(now))
        when = words.soon(emptied, ballot, now)
        return f"post before the next collection, {when}! {_by(ballot, last, days)}"
    if days <= 0:
        day = "last posting day" if ballot.by_post else "last day"
        return f"today is the {day}. {_today(ballot, now)}"
    return _by(ballot, last, days)


def _by(ballot: Ballot, last: dt.date, days: int) -> str:
    what = "the last posting day" if ballot.by_post else "the close"
    if days <= 0:
        return f"today is {what}"
    return f"{words.many(days, 'day')} to {what}, {words.day(last)}"


def _today(ballot: Ballot, now: dt.datetime) -> str:
    if not ballot.by_post:
        return "Vote online before it closes."
    today = ballot.today(now)
    emptied = ballot.at(today, post.collected_at(ballot, today))
    if not post.is_collection(today, ballot) or now >= emptied:
        return "A later box or a counter may still take it."
    return f"Post before today's collection, {words.soon(emptied, ballot, now)}!"


def _cutoff(facts: nudge_facts.Cutoff) -> str:
    cutoff = timetable.of(facts.ballot).replacement_cutoff
    if cutoff is None:
        raise ValueError("a ballot without a cut-off has no nudge about it")
    when = words.soon(cutoff, facts.ballot, facts.now)
    head = f"<b>{words.safe(facts.ballot.name)}</b>: a lost paper can be replaced until"
    if facts.to_group:
        return (
            f"{head} {when}.\nAsk everybody first: “have you got the paper?” Only the "
            "member may ask the union for another."
        )
    lines = []
    if facts.without:
        none = words.many(facts.without, "member has", "members have")
        lines.append(f"{none} no paper and none on order.")
    if facts.asked:
        asked = words.many(facts.asked, "member has", "members have")
        lines.append(f"{asked} asked for one and not said that it came.")
    without = " ".join(lines) or "Nobody is known to be without a paper."
    return f"{head} {when}. {without}"


def _ripe(facts: nudge_facts.Ripe, key: str) -> Message:
    """Name the first few promises and call-backs that are due, each with a button."""
    lines = []
    if facts.call_backs:
        count = words.many(len(facts.call_backs), "call-back")
        lines.append(f"⏰ {count} due{_names(facts.call_backs, MOST)}")
    if facts.promises:
        count = words.many(len(facts.promises), "promise")
        room = max(0, MOST - len(facts.call_backs))
        lines.append(f"📮 {count} to ask after{_names(facts.promises, room)}")
    lines.append("/next gives you the first, /mine shows all.")
    opens = [Press(one.initials, f"{key}.m{one.member}") for one in facts.all[:MOST]]
    rows = tuple(tuple(opens[at : at + 4]) for at in range(0, len(opens), 4))
    return Message("\n".join(lines), rows)


def _names(due: tuple[nudge_facts.Due, ...], room: int) -> str:
    """As in ": A.B., C.D. and 3 more"; nothing where there is no room."""
    if not room:
        return ""
    shown = ", ".join(words.safe(one.initials) for one in due[:room])
    more = len(due) - room
    return f": {shown} and {more} more" if more > 0 else f": {shown}"


def _pledge(facts: nudge_facts.Pledge) -> str:
    done = f" {facts.done} done." if facts.done else ""
    return (
        f"You pledged {words.many(facts.contacts, 'contact')}.{done} /next when ready."
    )


def _digest(facts: nudge_facts.Digest) -> str:
    report = facts.report
    today = report.today
    lines = [
        f"<b>{words.safe(facts.ballot.name)}, {_span(facts)}</b>",
        f"{words.many(today.contacts, 'contact')} by "
        f"{words.many(today.advocates, 'person', 'people')}: {today.voted} voted, "
        f"{today.promised} promised.",
        stats_words.reported(report),
        _band(report),
        f"Held just now: {report.open_cards}.",
    ]
    if facts.needs:
        need = words.many(facts.needs, "member needs", "members need")
        lines.append(f"{need} an organiser.")
    if facts.cases:
        late = f", {facts.overdue} overdue" if facts.overdue else ""
        lines.append(f"{words.many(facts.cases, 'case')} to answer{late}: /cases")
    if facts.log_lost:
        lines.append(LOG_LOST)
    elif facts.log:
        lines.append(f"Log: {facts.log}")
    return "\n".join(lines)


def _span(facts: nudge_facts.Digest) -> str:
    """Say of what span a digest tells: of the day, or since the one before."""
    since = facts.ballot.local(facts.since)
    if since.time() != dt.time():
        return f"since {words.day(since)} {words.clock(since, facts.ballot)}"
    today = facts.report.facts.today
    return "today" if since.date() == today else f"since {words.day(since)}"


def _band(report: Report) -> str:
    """Give the band as /stats does, unless too few have answered."""
    if TOO_FEW & set(report.band.cautions):
        return "Too few have answered for a forecast yet: /stats"
    return f"{turnout_words.headline(report.facts, report.band)} {stats_words.SHARE}"


def _overdue(facts: nudge_facts.Overdue, key: str) -> Message:
    local = facts.ballot.local(facts.reply_by)
    about = f" about {words.safe(facts.initials)}" if facts.initials else ""
    by = f"{words.day(local.date())} {local:%H:%M}"
    what = f"A {words.case(facts.kind)}{about} was to be answered"
    if facts.kind == Case.UPSET:
        who = words.safe(facts.initials) or "Somebody"
        what = f"{who} is upset, and was to hear from an organiser"
    text = f"⏳ {what} by {by}: /cases"
    return Message(text, ((Press("Open it", f"{key}.c{facts.case}"),),))


def _purge(facts: nudge_facts.Purge) -> str:
    """Say when details are erased, and what to take out before."""
    name, day = words.safe(facts.ballot.name), words.day(facts.day)
    head = f"<b>{name}</b>: members' details are erased on {day}. Totals stay."
    left = privacy_endings.not_out_yet(facts.left)
    return "\n".join([head, *(left or ["Nothing is left to take out."])])
