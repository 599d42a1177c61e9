"""`/ask` and `/feedback`: a question to the organisers, and the comment box."""

from bot.rules.care import case_rules
from bot.rules.care import endings as care_endings
from bot.rules.replies import drafts, steps
from bot.rules.replies import endings as replies_endings
from bot.rules.team import joining
from bot.usecases import expected_answer
from bot.usecases.care import handle_case
from bot.usecases.context import Context
from storage import panels
from storage.care import comments
from storage.queue import cards

ASK, FEEDBACK = "ask", "feedback"


def ask(desk: Context) -> object:
    """`/ask [question]`: open until 14 days after the close."""
    if desk.now > desk.ballot.closes + case_rules.AFTER_CLOSE:
        desk.tell(joining.NotAllowed("over"))
        return joining.NotAllowed("over")
    if not desk.words:
        return _wait(desk, ASK)
    return asked(desk)


def asked(desk: Context) -> object:
    """The question: a case without a member; the answer comes back here."""
    expected_answer.taken(desk)
    if refused := drafts.refusals(desk.words):
        desk.tell(replies_endings.WordsNotKept(refused))
        return replies_endings.WordsNotKept(refused)
    handle_case.open_case(desk, steps.Case.QUESTION, desk.words, None)
    desk.note("asked")
    desk.tell(care_endings.Thanks(ASK))
    return care_endings.Thanks(ASK)


def feedback(desk: Context) -> object:
    """`/feedback [words]`: with the name or without, as they choose."""
    return commented(desk) if desk.words else _wait(desk, FEEDBACK)


def commented(desk: Context) -> object:
    """The comment; nothing is kept before the tap that says whether with the name."""
    expected_answer.taken(desk)
    if refused := drafts.refusals(desk.words):
        desk.tell(replies_endings.WordsNotKept(refused))
        return replies_endings.WordsNotKept(refused)
    ending = care_endings.WithName(desk.panel("feedback", {"words": desk.words}))
    desk.tell(ending)
    return ending


def boxed(desk: Context, panel: cards.Panel, code: str) -> object:
    """Into the box; the words are kept nowhere else."""
    words = str(panel.about.get("words", ""))
    if not panels.use_up(desk.session, panel):
        return joining.NotAllowed("expired")
    person = desk.person.id if code == "named" else None
    comments.add(desk.session, desk.ballot.id, person, words, desk.now)
    ending = care_endings.Thanks(FEEDBACK)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def _wait(desk: Context, what: str) -> care_endings.TypeHere:
    expected_answer.ask(desk, what)
    desk.tell(care_endings.TypeHere(what))
    return care_endings.TypeHere(what)
