"""Open, show, answer, hand over, close and reopen cases."""

import datetime as dt
from collections.abc import Iterable

from bot.rules import general_endings
from bot.rules.care import case_rules
from bot.rules.care import endings as care_endings
from bot.rules.care.answers import kinds
from bot.rules.care.policies import Policies
from bot.rules.member import Member
from bot.rules.person import Person
from bot.rules.queue.bands import Band
from bot.rules.replies import enter_queue, steps
from bot.usecases import expected_answer, kept_words
from bot.usecases.care import case_messages, policy
from bot.usecases.context import Context
from bot.usecases.privacy import views
from storage import ballots, members
from storage.care import cases
from storage.queue import cards
from storage.team import people

AWAITED, NEW = "case", "new case"
OFFERED_FOR = dt.timedelta(minutes=15)
"""How long a ready answer waits for who asked, before organisers are told."""


def follow(
    context: Context,
    member: Member,
    words: str,
    step: steps.Next,
    answered: Iterable[int],
) -> None:
    """Close the member's answered cases, and open the one a step asks for."""
    for case_id in answered:
        cases.update(context.session, case_id, closed_at=context.now)
    if step.case is not None:
        context.note("case opened", member.id, step.case)
        open_case(context, step.case, words, member.id)


def is_over(context: Context) -> bool:
    """Whether nobody answers any more; after the purge nothing would erase a case."""
    purged = ballots.life(context.session, context.ballot.id).purged_at is not None
    return purged or context.now > context.ballot.closes + case_rules.AFTER_CLOSE


def open_case(
    context: Context, kind: str, words: str, member_id: int | None
) -> cases.Case:
    """Open a case: offer a ready answer to who asks, else tell the organisers."""
    kind = kinds.of_words(kind, words)
    policies = policies_of(context)
    case = cases.add(
        context.session,
        context.ballot.id,
        member_id,
        kind,
        words,
        context.person.id or None,
        context.now,
        case_rules.reply_by(context.ballot, context.now, policies, kind),
    )
    if _offer(context, case):
        until = context.now + OFFERED_FOR
        cases.update(context.session, case.id, offered_until=until)
        return cases.get(context.session, case.id)
    to_organisers(context, case)
    return case


def _offer(context: Context, case: cases.Case) -> bool:
    """Offer ready answers to the advocate who asks; organisers see them beside it."""
    asks = bool(context.person.id) and not context.person.organises
    fits = case.kind in kinds.HAS_FAQ and context.handbook.faq.likely(case.words)
    if not asks or not fits:
        return False
    key = context.panel("ready answer", {"case_id": case.id})
    context.tell(care_endings.AnswerOffered(case.id, key))
    return True


def to_organisers(context: Context, case: cases.Case) -> None:
    """Tell the organisers of a case."""
    cases.update(context.session, case.id, offered_until=None)
    case_messages.tell_organisers(
        context.session, context.ballot, policies_of(context), case, context.now
    )


def policies_of(context: Context) -> Policies:
    """Find the policies of the ballot."""
    return policy.of(context.session, context.handbook, context.ballot.id)


def withdraw(context: Context, member: Member, opened_at: dt.datetime) -> None:
    """Withdraw a case, because the contact that opened it was taken back."""
    for case in cases.of_member(context.session, member.id):
        if case.opened_at >= opened_at and case.answered_at is None:
            cases.update(
                context.session, case.id, closed_at=context.now, offered_until=None
            )


def show_cases(context: Context) -> object:
    """Answer `/cases`: list what awaits an answer; `/cases new` opens one."""
    word, rest = context.first_word
    if word == "new":
        return _take_new(context, steps.Case.QUESTION, rest) if rest else new(context)
    ending = care_endings.Cases(context.ballot.id, context.panel("cases"))
    context.tell(ending)
    return ending


def show_answered(context: Context, key: str) -> care_endings.AnsweredCases:
    """List the cases answered last, each to be looked at and reopened."""
    ending = care_endings.AnsweredCases(context.ballot.id, key)
    context.tell(ending)
    return ending


