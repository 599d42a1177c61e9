"""Words of feedback: the comment box, the survey, members' slips, the summary."""

from collections.abc import Sequence
from typing import assert_never

from bot.rules.ballot.ballot import Ballot
from bot.rules.care.feedback import feedback_endings as endings
from bot.rules.care.feedback import feedback_rules
from bot.rules.care.feedback.feedback_summary import Given, Summary
from bot.texts import languages, words
from bot.texts.messages import Copy, Message, Press, Rows

ASKED = languages.mark(
    (
        (
            "Did you know whom to contact, and what to say?",
            ("Yes", "Mostly", "Not really"),
        ),
        ("My messages to you were …", ("just right", "too many", "too few")),
        ("Would you do it again?", ("Yes", "Perhaps", "No")),
    )
)
"""The questions of the survey, with the answers `feedback_rules.OPTIONS`."""
MARK = languages.mark("How was it for members? (5 is very good)")
ANONYMOUS = languages.mark("Nothing I keep tells who says what.")
REFUSED = languages.mark(
    {
        "names a member": "That names a member. Please say it without the name or "
        "number; for a question about a member there is /ask. Nothing was kept.",
        "gone": "Your message is gone, so nothing was kept. Please send it again.",
        "edited": "Your message says by now what may not be kept. Nothing was kept.",
        "no such slip": "There is no slip {code} in this ballot: please look again. "
        "/feedback slip makes one. Nothing was kept.",
        "slip is back": "What came back on the slip {code} is kept already. For "
        "another member: /feedback slip",
        "no mark": "A mark is a number from 1 to 5: “{code} 4”. Nothing was kept.",
        "no words": "And what did they say? Type “{code}” and their words, or a number "
        "from 1 to 5.",
    }
)
SLIP_MARK = languages.mark("Thank you. Kept from {code}, without a name: {mark} of 5.")
SLIP_WORDS = languages.mark("Thank you. Kept from {code}, without a name: their words.")
DARK, LIGHT = languages.mark(("dark", "Dark")), languages.mark(("light", "Light"))
SOME = 8
"""So many comments in one message."""
LONGEST = 350
"""Of a comment in a message; the page has it whole."""
WITHHELD = languages.mark("(It names somebody, and is not shown.)")


def say(ending: endings.Plain) -> Message:
    """Say an ending of the box, the survey or a slip."""
    match ending:
        case endings.FeedbackBox():
            return _box(ending)
        case endings.FeedbackRefused(why=why, code=code):
            return Message(languages.say(REFUSED[why], code=code))
        case endings.SurveyAsks(key=key, answers=answers):
            return _question(key, answers)
        case endings.SurveyTaken(key=key):
            add = Press(languages.say("Add a line"), f"{key}.line")
            return Message(
                languages.say("Thank you, that helps the next ballot."), ((add,),)
            )
        case endings.SurveyLeft():
            return Message(
                languages.say("Left. /feedback takes what you would like to say.")
            )
        case endings.SurveyLine():
            return Message(languages.say("Type your line. It goes without your name."))
        case endings.Slip(key=key, code=code):
            return _slip(key, code)
        case endings.SlipTaken(code=code, mark=mark):
            text = SLIP_MARK if mark else SLIP_WORDS
            return Message(languages.say(text, code=code, mark=mark))
        case endings.SlipUnsure(key=key, code=code, mark=mark):
            yes = Press(languages.say("Yes, {mark} of 5", mark=mark), f"{key}:yes")
            no = Press(languages.say("No, a part of what they say"), f"{key}:no")
            text = languages.say(
                "Kept from {code}, without a name. Is {mark} their mark?",
                code=code,
                mark=mark,
            )
            return Message(text, ((yes,), (no,)))
        case _:
            assert_never(ending)


def _box(ending: endings.FeedbackBox) -> Message:
    rows: list[tuple[Press, ...]] = [
        (Press(languages.say("A slip for a member"), f"{ending.key}.slip"),)
    ]
    if ending.summary_key:
        rows.append(
            (Press(languages.say("What came in"), f"{ending.summary_key}.summary"),)
        )
    text = languages.say(
        "Type your comment. Then you choose: with your name, or not.\nFor "
        "what a member says about the ballot, send them a slip."
    )
    return Message(text, tuple(rows))


def survey_begins(ballot: Ballot, key: str) -> Message:
    """Ask the first question of the survey, with a way out."""
    name = words.safe(ballot.name)
    first = _question(key, "")
    text = languages.say(
        "{name} is over: thank you for your work! Three taps: how was it for you?",
        name=name,
    )
    leave = (Press(languages.say("Leave it"), f"{key}:leave"),)
    return Message(
        f"{text} {languages.say(ANONYMOUS)}\n\n{first.text}", (*first.buttons, leave)
    )


def _question(key: str, answers: str) -> Message:
    """Ask a question; its buttons carry the answers given before."""
    place = len(answers)
    question, options = ASKED[place]
    rows = tuple(
        (Press(languages.say(said), f"{key}:{answers}{option}"),)
        for option, said in zip(feedback_rules.OPTIONS, options, strict=True)
    )
    each = {"place": place + 1, "all": len(ASKED)}
    head = languages.say("<b>{place} of {all}</b>", **each)
    return Message(f"{head} {languages.say(question)}", rows)


