"""Open, show, answer and close cases: members' questions and complaints."""

import datetime as dt
from dataclasses import replace

from bot.rules import general_endings
from bot.rules.care import case_rules
from bot.rules.care import endings as care_endings
from bot.rules.care.policies import Policies
from bot.rules.member import Member
from bot.rules.person import Person
from bot.rules.replies import enter_queue, steps
from bot.usecases import expected_answer, kept_words
from bot.usecases.care import policy
from bot.usecases.context import Context
from bot.usecases.privacy import views
from storage import members
from storage.care import cases
from storage.queue import cards
from storage.team import people

AWAITED = "case"


def follow(context: Context, member: Member, words: str, step: steps.Next) -> None:
    """Close the member's answered cases, and open the one a step asks for."""
    for case in cases.of_member(context.session, member.id):
        if case.answered_at is not None and case.closed_at is None:
            cases.update(context.session, case.id, closed_at=context.now)
    if step.case is not None:
        context.note("case opened", member.id, step.case)
        open_case(context, step.case, words, member.id)


def open_case(context: Context, kind: str, words: str, member_id: int | None) -> None:
    """Open a case and show it to every organiser, each with their own buttons."""
    case = cases.add(
        context.session,
        context.ballot.id,
        member_id,
        kind,
        words,
        context.person.id or None,
        context.now,
        case_rules.reply_by(context.ballot, context.now, _policies(context), kind),
    )
    for person in people.organisers(context.session, context.ballot.id):
        key = panel(context, case, person)
        if member_id is not None:
            views.note(replace(context, person=person), views.TOLD, member_id)
        context.say(care_endings.CaseOpened(case.id, key), person.telegram_id)


def _policies(context: Context) -> Policies:
    return policy.of(context.session, context.handbook, context.ballot.id)


def withdraw(context: Context, member: Member, opened_at: dt.datetime) -> None:
    """Withdraw a case, because the contact that opened it was taken back."""
    for case in cases.of_member(context.session, member.id):
        if case.opened_at == opened_at and case.answered_at is None:
            cases.update(context.session, case.id, closed_at=context.now)


def panel(context: Context, case: cases.Case, person: Person) -> str:
    """Make the buttons under a case, for one organiser."""
    until = max(context.ballot.closes, context.now) + case_rules.AFTER_CLOSE
    return cards.open_panel(
        context.session,
        "case",
        until,
        about={"case_id": case.id},
        person_id=person.id,
        ballot_id=context.ballot.id,
        many=True,
    )


def show_cases(context: Context) -> care_endings.Cases:
    """Answer `/cases`: list what awaits an answer, the most urgent first."""
    open_ = cases.still_open(context.session, context.ballot.id)
    shown = [one.member_id for one in open_ if one.member_id and not one.answered_at]
    views.note(context, views.TOLD, *shown)
    ending = care_endings.Cases(context.ballot.id, context.panel("cases"))
    context.tell(ending)
    return ending


def show_case(context: Context, _pressed: cards.Panel, code: str) -> object:
    """Show one case of the list."""
    case = cases.get(context.session, int(code.removeprefix("c")))
    if case.ballot_id != context.ballot.id:
        return general_endings.NotAllowed("expired")
    if case.member_id is not None:
        if stopped := views.stop(context, case.member_id):
            context.tell(stopped)
            return stopped
        views.note(context, views.CASE, case.member_id)
    ending = care_endings.CaseOpened(case.id, panel(context, case, context.person))
    context.tell(ending)
    return ending


def press(context: Context, pressed: cards.Panel, code: str) -> object:
    """Take a press under a case: take it, answer it or close it."""
    case = cases.get(context.session, pressed.number("case_id"))
    if case.closed_at is not None or case.answered_at is not None:
        return general_endings.NotAllowed("settled")
    if code == "take":
        cases.update(context.session, case.id, owner=context.person.id)
        return _again(context, case.id, pressed.key)
    if code == "answer":
        cases.update(context.session, case.id, owner=context.person.id)
        expected_answer.ask(context, f"{AWAITED}:{case.id}")
        context.tell(care_endings.TypeAnswer(case.id))
        return care_endings.TypeAnswer(case.id)
    return _close(context, case, pressed.key)


def _again(context: Context, case_id: int, key: str) -> care_endings.CaseOpened:
    ending = care_endings.CaseOpened(case_id, key)
    context.edit(ending)
    return ending


def _close(context: Context, case: cases.Case, key: str) -> care_endings.CaseOpened:
    """Close a case without an answer; the member may be contacted again."""
    cases.update(
        context.session, case.id, closed_at=context.now, owner=context.person.id
    )
    context.note("case closed", case.member_id)
    if case.member_id is not None:
        _back_in_the_queue(context, members.get(context.session, case.member_id), None)
    return _again(context, case.id, key)


def take_answer(context: Context) -> object:
    """Take the typed answer, and pass it on to whoever opened the case."""
    case = cases.get(context.session, int(expected_answer.take(context)))
    over = case.closed_at is not None or case.answered_at is not None
    if over or not context.person.organises:
        context.tell(general_endings.NotAllowed("settled"))
        return general_endings.NotAllowed("settled")
    words = kept_words.take(context)
    if not isinstance(words, str):
        expected_answer.ask(context, f"{AWAITED}:{case.id}")
        return words
    _answer(context, case, words)
    context.tell(care_endings.AnswerPassedOn(case.id))
    return care_endings.AnswerPassedOn(case.id)


def _answer(context: Context, case: cases.Case, answer: str) -> None:
    """Save and send the answer, and put the member back into the queue."""
    own = case.member_id is None
    cases.update(
        context.session,
        case.id,
        answer=answer,
        answered_at=context.now,
        closed_at=context.now if own else None,
        owner=context.person.id,
    )
    context.note("case answered", case.member_id)
    asked_by = _asked_by(context, case)
    if case.member_id is not None:
        member = members.get(context.session, case.member_id)
        _back_in_the_queue(context, member, asked_by)
    if asked_by is None or asked_by.blocked_at is not None:
        return
    key = cards.open_panel(
        context.session,
        "mine",
        context.now + dt.timedelta(days=2),
        person_id=asked_by.id,
        ballot_id=context.ballot.id,
        many=True,
    )
    context.say(care_endings.CaseAnswered(case.id, key), asked_by.telegram_id)


def _asked_by(context: Context, case: cases.Case) -> Person | None:
    """Find who opened the case, if they still take part."""
    if case.opened_by is None:
        return None
    person = people.get(context.session, case.opened_by, context.ballot.id)
    return person if person.works or case.member_id is None else None


def _back_in_the_queue(context: Context, member: Member, person: Person | None) -> None:
    """Put the member back, due now, to pass on the answer and check any promise."""
    waits = member.out_reason == steps.Out.CASE
    stands = member.band is not None and person is not None
    if member.do_not_contact or member.holder is not None or not (waits or stands):
        return
    step = enter_queue.answered(context.ballot, context.now, context.numbers)
    keeps = person is not None and step.band is not None
    members.change(
        context.session,
        member,
        band=int(step.band) if step.band is not None else None,
        due_at=step.due_at,
        out_reason=step.out.value if step.out else None,
        paused_until=None,
        kept_for=person.id if person and keeps else None,
        kept_until=step.kept_until if keeps else None,
    )
