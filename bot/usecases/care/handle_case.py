"""Cases: a member's question or complaint, opened, shown, answered, closed."""

import datetime as dt

from bot.rules.care import case_rules
from bot.rules.care import endings as care_endings
from bot.rules.member import Member
from bot.rules.person import Person
from bot.rules.replies import alarms as endings
from bot.rules.replies import drafts, enter_queue, steps
from bot.rules.replies import endings as replies_endings
from bot.rules.team import joining
from bot.usecases import expected_answer
from bot.usecases.context import Context
from storage import members
from storage.care import cases
from storage.queue import cards
from storage.team import people

AWAITED = "case"


def follow(desk: Context, member: Member, words: str, step: steps.Next) -> None:
    """Open the case that a step asks for; what was answered has reached the member."""
    for case in cases.of_member(desk.session, member.id):
        if case.answered_at is not None and case.closed_at is None:
            cases.note(desk.session, case.id, closed_at=desk.now)
    if step.case is not None:
        desk.note("case opened", member.id, step.case)
        open_case(desk, step.case, words, member.id)


def open_case(desk: Context, kind: str, words: str, member_id: int | None) -> None:
    """Open a case and show it to every organiser, each with their own buttons."""
    case = cases.add(
        desk.session,
        desk.ballot.id,
        member_id,
        kind,
        words,
        desk.person.id or None,
        desk.now,
        case_rules.reply_by(desk.ballot, desk.now),
    )
    for person in people.organisers(desk.session, desk.ballot.id):
        key = panel(desk, case, person)
        desk.say(endings.CaseOpened(case.id, key), person.telegram_id)


def withdraw(desk: Context, member: Member, opened_at: dt.datetime) -> None:
    """What opened the case was taken back."""
    for case in cases.of_member(desk.session, member.id):
        if case.opened_at == opened_at and case.answered_at is None:
            cases.note(desk.session, case.id, closed_at=desk.now)


def panel(desk: Context, case: cases.Case, person: Person) -> str:
    """The buttons under a case, for one organiser."""
    until = max(desk.ballot.closes, desk.now) + case_rules.AFTER_CLOSE
    return cards.open_panel(
        desk.session,
        "case",
        until,
        about={"case_id": case.id},
        person_id=person.id,
        ballot_id=desk.ballot.id,
        many=True,
    )


def shown(desk: Context) -> care_endings.Cases:
    """`/cases`: what waits for an answer, the first to be answered on top."""
    ending = care_endings.Cases(desk.ballot.id, desk.panel("cases"))
    desk.tell(ending)
    return ending


def opened(desk: Context, pressed: cards.Panel, code: str) -> object:
    """One case of the list."""
    case = cases.get(desk.session, int(code.removeprefix("c")))
    if case.ballot_id != desk.ballot.id:
        return joining.NotAllowed("expired")
    ending = endings.CaseOpened(case.id, panel(desk, case, desk.person))
    desk.tell(ending)
    return ending


def handled(desk: Context, pressed: cards.Panel, code: str) -> object:
    """Take it, answer it, close it."""
    case = cases.get(desk.session, pressed.number("case_id"))
    if case.closed_at is not None or case.answered_at is not None:
        return joining.NotAllowed("settled")
    if code == "take":
        cases.note(desk.session, case.id, owner=desk.person.id)
        return _again(desk, case.id, pressed.key)
    if code == "answer":
        cases.note(desk.session, case.id, owner=desk.person.id)
        expected_answer.ask(desk, f"{AWAITED}:{case.id}")
        desk.tell(care_endings.TypeAnswer(case.id))
        return care_endings.TypeAnswer(case.id)
    return _close(desk, case, pressed.key)


def _again(desk: Context, case_id: int, key: str) -> endings.CaseOpened:
    ending = endings.CaseOpened(case_id, key)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def _close(desk: Context, case: cases.Case, key: str) -> endings.CaseOpened:
    """Closed without an answer to pass on: contact may go on."""
    cases.note(desk.session, case.id, closed_at=desk.now, owner=desk.person.id)
    desk.note("case closed", case.member_id)
    if case.member_id is not None:
        _back_in_the_queue(desk, members.get(desk.session, case.member_id), None)
    return _again(desk, case.id, key)


def typed(desk: Context) -> object:
    """The answer: it goes to whoever asked, with the member as a card due now."""
    case = cases.get(desk.session, int(expected_answer.taken(desk)))
    over = case.closed_at is not None or case.answered_at is not None
    if over or not desk.person.organises:
        desk.tell(joining.NotAllowed("settled"))
        return joining.NotAllowed("settled")
    if refused := drafts.refusals(desk.words):
        expected_answer.ask(desk, f"{AWAITED}:{case.id}")
        desk.tell(replies_endings.WordsNotKept(refused))
        return replies_endings.WordsNotKept(refused)
    _answer(desk, case, desk.words)
    desk.tell(care_endings.AnswerPassedOn(case.id))
    return care_endings.AnswerPassedOn(case.id)


def _answer(desk: Context, case: cases.Case, answer: str) -> None:
    """A question of an advocate's own is closed by its answer."""
    own = case.member_id is None
    cases.note(
        desk.session,
        case.id,
        answer=answer,
        answered_at=desk.now,
        closed_at=desk.now if own else None,
        owner=desk.person.id,
    )
    desk.note("case answered", case.member_id)
    asked_by = _asked_by(desk, case)
    if case.member_id is not None:
        member = members.get(desk.session, case.member_id)
        _back_in_the_queue(desk, member, asked_by)
    if asked_by is None or asked_by.blocked_at is not None:
        return
    key = cards.open_panel(
        desk.session,
        "mine",
        desk.now + dt.timedelta(days=2),
        person_id=asked_by.id,
        ballot_id=desk.ballot.id,
        many=True,
    )
    desk.say(care_endings.CaseAnswered(case.id, key), asked_by.telegram_id)


def _asked_by(desk: Context, case: cases.Case) -> Person | None:
    """Who opened it, if they still work here."""
    if case.opened_by is None:
        return None
    person = people.get(desk.session, case.opened_by, desk.ballot.id)
    return person if person.works or case.member_id is None else None


def _back_in_the_queue(desk: Context, member: Member, person: Person | None) -> None:
    """Due now: the answer and any promise check go back together."""
    waits = member.out_reason == steps.Out.CASE
    stands = member.band is not None and person is not None
    if member.do_not_contact or member.holder is not None or not (waits or stands):
        return
    step = enter_queue.answered(desk.ballot, desk.now, desk.numbers)
    keeps = person is not None and step.band is not None
    members.change(
        desk.session,
        member,
        band=int(step.band) if step.band is not None else None,
        due_at=step.due_at,
        out_reason=step.out.value if step.out else None,
        paused_until=None,
        kept_for=person.id if person and keeps else None,
        kept_until=step.kept_until if keeps else None,
    )
