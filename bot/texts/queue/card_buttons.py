"""The buttons of a card: eight outcomes, and the answers to what each asks next."""

import datetime as dt
import textwrap
from collections.abc import Iterable
from urllib.parse import quote

from bot.rules.ballot import hours, workdays
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import pins
from bot.rules.queue.bands import Band
from bot.rules.queue.screens import CardFacts
from bot.texts import words
from bot.texts.messages import Button, Copy, Link, Press, Rows, Style

COPY_LIMIT = 256
BACK = ("home", "‹ Back")
SENT = ("sent", "✉️ Message sent")
HOME = (
    (("voted", "✅ Voted"), ("post", "📮 Will post")),
    (("paper", "📄 No paper"), ("no_answer", "📵 No answer")),
    (SENT, ("back", "⏰ Call back")),
    (("wrong", "❌ Wrong contact"), ("more", "More…")),
)
COME = (("come", "📬 It has come"), ("not_yet", "Not yet"))
NEVER = (("never:ever", "For good"), ("never:ballot", "Only this ballot"))
WHERE = (
    ("where:near home", "Box near home"),
    ("where:near work", "Near work"),
    ("where:on the way", "On the way"),
)
AFTER = (
    ("after:after tea", "After tea"),
    ("after:on the school run", "School run"),
)
PINS = {
    "red": "🔴 Pin red",
    "amber": "🟠 Pin amber",
    "off": "📌 Take the pin away",
}
UPSET = ("upset", "😟 They are upset")
KEEP = (("keep", "🌙 Keep for tomorrow"),)


def _reasons(*whys: str) -> tuple[tuple[str, str], ...]:
    """Make buttons of reasons why somebody is not in this ballot."""
    return tuple((f"not_in_ballot:{why}", why[:1].upper() + why[1:]) for why in whys)


STEPS: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {
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
        (("undecided", "Undecided"), ("not_voting", "Not voting")),
        (("would_rather_not", "Would rather not say"),),
        (("case:question", "Has a question"), ("case:complaint", "Is upset")),
        (("hearsay", "Somebody says they voted"),),
        (("not_in_ballot", "Not in this ballot"), ("never", "Do not contact")),
        (("helps", "Offers to help"),),
        (("skip", "Pass on…"), ("release", "Give back")),
    ),
    "skip": (
        (("skip:badly", "I know them badly"), ("skip:conflict", "Conflict")),
        (("skip:unreachable", "No way to reach"), ("skip:not_now", "Not now")),
    ),
    "not_in_ballot": (
        _reasons("left the union", "left the employer"),
        _reasons("retired", "in another union"),
        _reasons("has died", "another reason"),
    ),
    "question": (),
    "complaint": (),
}


def rows(facts: CardFacts) -> Rows:
    """Lay out the buttons of an open card: answers to its question, else outcomes."""
    step = str(facts.asking.get("step") or "")
    if step in (*STEPS, "post", "wrong", "which"):
        return answers(facts)
    pinning = tuple((f"pin:{choice}", PINS[choice]) for choice in facts.pins)
    last = (_row(facts, pinning),) if pinning else ()
    return (*answers(facts), *last, *_tools(facts))


def answers(facts: CardFacts) -> Rows:
    """Lay out the answers to the question of a card; they hold nothing of a member."""
    step = str(facts.asking.get("step") or "")
    if step == "post":
        return (*_pairs(facts, _post_days(facts)), _row(facts, (BACK,)))
    if step == "wrong":
        ways = [
            (f"wrong:{w.channel}", words.CHANNELS[w.channel])
            for w in facts.member.contact_methods()
        ]
        return (*_pairs(facts, ways), _row(facts, (BACK,)))
    if step == "which":
        return _which(facts)
    if step in STEPS:
        return (*(_row(facts, row) for row in _step(facts, step)), _row(facts, (BACK,)))
    limits = frozenset(hours.Limit(limit) for limit in facts.member.limits)
    quiet = not hours.may_call(facts.ballot, facts.now, limits)
    first = (
        *((COME,) if pins.before(facts.member).band is Band.REPLACEMENT else ()),
        *((KEEP,) if quiet and hours.Limit.TEXT_ONLY not in limits else ()),
    )
    return tuple(_row(facts, row) for row in (*first, *HOME))


