"""The messages of /stats and /plan, with their buttons."""

from typing import assert_never

from bot.rules.stats import endings
from bot.rules.stats.plan.efforts import EffortOdds
from bot.rules.stats.screens import PlanFacts, StatsFacts
from bot.texts import languages, messages, words
from bot.texts.care import case_words
from bot.texts.messages import Message, Press, Rows
from bot.texts.stats import glance, plan_words, stats_words, turnout_words

ASK_OFFICIAL = languages.mark(
    "How many papers are in by the scrutineer's own count, or the union's? Type the "
    "number, as in 326. It has to be of the same members as the ballot's entitled "
    "number. “none” takes a count back."
)
REFUSED = languages.mark(
    {
        "number": "That is no count. Type /stats official and a whole number, as in "
        "/stats official 326, or /stats official none to take it back.",
        "too many": "That is more than there are members. A count of the whole union "
        "does not fit this branch's list. Type the branch's own, or correct the "
        "entitled number with /ballot.",
    }
)
MISREAD = languages.mark(
    {
        "words": "Type what to try: /plan 20 for twenty conversations tonight, /plan "
        "+30 for thirty more contacts a day, /plan 5 advocates. Add “at” and a "
        "workplace if it is only there.",
        "workplace": "No workplace on the list has that name, or several have. /stats "
        "names them.",
    }
)
FINAL = languages.mark("Noted: {papers} the final count, {day}.")
COUNTED = languages.mark("Noted: {papers} counted, {day}.")
DARK = languages.mark(("dark", "For a dark screen"))
LIGHT = languages.mark(("light", "For a light screen"))
WIDEST = 44
TODAY = languages.mark("at today's pace")
BY_PLACE = languages.mark("<b>Where a contact counts most</b>")
BY_STANDING = languages.mark("<b>Of whom it counts most</b>")
WHAT_MOVES = languages.mark("<b>What would move the odds</b>")


def say(ending: endings.Plain) -> Message:
    """Say an ending that shows no figures."""
    match ending:
        case endings.AskOfficial():
            return Message(languages.say(ASK_OFFICIAL))
        case endings.OfficialRefused(why=why):
            return Message(languages.say(REFUSED[why]))
        case endings.PlanMisread(why=why):
            return Message(languages.say(MISREAD[why]))
        case _:
            assert_never(ending)


def group_stats(ending: endings.GroupStats, facts: StatsFacts) -> Message:
    """Give two lines of counts, with the way to the next member."""
    return Message(stats_words.group(facts.report), messages.next_link(ending.bot_name))


def stats(_ending: endings.Stats, facts: StatsFacts) -> Message:
    """Give all figures, to an organiser in private."""
    text = stats_words.details(facts.report, facts.ballot)
    if facts.cases is not None:
        head = languages.say("<b>Cases</b>")
        text = f"{text}\n\n{head}\n{case_words.figures(facts.cases)}: /cases"
    return Message(text)


def curve(ending: endings.Curve, facts: StatsFacts) -> Message:
    """Say at a glance what the curve shows, and what would help today."""
    text = glance.stats(facts.report, facts.ballot)
    count = Press(languages.say("Official count"), f"{ending.key}.official")
    return Message(text, at_a_glance(ending.key, count, light=ending.light))


def official_noted(ending: endings.OfficialNoted, facts: StatsFacts) -> Message:
    """Say the count as noted, and what the band is now."""
    known, band = facts.report.facts, facts.report.band
    official = known.official
    said = languages.say(
        "The official count is taken back: the band rests on reports alone."
    )
    if official is not None:
        noted = FINAL if official.final else COUNTED
        papers = languages.say_many("{n:,} paper", "{n:,} papers", official.papers)
        said = languages.say(noted, papers=papers, day=words.day(official.day))
    lines = [
        turnout_words.headline(known, band),
        *turnout_words.to_the_line(known, band),
    ]
    text = [said, *lines, *turnout_words.cautions(band)]
    text.append(languages.say(stats_words.SHARE))
    return Message("\n".join(text), _curve(ending.key))


def plan(_ending: endings.Plan, facts: PlanFacts) -> Message:
    """Say what would move the odds, and where a contact counts most."""
    return Message(planned(facts))


def tried(ending: endings.Tried, facts: PlanFacts) -> Message:
    """Say what one effort would change, with a button for the usual ones."""
    return Message(
        planned(facts), ((Press(languages.say("Picture"), f"{ending.key}.picture"),),)
    )


def plan_picture(ending: endings.PlanPicture, facts: PlanFacts) -> Message:
    """Say what to do tonight first; the bars are the odds."""
    return Message(glance.plan(facts), at_a_glance(ending.key, light=ending.light))


def planned(facts: PlanFacts) -> str:
    """Say what would move the odds, and where a contact counts most."""
    parts = [
        [f"<b>{words.safe(facts.ballot.name)}</b>"],
        [languages.say(WHAT_MOVES), *moved(facts)],
        plan_words.places(languages.say(BY_PLACE), list(facts.workplaces)),
        plan_words.places(languages.say(BY_STANDING), list(facts.standings)),
        plan_words.own_log(facts.ballot.told_worth),
        [languages.say(plan_words.RESTS_ON), languages.say(stats_words.SHARE)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def moved(facts: PlanFacts) -> list[str]:
    """Write a line for each effort; one where there are no odds at all."""
    if all(one.odds is None for one in facts.tried):
        return [languages.say(plan_words.NO_LINE)]
    return [_moved(one) for one in facts.tried]


def bars(facts: PlanFacts) -> list[tuple[str, float]]:
    """List the rows of the plan's picture: today's pace, then each effort."""
    rows = [
        (
            _short(words.without_markup(plan_words.effort(one.effort, one.at))),
            one.odds.after,
        )
        for one in facts.tried
        if one.odds is not None
    ]
    before = next((one.odds.before for one in facts.tried if one.odds), 0.0)
    return [(languages.say(TODAY), before), *rows]


def _short(said: str) -> str:
    """Cut what does not fit over a bar."""
    return said if len(said) <= WIDEST else f"{said[: WIDEST - 1]}…"


def _moved(one: EffortOdds) -> str:
    return plan_words.moves(one.effort, one.odds, one.at)


def _curve(key: str) -> Rows:
    return ((Press(languages.say("Picture"), f"{key}.curve"),),)


def at_a_glance(key: str, *more: Press, light: bool) -> Rows:
    """Offer the details, the same anew, and the picture for the other kind of phone."""
    this, _ = LIGHT if light else DARK
    again = (
        Press(languages.say("Details"), f"{key}.details"),
        Press(languages.say("Refresh"), f"{key}.{this}"),
    )
    (other,) = themes(key, light=light)
    return (again, (*other, *more))


def themes(key: str, *, light: bool) -> Rows:
    """Offer the same picture for the other kind of phone."""
    code, label = DARK if light else LIGHT
    return ((Press(languages.say(label), f"{key}.{code}"),),)