def new(context: Context) -> care_endings.NewCase:
    """Ask what a new case is about; the words are typed next."""
    ending = care_endings.NewCase(context.panel("cases"))
    context.tell(ending)
    return ending


def ask_words(context: Context, kind: str) -> care_endings.TypeCase:
    """Ask for the words of a new case."""
    expected_answer.ask(context, f"{NEW}:{kind}")
    context.tell(care_endings.TypeCase(kind))
    return care_endings.TypeCase(kind)


def take_new(context: Context) -> object:
    """Take the words of a new case that an organiser opens."""
    return _take_new(context, expected_answer.take(context), context.words)


def _take_new(context: Context, kind: str, said: str) -> object:
    if is_over(context):
        context.tell(general_endings.NotAllowed("over"))
        return general_endings.NotAllowed("over")
    words = kept_words.of(context, said)
    if not isinstance(words, str):
        return words
    context.note("case opened", None, kind)
    return open_case(context, kind, words, None)


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
    about = (context.session, context.ballot, case, context.person, context.now)
    ending = care_endings.CaseOpened(case.id, case_messages.open_panel(*about))
    context.tell(ending)
    return ending


def press(context: Context, pressed: cards.Panel, code: str) -> object:
    """Take a press under a case: take, answer, hand over, close or reopen it."""
    case = cases.find(context.session, pressed.number("case_id"))
    if case is None:
        return general_endings.NotAllowed("expired")
    shown = care_endings.CaseOpened(case.id, pressed.key)
    if code == "reopen" and not case.awaits:
        reopen(context, case)
        return _edit(context, shown)
    if not case.awaits:
        return general_endings.NotAllowed("settled")
    asks: dict[str, care_endings.Ending] = {
        "back": shown,
        "hand": care_endings.HandOver(case.id, pressed.key),
        "kind": care_endings.ChooseKind(case.id, pressed.key),
    }
    if code in asks:
        return _edit(context, asks[code])
    if code == "answer":
        cases.update(context.session, case.id, owner=context.person.id)
        expected_answer.ask(context, f"{AWAITED}:{case.id}")
        context.tell(care_endings.TypeAnswer(case.id))
        return care_endings.TypeAnswer(case.id)
    return _act(context, case, code, shown)


def _act(
    context: Context, case: cases.Case, code: str, shown: care_endings.CaseOpened
) -> object:
    """Do what changes a case at once, and show it again."""
    if code == "take":
        cases.update(context.session, case.id, owner=context.person.id)
    elif code == "close":
        _close(context, case)
    elif code == "spoken":
        _spoken(context, case)
    elif code.startswith("to"):
        if not _hand_over(context, case, int(code.removeprefix("to"))):
            return general_endings.NotAllowed("expired")
    elif code.startswith("k:"):
        change_kind(context, case, code.removeprefix("k:"))
    else:
        entry = context.handbook.faq.with_code(code.removeprefix("f"))
        if entry is None:
            return general_endings.NotAllowed("expired")
        answer(context, case, entry.answer)
    return _edit(context, shown)


def _edit(context: Context, ending: care_endings.Ending) -> care_endings.Ending:
    context.edit(ending)
    return ending


def _hand_over(context: Context, case: cases.Case, person_id: int) -> bool:
    """Give a case to another organiser, who is shown it."""
    organisers = people.organisers(context.session, context.ballot.id)
    to = next((one for one in organisers if one.id == person_id), None)
    if to is None:
        return False
    cases.update(context.session, case.id, owner=to.id)
    context.note("case handed over", case.member_id, str(case.id))
    case_messages.show(context.session, context.ballot, case, to, context.now)
    return True


def change_kind(context: Context, case: cases.Case, kind: str) -> None:
    """Correct the kind of a case, and with it the reply time from when it was asked."""
    policies = policies_of(context)
    by = case_rules.reply_by(context.ballot, case.asked_at, policies, kind)
    cases.update(context.session, case.id, kind=kind, reply_by=by, nudge_at=None)
    context.note("case kind", case.member_id, kind)