def _step(facts: CardFacts, step: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """List the answers; a time that is changed leaves out what is no time."""
    rows_of = STEPS[step]
    return rows_of[1:] if facts.closed and step == "paper" else rows_of


def closed_rows(facts: CardFacts) -> Rows:
    """Lay out the buttons of a closed card."""
    further = ("next", "Next member ›")
    if facts.outcome is None:
        return (_row(facts, (further,)),)
    if facts.asking.get("step"):
        return answers(facts)
    undo = (f"undo:{facts.asking.get('contact_id')}", "↩︎ Undo")
    last: Rows = (_row(facts, (undo, further)),)
    if facts.sounds_upset:
        last = (_row(facts, (UPSET,)), *last)
    if facts.asking.get("understood"):
        changes = (undo, ("time", "🕒 Change time"))
        last = (*last[:-1], _row(facts, changes), _row(facts, (further,)))
    if facts.outcome is Outcome.WILL_POST:
        return (*_plan_rows(facts), *last)
    never = facts.member.do_not_contact and not facts.asking.get("settled")
    return (_row(facts, NEVER), *last) if never else last


def _plan_rows(facts: CardFacts) -> Rows:
    """Offer when, where and after what, as far as they are not known yet."""
    member = facts.member
    days = [] if member.promise_day else _days(facts, "when")[:4]
    return (
        *_pairs(facts, days),
        *(() if member.promise_where else (_row(facts, WHERE),)),
        *(() if member.promise_after else (_row(facts, AFTER),)),
    )


def _press(facts: CardFacts, code: str, label: str) -> Press:
    style = {"voted": Style.SUCCESS, "post": Style.PRIMARY}.get(code, Style.PLAIN)
    return Press(label, f"{facts.key}.{code}", style)


def _row(facts: CardFacts, codes: Iterable[tuple[str, str]]) -> tuple[Button, ...]:
    return tuple(_press(facts, code, label) for code, label in codes)


def _pairs(facts: CardFacts, codes: list[tuple[str, str]]) -> Rows:
    return tuple(
        _row(facts, codes[start : start + 2]) for start in range(0, len(codes), 2)
    )


def _post_days(facts: CardFacts) -> list[tuple[str, str]]:
    """List the days to come, or no day said."""
    return [*_days(facts, "post"), ("post:no_day", "No day said")]


def _days(facts: CardFacts, code: str) -> list[tuple[str, str]]:
    """List tonight, tomorrow, then the days up to the close."""
    today = facts.ballot.today(facts.now)
    last = facts.ballot.today(facts.ballot.closes)
    days = [today + workdays.DAY * ahead for ahead in range(6)]
    return [(f"{code}:{day}", _day_name(day, today)) for day in days if day <= last]


def _day_name(day: dt.date, today: dt.date) -> str:
    names = {0: "Tonight", 1: "Tomorrow"}
    return names.get((day - today).days, f"{day:%A}")


def _which(facts: CardFacts) -> Rows:
    choices = facts.asking.get("choices")
    found = choices if isinstance(choices, list) else []
    codes = [(f"as:{choice}", words.outcome(choice)) for choice in found]
    if facts.asking.get("own_act"):
        codes.insert(0, SENT)
    return (*_pairs(facts, codes), _row(facts, (("home", "Something else"),)))


def _tools(facts: CardFacts) -> Rows:
    """Make copy buttons and a WhatsApp link: a protected card cannot be copied."""
    if facts.low_data:
        return ()
    member = facts.member
    found: list[Button] = []
    text = facts.ready_text
    for way in member.methods_to_try()[:3]:
        if len(way.value) <= COPY_LIMIT:
            found.append(Copy(f"Copy {words.CHANNELS[way.channel]}", way.value))
        if way.channel is Channel.MOBILE:
            found.append(Link("WhatsApp", _click_to_chat(way.value, text)))
    parts = textwrap.wrap(text, COPY_LIMIT)
    for place, part in enumerate(parts, 1):
        of = f" {place} of {len(parts)}" if len(parts) > 1 else ""
        found.append(Copy(f"Copy text{of}", part))
    if member.work_email and facts.work_text:
        found.append(Copy("Copy work text", facts.work_text[:COPY_LIMIT]))
    return tuple(tuple(found[start : start + 2]) for start in range(0, len(found), 2))


def _click_to_chat(mobile: str, text: str) -> str:
    digits = "".join(sign for sign in mobile if sign.isdigit())
    return f"https://wa.me/{digits}?text={quote(text)}"
