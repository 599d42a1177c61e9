"""Words of setting up a ballot, with a month as buttons."""

import calendar
import datetime as dt
from typing import assert_never

from bot.rules.ballot import endings, set_up, timetable
from bot.rules.ballot.ballot import Ballot, Envelope, Method, Nation
from bot.rules.ballot.impossible_dates import Refusal, Trouble
from bot.rules.ballot.screens import BallotFacts, StepFacts
from bot.rules.ballot.set_up import DAYS, NONE, TIMED, Step
from bot.texts import languages, words
from bot.texts.ballot import timetable_words as dates
from bot.texts.messages import Button, Message, Press, Rows, in_pairs

NAMES = languages.mark(
    {
        Step.CLOSES: "Close",
        Step.OPENS: "Opening",
        Step.METHOD: "Method",
        Step.ENVELOPE: "Reply envelope",
        Step.NATION: "Nation",
        Step.LINE: "Line",
        Step.ENTITLED: "Entitled",
        Step.CUTOFF: "Union's cut-off",
        Step.POSTING: "Union's last day",
    }
)
QUESTIONS = languages.mark(
    {
        Step.CLOSES: "When does the ballot close?",
        Step.OPENS: "When are the papers sent out?",
        Step.METHOD: "How are votes returned?",
        Step.ENVELOPE: "Which class is the reply envelope?",
        Step.NATION: "Whose bank holidays count?",
        Step.LINE: "Which turnout does the ballot need?",
        Step.ENTITLED: (
            "How many members are entitled to vote? Type it: /ballot entitled 212"
        ),
        Step.CUTOFF: (
            "Until when does the union take requests for another paper? Only if it "
            "told you: I work it out otherwise."
        ),
        Step.POSTING: (
            "By which day does the union say to post? Only if it told you: I work it "
            "out otherwise."
        ),
    }
)
VALUES: dict[Step, tuple[tuple[str, str], ...]] = languages.mark(
    {
        Step.METHOD: (
            (Method.POSTAL, "By post"),
            (Method.HYBRID, "By post or online"),
            (Method.ELECTRONIC, "Online only"),
        ),
        Step.ENVELOPE: ((Envelope.FIRST, "1st class"), (Envelope.SECOND, "2nd class")),
        Step.NATION: (
            (Nation.ENGLAND, "England"),
            (Nation.WALES, "Wales"),
            (Nation.SCOTLAND, "Scotland"),
            (Nation.NORTHERN_IRELAND, "Northern Ireland"),
        ),
        Step.LINE: (("50", "50 %"), ("40", "40 %"), (NONE, "None")),
        Step.ENTITLED: ((NONE, "Not known yet"),),
        Step.OPENS: ((NONE, "Not known"),),
        Step.CUTOFF: ((NONE, "As worked out"),),
        Step.POSTING: ((NONE, "As worked out"),),
    }
)
TIMES = ("10:00", "12:00", "14:00", "17:00", "18:00", "23:59")
UNREAD = languages.mark(
    "I cannot read that. Tap a button, or type it like this: {example}"
)
EXAMPLES = {
    Step.CLOSES: "/ballot closes 11 June 2027 17:00",
    Step.OPENS: "/ballot opens 11 May 2027",
    Step.METHOD: "/ballot method hybrid",
    Step.ENVELOPE: "/ballot envelope second",
    Step.NATION: "/ballot nation scotland",
    Step.LINE: "/ballot line 50",
    Step.ENTITLED: "/ballot entitled 212",
    Step.CUTOFF: "/ballot cutoff 4 June 2027 12:00",
    Step.POSTING: "/ballot posting 8 June 2027",
}
HOW_TO_TYPE = languages.mark(
    "/ballot shows the settings, /ballot new NAME makes another ballot. Or type one "
    "setting:"
)
TAKEN = languages.mark(
    "There is a ballot of that name. Choose another: /ballot new NAME"
)


def say(ending: endings.Plain) -> Message:
    """Say an ending that shows no ballot."""
    match ending:
        case endings.HowToType():
            return Message("\n".join([languages.say(HOW_TO_TYPE), *EXAMPLES.values()]))
        case endings.NameTaken():
            return Message(languages.say(TAKEN))
        case _:
            assert_never(ending)


def weeks(_ending: endings.Weeks, facts: BallotFacts) -> Message:
    """Say the dates, for those who cannot see the picture of the weeks."""
    return Message(_dates(facts.ballot))


def _dates(ballot: Ballot) -> str:
    """List the dates, with those that the union gave differently."""
    return "\n".join([_title(ballot), *dates.lines(ballot, timetable.of(ballot))])


def _title(ballot: Ballot) -> str:
    return f"<b>{words.safe(ballot.name)}</b>"