def slip_text(code: str) -> str:
    """Word what the advocate sends on; short enough for a copy button."""
    return languages.say(
        "How was this ballot for you, and what should your union do better? "
        "Please answer with {code}, a number from 1 (poor) to 5 (very good), "
        "and a line if you like. I pass it on without your name.",
        code=code,
    )


def _slip(key: str, code: str) -> Message:
    text = slip_text(code)
    rows: Rows = (
        (Copy(languages.say("Copy the text"), text),),
        (Press(languages.say("Another slip"), f"{key}.another"),),
    )
    return Message(
        languages.say(
            "For one member, to send on:\n\n<i>{text}</i>\n\nWhen they answer, "
            "type here: “my member says: {code} …”",
            text=words.safe(text),
            code=code,
        ),
        rows,
    )


def caption(summary: Summary) -> str:
    """Say the figures: of anonymous answers only those shown together."""
    lines = [
        languages.say("<b>{name}: feedback</b>", name=words.safe(summary.ballot.name)),
        _survey(summary),
        languages.say_many(
            "Members' slips: {n:,} slip made, {counted}",
            "Members' slips: {n:,} slips made, {counted}",
            summary.slips,
            counted=counted(len(summary.members)),
        ),
        languages.say(
            "Comments: {named} with a name; anonymous: {counted}",
            named=_named(summary) or languages.say("none"),
            counted=counted(len(summary.comments) - _named(summary)),
        ),
        how_shown(summary),
    ]
    return "\n".join(lines)


def _survey(summary: Summary) -> str:
    shown = counted(len(summary.survey))
    if not summary.asked:
        return languages.say("Survey: {shown}", shown=shown)
    return languages.say_many(
        "Survey: {n:,} advocate asked, {shown}",
        "Survey: {n:,} advocates asked, {shown}",
        summary.asked,
        shown=shown,
    )


def _named(summary: Summary) -> int:
    return sum(bool(one.by) for one in summary.comments)


def counted(count: int) -> str:
    """Say how many answers are shown, or that there are too few."""
    if count:
        return languages.say("{count} shown", count=count)
    return languages.say("fewer than {least} so far", least=feedback_rules.LEAST)


def how_shown(summary: Summary) -> str:
    """Say when anonymous answers are shown."""
    least = feedback_rules.LEAST
    if summary.over:
        return languages.say(
            "Anonymous answers are shown from {least} of a kind on.", least=least
        )
    day = words.day(summary.ballot.today(feedback_rules.closes(summary.ballot)))
    return languages.say(
        "Anonymous answers are shown {least} or more at a time; what waits "
        "then is shown after {day}.",
        least=least,
        day=day,
    )


def bars(summary: Summary) -> list[tuple[str, list[tuple[str, int]]]]:
    """List the bars of the picture: a question, and how often each answer."""
    found = []
    if summary.survey:
        for (question, options), counts in zip(ASKED, summary.answers, strict=True):
            each = zip(feedback_rules.OPTIONS, options, strict=True)
            bars_ = [(languages.say(said), counts[one]) for one, said in each]
            found.append((languages.say(question), bars_))
    if summary.marks:
        marks = [(mark, summary.marks[mark]) for mark in feedback_rules.MARKS]
        found.append((languages.say(MARK), marks))
    return found


def summary(ending: endings.FeedbackSummary, facts: Summary) -> Message:
    """Say the figures, with buttons for the words and the page."""
    key = ending.key
    code, label = DARK if ending.light else LIGHT
    rows: list[tuple[Press, ...]] = [
        (
            Press(languages.say("What they say"), f"{key}.words_0"),
            Press(languages.say("As a page"), f"{key}.page"),
        )
    ]
    if bars(facts):
        rows.append((Press(languages.say(label), f"{key}.{code}"),))
    return Message(caption(facts), tuple(rows))


def comments(ending: endings.FeedbackWords, facts: Summary) -> Message:
    """Show some of the comments."""
    found = facts.words
    first = ending.page * SOME
    shown = found[first : first + SOME]
    if not shown:
        none = languages.say("No words to show yet.")
        return Message(f"{none} {how_shown(facts)}")
    lines = [f"· {line(one)}" for one in shown]
    rows: Rows = ()
    if first + SOME < len(found):
        more = Press(languages.say("More ›"), f"{ending.key}.words_{ending.page + 1}")
        rows = ((more,),)
    return Message("\n\n".join(lines), rows, protect=True)


def line(given: Given) -> str:
    """Show one comment, cut short, with the name it was given with."""
    withheld = languages.say(WITHHELD)
    said = withheld if given.names_member else words.safe(_short(given.words))
    if given.by:
        return f"{words.safe(given.by)}: {said}"
    if given.kind is feedback_rules.Kind.MEMBER:
        return languages.say("A member: {words}", words=said)
    return said


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


def without_names(given: Sequence[Given]) -> tuple[list[str], int]:
    """List what may stand on a page, and count what names somebody."""
    free = [one for one in given if not (one.names_member or one.names_person)]
    return [one.words for one in free], len(given) - len(free)
