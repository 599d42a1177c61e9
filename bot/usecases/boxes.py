"""`/ask` and `/feedback`: a question to the organisers, and the comment box."""

from bot.rules import care, drafts, steps
from bot.rules.endings import joining, needs, speaking
from bot.usecases import awaiting, cases
from bot.usecases.unit import Desk
from storage import cards, comments, panels

ASK, FEEDBACK = "ask", "feedback"


def ask(desk: Desk) -> object:
    """`/ask [question]`: open until 14 days after the close."""
    if desk.now > desk.ballot.closes + care.AFTER_CLOSE:
        desk.tell(joining.NotAllowed("over"))
        return joining.NotAllowed("over")
    if not desk.words:
        return _wait(desk, ASK)
    return asked(desk)


def asked(desk: Desk) -> object:
    """The question: a case without a member; the answer comes back here."""
    awaiting.taken(desk)
    if refused := drafts.refusals(desk.words):
        desk.tell(speaking.WordsNotKept(refused))
        return speaking.WordsNotKept(refused)
    cases.open_case(desk, steps.Case.QUESTION, desk.words, None)
    desk.note("asked")
    desk.tell(needs.Thanks(ASK))
    return needs.Thanks(ASK)


def feedback(desk: Desk) -> object:
    """`/feedback [words]`: with the name or without, as they choose."""
    return commented(desk) if desk.words else _wait(desk, FEEDBACK)


def commented(desk: Desk) -> object:
    """The comment; nothing is kept before the tap that says whether with the name."""
    awaiting.taken(desk)
    if refused := drafts.refusals(desk.words):
        desk.tell(speaking.WordsNotKept(refused))
        return speaking.WordsNotKept(refused)
    ending = needs.WithName(desk.panel("feedback", {"words": desk.words}))
    desk.tell(ending)
    return ending


def boxed(desk: Desk, panel: cards.Panel, code: str) -> object:
    """Into the box; the words are kept nowhere else."""
    words = str(panel.about.get("words", ""))
    if not panels.use_up(desk.session, panel):
        return joining.NotAllowed("expired")
    person = desk.person.id if code == "named" else None
    comments.add(desk.session, desk.ballot.id, person, words, desk.now)
    ending = needs.Thanks(FEEDBACK)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def _wait(desk: Desk, what: str) -> needs.TypeHere:
    awaiting.ask(desk, what)
    desk.tell(needs.TypeHere(what))
    return needs.TypeHere(what)
