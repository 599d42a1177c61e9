"""The summary of feedback for organisers: figures, words, a page."""

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.ballot.ballot import Ballot
from bot.rules.care.feedback import feedback_endings as endings
from bot.rules.care.feedback import feedback_rules, feedback_summary
from bot.rules.care.feedback.feedback_rules import Kind
from bot.rules.nudges import planned_nudge
from bot.rules.privacy import leaks, permissions
from bot.usecases.context import Context
from bot.usecases.moment import Moment
from storage import ballots
from storage.care import feedback as sheets
from storage.nudges import nudges
from storage.privacy import names_in_text
from storage.queue import cards
from storage.team import people

PANEL = "feedback summary"


def by_command(context: Context) -> object:
    """Answer `/feedback summary`."""
    if not permissions.may(f"press {PANEL}", context.person):
        context.tell(general_endings.NotAllowed("organisers only"))
        return general_endings.NotAllowed("organisers only")
    ending = endings.FeedbackSummary(context.ballot.id, context.panel(PANEL))
    context.tell(ending)
    return ending


def press(context: Context, panel: cards.Panel, code: str) -> object:
    """Show the figures, the words or the page."""
    here = context.ballot.id
    ending: endings.OfSummary
    match code.partition("_"):
        case ("words", _, page):
            ending = endings.FeedbackWords(here, panel.key, int(page))
        case ("page", _, _):
            ending = endings.FeedbackPage(here)
        case ("light" | "dark", _, _):
            light = code == "light"
            ending = endings.FeedbackSummary(here, panel.key, light=light)
            context.edit(ending)
            return ending
        case _:
            ending = endings.FeedbackSummary(here, panel.key)
    context.tell(ending)
    return ending


def gather(moment: Moment, ending: endings.OfSummary) -> feedback_summary.Summary:
    """Sum up what came in."""
    ballot = ballots.get(moment.session, ending.ballot_id)
    over = moment.now > feedback_rules.closes(ballot)
    return summary(moment.session, ballot, over=over)


def summary(
    session: Session, ballot: Ballot, *, over: bool
) -> feedback_summary.Summary:
    """Sum up a ballot's feedback; `over`: no more of it comes."""
    found = sheets.of_ballot(session, ballot.id)
    team = frozenset(one.name for one in people.team(session, ballot.id))
    sent = nudges.sent_of_kind(session, ballot.id, planned_nudge.Kind.SURVEY)
    return feedback_summary.summary(
        ballot,
        over,
        asked=sent,
        slips=sum(one.kind is Kind.MEMBER for one in found),
        given=[_given(session, one, team) for one in found if one.filled],
    )


def _given(
    session: Session, sheet: sheets.Sheet, team: frozenset[str]
) -> feedback_summary.Given:
    traces = leaks.traces(sheet.words)
    by = people.get(session, sheet.person_id).name if sheet.person_id else ""
    return feedback_summary.Given(
        sheet.kind,
        sheet.answers,
        sheet.words,
        by,
        together=sheet.shown,
        names_member=names_in_text.names_a_member(session, sheet.ballot_id, traces),
        names_person=feedback_rules.names_any(traces.words, team),
    )
