"""The buttons of a card: never more than eight, whatever it shows or asks."""

import datetime as dt
import textwrap
from collections.abc import Iterable
from urllib.parse import quote

from bot.rules.ballot import hours, workdays
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import pins
from bot.rules.queue.bands import Band
from bot.rules.queue.screens import CardFacts
from bot.texts import languages, words
from bot.texts.messages import Button, Copy, Link, Press, Rows, Style, in_pairs

Codes = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of codes with their labels."""
COPY_LIMIT = 256
BACK = languages.mark(("home", "‹ Back"))
MOST = 8
"""Buttons of a card; all others are a tap further."""
SENT = languages.mark(("sent", "✉️ Message sent"))
NEXT = languages.mark(("next", "Next member ›"))
VOTED = languages.mark(("voted", "✅ Voted"))
PAPER = languages.mark(("paper", "📄 No paper"))
SILENT = languages.mark(("no_answer", "📵 No answer"))
KEEP = languages.mark(("keep", "🌙 Keep for tomorrow"))
CALL_BACK = languages.mark(("back", "⏰ Call back"))
REACH = languages.mark(("reach", "📲 Reach…"))
MORE = languages.mark(("more", "More…"))
HOME = languages.mark(
    (
        (VOTED, ("post", "📮 Will post")),
        (PAPER, SILENT),
        (SENT, CALL_BACK),
        (REACH, MORE),
    )
)
COME = languages.mark((("come", "📬 It has come"), ("not_yet", "Not yet")))
NEVER = languages.mark(
    (("never:ever", "For good"), ("never:ballot", "Only this ballot"))
)
WHERE = languages.mark(
    (
        ("where:near home", "Box near home"),
        ("where:near work", "Near work"),
        ("where:on the way", "On the way"),
    )
)
AFTER = languages.mark(
    (
        ("after:after tea", "After tea"),
        ("after:on the school run", "School run"),
    )
)
PINS = languages.mark(
    {
        "red": "🔴 Pin red",
        "amber": "🟠 Pin amber",
        "off": "📌 Take the pin away",
    }
)
UPSET = languages.mark(("upset", "😟 They are upset"))
WRONG = languages.mark(("wrong", "❌ Wrong contact"))
UNDO = languages.mark("↩︎ Undo")
CHANGE_TIME = languages.mark(("time", "🕒 Change time"))
NO_DAY = languages.mark(("post:no_day", "No day said"))
ELSE = languages.mark(("home", "Something else"))
COPIES = languages.mark(
    {
        Channel.MOBILE: "Copy mobile",
        Channel.PHONE: "Copy landline",
        Channel.PERSONAL_EMAIL: "Copy e-mail",
        Channel.WORK_EMAIL: "Copy work e-mail",
    }
)
PASS_ON = languages.mark(("skip", "Pass on or give back…"))
PASS_ON_OR_PIN = languages.mark(("skip", "Pass on, give back or pin…"))


def _reasons(*whys: str) -> tuple[tuple[str, str], ...]:
    """Make buttons of reasons why somebody is not in this ballot."""
    return tuple((f"not_in_ballot:{why[:1].lower()}{why[1:]}", why) for why in whys)


STEPS: dict[str, Codes] = languages.mark(
    {
        "paper": (
            (("paper:not_yet", "Not asked yet"),),
            (("paper:today", "Asked today"), ("paper:yesterday", "Asked yesterday")),
            (("paper:earlier", "Asked some days ago"),),
        ),
        "back": (
            (("back:hour", "In an hour"), ("back:evening", "This evening")),
            (
                ("back:morning", "Tomorrow morning"),
                ("back:tomorrow_evening", "Tomorrow evening"),
            ),
            (("back:later", "No time said"),),
        ),
        "more": (
            (("not_voting", "Not voting"), ("never", "Do not contact")),
            (("case:question", "Has a question"), ("case:complaint", "Is upset")),
            (WRONG, ("other", "Something else…")),
            (PASS_ON,),
        ),
        "other": (
            (("would_rather_not", "Would rather not say"),),
            (("hearsay", "Somebody says they voted"),),
            (("not_in_ballot", "Not in this ballot"), ("helps", "Offers to help")),
            (("undecided", "Undecided"),),
        ),
        "skip": (
            (("skip:badly", "I know them badly"), ("skip:conflict", "Conflict")),
            (("skip:unreachable", "No way to reach"), ("skip:not_now", "Not now")),
            (("release", "Give back"),),
        ),
        "not_in_ballot": (
            _reasons("Left the union", "Left the employer"),
            _reasons("Retired", "In another union"),
            _reasons("Has died", "Another reason"),
        ),
        "question": (),
        "complaint": (),
    }
)


def rows(facts: CardFacts) -> Rows:
    """Lay out the buttons of an open card: answers to its question, else outcomes."""
    if facts.asking.get("step") == "reach":
        return (*_tools(facts), _row(facts, (BACK,)))
    if _asks(facts):
        return answers(facts)
    *outcomes, last = _home(facts)
    return _rows(facts, (*outcomes, (REACH, *last) if _tools(facts) else last))


def answers(facts: CardFacts) -> Rows:
    """Lay out the answers to the question of a card; they hold nothing of a member."""
    step = str(facts.asking.get("step") or "")
    if step == "which":
        return _which(facts)
    if step == "post":
        return (*_pairs(facts, _post_days(facts)), _row(facts, (BACK,)))
    if step == "wrong":
        ways = [
            (f"wrong:{w.channel}", words.channel_name(w.channel))
            for w in facts.member.contact_methods()
        ]
        return (*_pairs(facts, ways), _row(facts, (BACK,)))
    if step in STEPS:
        return _rows(facts, (*_step(facts, step), (BACK,)))
    return _rows(facts, _home(facts))


def _asks(facts: CardFacts) -> bool:
    """Whether the card asks something that its buttons answer."""
    return facts.asking.get("step") in (*STEPS, "post", "wrong", "which")


def _home(facts: CardFacts) -> Codes:
    """List the outcomes; what makes no sense now gives way to what does."""
    (voted, post), (paper, silent), (sent, back), (_, more) = HOME
    if facts.asking.get("step") == "waiting":
        sent = NEXT
    if _waits_for_paper(facts):  # has it come? asks when they will post it, too
        post = KEEP if _is_quiet(facts) else post
        return (COME, (voted, post), (sent, silent), (more,))
    silent = KEEP if _is_quiet(facts) else silent
    return ((voted, post), (paper, silent), (sent, back), (more,))


def _is_quiet(facts: CardFacts) -> bool:
    """Whether a member who may be rung at other times may not be rung now."""
    limits = frozenset(hours.Limit(limit) for limit in facts.member.limits)
    quiet = not hours.may_call(facts.ballot, facts.now, limits)
    return quiet and hours.Limit.TEXT_ONLY not in limits


def _waits_for_paper(facts: CardFacts) -> bool:
    return pins.before(facts.member).band is Band.REPLACEMENT


def _step(facts: CardFacts, step: str) -> Codes:
    """List the answers; a time that is changed leaves out what is no time."""
    found = STEPS[step]
    if facts.closed and step == "paper":
        return found[1:]
    if step == "other":
        return (*found[:-1], (*found[-1], *_given_way(facts)))
    if step == "more" and facts.pins:
        return (*found[:-1], (PASS_ON_OR_PIN,))
    if step == "skip" and facts.pins:
        pinning = tuple((f"pin:{choice}", PINS[choice]) for choice in facts.pins)
        return (*found, pinning)
    return found


def _given_way(facts: CardFacts) -> tuple[tuple[str, str], ...]:
    """List the outcomes that gave way on the card to others: each can be recorded."""
    if _waits_for_paper(facts):
        return (PAPER, CALL_BACK)
    return (SILENT,) if _is_quiet(facts) else ()


def closed_rows(facts: CardFacts) -> Rows:
    """Lay out the buttons of a closed card."""
    if facts.outcome is None:
        return (_row(facts, (NEXT,)),)
    if facts.asking.get("step"):
        return answers(facts)
    undo = (f"undo:{facts.asking.get('contact_id')}", UNDO)
    last: Rows = (_row(facts, (undo, NEXT)),)
    if facts.sounds_upset:
        last = (_row(facts, (UPSET,)), *last)
    if facts.asking.get("understood"):
        changes = (undo, CHANGE_TIME)
        last = (*last[:-1], _row(facts, changes), _row(facts, (NEXT,)))
    if facts.outcome is Outcome.WILL_POST:
        return (*_plan_rows(facts), *last)
    never = facts.member.do_not_contact and not facts.asking.get("settled")
    return (_row(facts, NEVER), *last) if never else last


def _plan_rows(facts: CardFacts) -> Rows:
    """Offer what is not known yet: first when, then where and after what."""
    member = facts.member
    if not member.promise_day:
        return _pairs(facts, _days(facts, "when")[:4])
    where = () if member.promise_where else (_row(facts, WHERE),)
    after = () if member.promise_after else (_row(facts, AFTER),)
    return where or after if facts.sounds_upset else (*where, *after)


def _press(facts: CardFacts, code: str, label: str) -> Press:
    style = {"voted": Style.SUCCESS, "post": Style.PRIMARY}.get(code, Style.PLAIN)
    return Press(languages.say(label), f"{facts.key}.{code}", style)


def _rows(facts: CardFacts, codes: Codes) -> Rows:
    return tuple(_row(facts, row) for row in codes)


def _row(facts: CardFacts, codes: Iterable[tuple[str, str]]) -> tuple[Button, ...]:
    return tuple(_press(facts, code, label) for code, label in codes)


def _pairs(facts: CardFacts, codes: list[tuple[str, str]]) -> Rows:
    return in_pairs(_row(facts, codes))


def _post_days(facts: CardFacts) -> list[tuple[str, str]]:
    """List the days to come, or no day said."""
    return [*_days(facts, "post"), NO_DAY]


def _days(facts: CardFacts, code: str) -> list[tuple[str, str]]:
    """List tonight, tomorrow, then the days up to the close."""
    today = facts.ballot.today(facts.now)
    last = facts.ballot.today(facts.ballot.closes)
    days = [today + workdays.DAY * ahead for ahead in range(6)]
    return [(f"{code}:{day}", _day_name(day, today)) for day in days if day <= last]


def _day_name(day: dt.date, today: dt.date) -> str:
    if day == today:
        return languages.say("Tonight")
    tomorrow = (day - today).days == 1
    return languages.say("Tomorrow") if tomorrow else words.weekday(day)


def _which(facts: CardFacts) -> Rows:
    choices = facts.asking.get("choices")
    found = choices if isinstance(choices, list) else []
    codes = [(f"as:{choice}", words.outcome(choice)) for choice in found]
    if facts.asking.get("own_act"):
        codes.insert(0, SENT)
    return (*_pairs(facts, codes), _row(facts, (ELSE,)))


def _tools(facts: CardFacts) -> Rows:
    """Lay out what helps to reach the member, the ready text first.

    A protected card cannot be copied, but its numbers and addresses can be tapped:
    where there is room for the texts only, their copies are left out.
    """
    ways = facts.member.methods_to_try()
    if facts.low_data or not ways:
        return ()
    found: list[Button] = _copies_of(facts.ready_text)
    found += [
        Link("WhatsApp", _click_to_chat(way.value, facts.ready_text))
        for way in ways
        if way.channel is Channel.MOBILE
    ]
    if facts.member.work_email and facts.work_text:
        found.append(
            Copy(languages.say("Copy work text"), facts.work_text[:COPY_LIMIT])
        )
    found += [
        Copy(languages.say(COPIES[way.channel]), way.value)
        for way in ways
        if len(way.value) <= COPY_LIMIT
    ]
    return in_pairs(found[: MOST - 1])


def _copies_of(text: str) -> list[Button]:
    """Make a copy button of each part of a text; none where it has too many."""
    parts = textwrap.wrap(text, COPY_LIMIT)
    if len(parts) > MOST - 2:
        return []
    if len(parts) == 1:
        return [Copy(languages.say("Copy text"), text) for text in parts]
    return [
        Copy(
            languages.say("Copy text {place} of {all}", place=place, all=len(parts)),
            text,
        )
        for place, text in enumerate(parts, 1)
    ]


def _click_to_chat(mobile: str, text: str) -> str:
    digits = "".join(sign for sign in mobile if sign.isdigit())
    return f"https://wa.me/{digits}?text={quote(text)}"
