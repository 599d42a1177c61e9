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
from bot.texts import languages, messages, words
from bot.texts.care import feedback_words
from bot.texts.messages import Message, Press
from bot.texts.privacy import endings as privacy_endings
from bot.texts.stats import stats_words, turnout_words

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
            return Message(languages.say(HANDED))
        case nudge_facts.Lapse(ballot=ballot, initials=initials, until=until):
            at = words.clock(until, ballot)
            keys = (
                Press(languages.say("Keep"), f"{key}.keep"),
                Press(languages.say("Release"), f"{key}.release"),
            )
            return Message(
                languages.say(
                    "Your card of {initials} lapses at {at}.",
                    initials=words.safe(initials),
                    at=at,
                ),
                (keys,),
            )
        case nudge_facts.Pledge():
            return Message(
                _pledge(facts), ((Press(languages.say(messages.NEXT), f"{key}.next"),),)
            )
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


HANDED = languages.mark(
    "Promises or call-backs of yours go to whoever is free now: they were due and "
    "nobody asked, or an organiser picked them out. /mine shows what is still yours."
)


LOG_LOST = languages.mark(
    "⚠️ Lines of the audit log, or views, are missing. Whoever runs the bot: "
    "mantelpiece check"
)
STATES = languages.mark(
    {
        "planned": "planned",
        "sent": "sent",
        "skipped": "skipped",
        "unknown": "unknown",
    }
)
REASONS: Mapping[str, str] = languages.mark(
    {
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
)


def became(state: str, why: str | None) -> str:
    """Say what became of a nudge, as in "skipped, quiet hours".

    A reason without words here is shown as its code.
    """
    said = languages.say(STATES.get(state, state))
    return f"{said}, {languages.say(REASONS.get(why, why))}" if why else said


def countdown(facts: nudge_facts.Countdown) -> str:
    """Say how many days are left and the reported turnout, a line each."""
    steps = public_report.in_steps(facts.reported, facts.base)
    share = f" ({round(100 * steps / facts.base)} %)" if steps else ""
    lines = [
        f"<b>{words.safe(facts.ballot.name)}: {_left(facts)}</b>",
        # The time makes each edit differ: Telegram refuses one that changes nothing.
        languages.say(
            "Reported turnout at {clock}: {public} of {base:,}{share}. "
            "Reported, not counted: keep going.",
            clock=words.clock(facts.now, facts.ballot),
            public=stats_words.public(facts.reported, facts.base),
            base=facts.base,
            share=share,
        ),
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
        before = languages.say("post before the next collection, {when}!", when=when)
        return f"{before} {_by(ballot, last, days)}"
    if days <= 0 and ballot.by_post:
        return (
            f"{languages.say('today is the last posting day.')} {_today(ballot, now)}"
        )
    if days <= 0:
        return f"{languages.say('today is the last day.')} {_today(ballot, now)}"
    return _by(ballot, last, days)


def _by(ballot: Ballot, last: dt.date, days: int) -> str:
    if ballot.by_post and days <= 0:
        return languages.say("today is the last posting day")
    if days <= 0:
        return languages.say("today is the close")
    if ballot.by_post:
        return languages.say_many(
            "{n:,} day to the last posting day, {day}",
            "{n:,} days to the last posting day, {day}",
            days,
            day=words.day(last),
        )
    return languages.say_many(
        "{n:,} day to the close, {day}",
        "{n:,} days to the close, {day}",
        days,
        day=words.day(last),
    )


def _today(ballot: Ballot, now: dt.datetime) -> str:
    if not ballot.by_post:
        return languages.say("Vote online before it closes.")
    today = ballot.today(now)
    emptied = ballot.at(today, post.collected_at(ballot, today))
    if not post.is_collection(today, ballot) or now >= emptied:
        return languages.say("A later box or a counter may still take it.")
    return languages.say(
        "Post before today's collection, {when}!",
        when=words.soon(emptied, ballot, now),
    )


def _cutoff(facts: nudge_facts.Cutoff) -> str:
    cutoff = timetable.of(facts.ballot).replacement_cutoff
    if cutoff is None:
        raise ValueError("a ballot without a cut-off has no nudge about it")
    when = words.soon(cutoff, facts.ballot, facts.now)
    head = languages.say(
        "<b>{name}</b>: a lost paper can be replaced until {when}.",
        name=words.safe(facts.ballot.name),
        when=when,
    )
    if facts.to_group:
        ask = languages.say(
            "Ask everybody first: “have you got the paper?” "
            "Only the member may ask the union for another."
        )
        return f"{head}\n{ask}"
    lines = []
    if facts.without:
        none = languages.say_many(
            "{n:,} member has no paper and none on order.",
            "{n:,} members have no paper and none on order.",
            facts.without,
        )
        lines.append(none)
    if facts.asked:
        asked = languages.say_many(
            "{n:,} member has asked for one and not said that it came.",
            "{n:,} members have asked for one and not said that it came.",
            facts.asked,
        )
        lines.append(asked)
    without = " ".join(lines) or languages.say("Nobody is known to be without a paper.")
    return f"{head} {without}"


def _ripe(facts: nudge_facts.Ripe, key: str) -> Message:
    """Name the first few promises and call-backs that are due, each with a button."""
    lines = []
    if facts.call_backs:
        call_backs = languages.say_many(
            "⏰ {n:,} call-back due{names}",
            "⏰ {n:,} call-backs due{names}",
            len(facts.call_backs),
            names=_names(facts.call_backs, MOST),
        )
        lines.append(call_backs)
    if facts.promises:
        room = max(0, MOST - len(facts.call_backs))
        promises = languages.say_many(
            "📮 {n:,} promise to ask after{names}",
            "📮 {n:,} promises to ask after{names}",
            len(facts.promises),
            names=_names(facts.promises, room),
        )
        lines.append(promises)
    lines.append(languages.say("/next gives you the first, /mine shows all."))
    opens = [Press(one.initials, f"{key}.m{one.member}") for one in facts.all[:MOST]]
    rows = tuple(tuple(opens[at : at + 4]) for at in range(0, len(opens), 4))
    return Message("\n".join(lines), rows)


def _names(due: tuple[nudge_facts.Due, ...], room: int) -> str:
    """As in ": A.B., C.D. and 3 more"; nothing where there is no room."""
    if not room:
        return ""
    shown = ", ".join(words.safe(one.initials) for one in due[:room])
    more = len(due) - room
    if more <= 0:
        return f": {shown}"
    return languages.say(": {shown} and {more} more", shown=shown, more=more)


def _pledge(facts: nudge_facts.Pledge) -> str:
    if not facts.done:
        return languages.say_many(
            "You pledged {n:,} contact. /next when ready.",
            "You pledged {n:,} contacts. /next when ready.",
            facts.contacts,
        )
    return languages.say_many(
        "You pledged {n:,} contact. {done} done. /next when ready.",
        "You pledged {n:,} contacts. {done} done. /next when ready.",
        facts.contacts,
        done=facts.done,
    )


def _digest(facts: nudge_facts.Digest) -> str:
    report = facts.report
    today = report.today
    lines = [
        f"<b>{words.safe(facts.ballot.name)}, {_span(facts)}</b>",
        languages.say(
            "{contacts} by {people}: {voted} voted, {promised} promised.",
            contacts=languages.say_many(
                "{n:,} contact", "{n:,} contacts", today.contacts
            ),
            people=languages.say_many("{n:,} person", "{n:,} people", today.advocates),
            voted=today.voted,
            promised=today.promised,
        ),
        stats_words.reported(report),
        _band(report),
        languages.say("Held just now: {open_cards}.", open_cards=report.open_cards),
    ]
    if facts.needs:
        need = languages.say_many(
            "{n:,} member needs an organiser.",
            "{n:,} members need an organiser.",
            facts.needs,
        )
        lines.append(need)
    if facts.cases and facts.overdue:
        cases = languages.say_many(
            "{n:,} case to answer, {overdue} overdue: /cases",
            "{n:,} cases to answer, {overdue} overdue: /cases",
            facts.cases,
            overdue=facts.overdue,
        )
        lines.append(cases)
    elif facts.cases:
        cases = languages.say_many(
            "{n:,} case to answer: /cases", "{n:,} cases to answer: /cases", facts.cases
        )
        lines.append(cases)
    if facts.log_lost:
        lines.append(languages.say(LOG_LOST))
    elif facts.log:
        lines.append(languages.say("Log: {log}", log=facts.log))
    return "\n".join(lines)


def _span(facts: nudge_facts.Digest) -> str:
    """Say of what span a digest tells: of the day, or since the one before."""
    since = facts.ballot.local(facts.since)
    if since.time() != dt.time():
        return languages.say(
            "since {day} {clock}",
            day=words.day(since),
            clock=words.clock(since, facts.ballot),
        )
    today = facts.report.facts.today
    if since.date() == today:
        return languages.say("today")
    return languages.say("since {day}", day=words.day(since))


def _band(report: Report) -> str:
    """Give the band as /stats does, which also has it where few have answered."""
    if TOO_FEW & set(report.band.cautions):
        return languages.say(
            "Few have answered yet, so the forecast is still wide: /stats"
        )
    share = languages.say(stats_words.SHARE)
    return f"{turnout_words.headline(report.facts, report.band)} {share}"


def _overdue(facts: nudge_facts.Overdue, key: str) -> Message:
    local = facts.ballot.local(facts.reply_by)
    by = f"{words.day(local.date())} {words.hour(local)}"
    who = words.safe(facts.initials)
    if facts.kind == Case.UPSET:
        text = languages.say(
            "⏳ {who} is upset, and was to hear from an organiser by {by}: /cases",
            who=who or languages.say("Somebody"),
            by=by,
        )
    elif who:
        text = languages.say(
            "⏳ A {case} about {who} was to be answered by {by}: /cases",
            case=words.case(facts.kind),
            who=who,
            by=by,
        )
    else:
        text = languages.say(
            "⏳ A {case} was to be answered by {by}: /cases",
            case=words.case(facts.kind),
            by=by,
        )
    return Message(text, ((Press(languages.say("Open it"), f"{key}.c{facts.case}"),),))


def _purge(facts: nudge_facts.Purge) -> str:
    """Say when details are erased, and what to take out before."""
    name, day = words.safe(facts.ballot.name), words.day(facts.day)
    head = languages.say(
        "<b>{name}</b>: members' details are erased on {day}. Totals stay.",
        name=name,
        day=day,
    )
    left = privacy_endings.not_out_yet(facts.left)
    return "\n".join([head, *(left or [languages.say("Nothing is left to take out.")])])