def settings(ending: endings.BallotSettings, facts: BallotFacts) -> Message:
    """Show all settings, each with its button."""
    ballot, key = facts.ballot, ending.key
    line = languages.say("none") if ballot.line is None else f"{ballot.line:.0%}"
    entitled = (
        languages.say("not known")
        if ballot.entitled is None
        else f"{ballot.entitled:,}"
    )
    method = languages.say(dict(VALUES[Step.METHOD])[ballot.method])
    nation = languages.say(dict(VALUES[Step.NATION])[ballot.nation])
    lines = [
        _dates(ballot),
        languages.say(
            "{method}, {nation}. Line: {line}. Entitled: {entitled}.",
            method=method,
            nation=nation,
            line=line,
            entitled=entitled,
        ),
    ]
    steps = [step for step in Step if ballot.by_post or step not in set_up.BY_POST]
    presses = [Press(languages.say(NAMES[step]), f"{key}.ask:{step}") for step in steps]
    presses.append(Press(languages.say("The weeks"), f"{key}.weeks"))
    return Message("\n".join(lines), in_pairs(presses))


def asks(ending: endings.BallotAsks, facts: StepFacts) -> Message:
    """Ask the question of a step, after what was wrong with the last answer."""
    step = Step(ending.step)
    lines = [_refused(step, trouble, day) for trouble, day in ending.refused]
    lines += [_title(facts.ballot)] if facts.ballot else []
    if step in TIMED and _is_day(ending.open):
        day = dt.date.fromisoformat(ending.open)
        lines.append(languages.say("{day}: at what time?", day=dates.day(day)))
        rows = in_pairs(
            [Press(time, f"{ending.key}.value:{step}:{day}t{time}") for time in TIMES]
        )
    else:
        lines.append(languages.say(QUESTIONS[step]))
        rows = month(ending, step, facts) if step in DAYS else ()
    values = VALUES.get(step, ())
    given = [
        Press(languages.say(name), f"{ending.key}.value:{step}:{value}")
        for value, name in values
    ]
    return Message(
        "\n".join(lines), (*rows, *in_pairs(given), *_navigation(ending, step))
    )


def _navigation(ending: endings.BallotAsks, step: Step) -> Rows:
    """Offer to go on, or back to all settings."""
    if not ending.ballot_id:
        return ()
    if ending.guided and step is not Step.CLOSES:
        later = Press(languages.say("The rest later"), f"{ending.key}.later")
        return (
            (
                later,
                Press(languages.say("Leave as it is ›"), f"{ending.key}.skip:{step}"),
            ),
        )
    return ((Press(languages.say("‹ All settings"), f"{ending.key}.home"),),)


def _refused(step: Step, trouble: str, day: dt.date | None) -> str:
    if day is None:
        return f"⚠️ {languages.say(UNREAD, example=EXAMPLES[step])}"
    return f"⚠️ {dates.refusal(Refusal(Trouble(trouble), day))}"


def _is_day(said: str) -> bool:
    return len(said) == len("2027-06-11")


def month(ending: endings.BallotAsks, step: Step, facts: StepFacts) -> Rows:
    """Lay out a month with a button for each day."""
    first = _open(ending, step, facts)
    act = "ask" if step in TIMED else "value"
    base = f"{ending.key}.ask:{step}:"
    before = first - dt.timedelta(days=1)
    following = first + dt.timedelta(days=31)
    head = (
        Press("‹", f"{base}{before:%Y-%m}"),
        Press(
            f"{languages.say(words.SHORT_MONTHS[first.month - 1])} {first.year}",
            f"{ending.key}.none",
        ),
        Press("›", f"{base}{following:%Y-%m}"),
    )
    names = tuple(
        Press(languages.say(name), f"{ending.key}.none")
        for name in words.SHORT_WEEKDAYS
    )
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    rows = (
        tuple(
            _day(f"{ending.key}.{act}:{step}", day, first, ending.key) for day in week
        )
        for week in weeks
    )
    return (head, names, *rows)


def _day(base: str, day: dt.date, first: dt.date, key: str) -> Button:
    if day.month != first.month:
        return Press("·", f"{key}.none")
    return Press(str(day.day), f"{base}:{day}")


def _open(ending: endings.BallotAsks, step: Step, facts: StepFacts) -> dt.date:
    """Return the first day of the month to show: the one asked for, else the date's."""
    if ending.open:
        year, month = ending.open.split("-")[:2]
        return dt.date(int(year), int(month), 1)
    if facts.ballot is None:
        return facts.now.date().replace(day=1)
    found = timetable.of(facts.ballot)
    cutoff = found.replacement_cutoff
    date = {
        Step.OPENS: found.opens,
        Step.CUTOFF: cutoff.date() if cutoff else None,
        Step.POSTING: found.last_safe_posting,
    }.get(step)
    return (date or found.closes.date()).replace(day=1)