def _close(context: Context, case: cases.Case) -> None:
    """Close a case without an answer; the member may be contacted again."""
    cases.update(
        context.session,
        case.id,
        closed_at=context.now,
        owner=context.person.id,
        offered_until=None,
    )
    context.note("case closed", case.member_id)
    if case.member_id is not None:
        _back_in_the_queue(context, members.get(context.session, case.member_id), None)


def _spoken(context: Context, case: cases.Case) -> None:
    """End the pause: an organiser has spoken with the member; tell who was told."""
    cases.update(
        context.session,
        case.id,
        answered_at=context.now,
        closed_at=context.now,
        owner=context.person.id,
    )
    context.note("case spoken", case.member_id)
    if case.member_id is None:
        return
    member = members.get(context.session, case.member_id)
    _back_in_the_queue(context, member, None)
    if member.paused_until and member.band is not None and member.holder is None:
        members.change(context.session, member, due_at=context.now, paused_until=None)
    to = case_messages.asked_by(context, case)
    if to is not None and to.id != context.person.id and to.blocked_at is None:
        context.say(care_endings.Spoken(case.id), to.telegram_id)


def show_complaints(context: Context, key: str) -> care_endings.Complaints:
    """List the complaints, open and settled, each to be looked at."""
    ending = care_endings.Complaints(context.ballot.id, key)
    context.tell(ending)
    return ending


def reopen(context: Context, case: cases.Case) -> None:
    """Let a case wait for an answer again, with a new reply time."""
    policies = policies_of(context)
    cases.update(
        context.session,
        case.id,
        answered_at=None,
        closed_at=None,
        nudge_at=None,
        reopened_at=context.now,
        reply_by=case_rules.reply_by(context.ballot, context.now, policies, case.kind),
    )
    context.note("case reopened", case.member_id)
    if case.member_id is None:
        return
    member = members.get(context.session, case.member_id)
    if member.band == Band.CALL_BACK and member.holder is None:
        out = steps.out_of_queue(steps.Out.CASE)
        members.change(context.session, member, **out)


def reopen_as_asker(context: Context, panel: cards.Panel, _code: str) -> object:
    """Take a press of who asked: the answer does not answer it."""
    case = cases.find(context.session, panel.number("case_id"))
    if case is None or case.awaits:
        return general_endings.NotAllowed("settled")
    reopen(context, case)
    to_organisers(context, cases.get(context.session, case.id))
    context.tell(care_endings.AskedOrganisers(case.id))
    return care_endings.AskedOrganisers(case.id)


def take_answer(context: Context) -> object:
    """Take the typed answer, and pass it on to whoever opened the case."""
    case = cases.find(context.session, int(expected_answer.take(context)))
    if case is None or not case.awaits or not context.person.organises:
        context.tell(general_endings.NotAllowed("settled"))
        return general_endings.NotAllowed("settled")
    words = kept_words.take(context)
    if not isinstance(words, str):
        expected_answer.ask(context, f"{AWAITED}:{case.id}")
        return words
    answer(context, case, words)
    context.tell(care_endings.AnswerPassedOn(case.id))
    return care_endings.AnswerPassedOn(case.id)


def answer(context: Context, case: cases.Case, words: str) -> None:
    """Save an organiser's answer, and send it to whoever asked."""
    settle(context, case, words)
    to = case_messages.asked_by(context, case)
    if to is not None and to.blocked_at is None:
        context.say(case_messages.answered(context, case, to), to.telegram_id)


def settle(
    context: Context, case: cases.Case, words: str, *, by_faq: bool = False
) -> None:
    """Save the answer, and put the member back into the queue."""
    own = case.member_id is None
    cases.update(
        context.session,
        case.id,
        answer=words,
        answered_at=context.now,
        closed_at=context.now if own else None,
        offered_until=None,
    )
    if not by_faq:
        cases.update(context.session, case.id, owner=context.person.id)
    context.note("case answered", case.member_id, "faq" if by_faq else "")
    if case.member_id is not None:
        member = members.get(context.session, case.member_id)
        asked_by = case_messages.asked_by(context, case)
        _back_in_the_queue(context, member, asked_by)


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
