"""Routes of words typed in private: the expected answer, else a report."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.arrivals import Arrival, UpdateKind
from bot.rules.privacy import permissions
from bot.rules.replies import endings
from bot.usecases import expected_answer
from bot.usecases.ballot import edit_ballot, set_up
from bot.usecases.care import (
    ask,
    feedback,
    handle_case,
    member_slip,
    policy,
    practice,
    survey,
)
from bot.usecases.context import Context
from bot.usecases.entry.gate import Named, Resolve, UseCase
from bot.usecases.lists import share_out
from bot.usecases.privacy import lift
from bot.usecases.queue import held_members
from bot.usecases.replies import changed_words, typed_answers, typed_words
from bot.usecases.stats import show_stats
from bot.usecases.team import own_number, promise
from storage import panels
from storage.care import practices
from storage.queue import cards, claims
from storage.team import people

PRACTICE = "practice"
"""For words typed while a scene is played."""
AWAITED: Mapping[str, Callable[[Context], object]] = {
    promise.OWN_NUMBER: own_number.take_own,
    own_number.NUMBER_OF: own_number.take_of,
    set_up.AWAITED: set_up.take_agreement,
    edit_ballot.AWAITED: edit_ballot.take_value,
    show_stats.AWAITED: show_stats.take_official,
    handle_case.AWAITED: handle_case.take_answer,
    handle_case.NEW: handle_case.take_new,
    ask.ASK: ask.take_question,
    feedback.AWAITED: feedback.take_comment,
    survey.AWAITED: survey.take_line,
    policy.AWAITED: policy.take_value,
    lift.AWAITED: lift.take_reason,
    share_out.AWAITED: share_out.take_names,
    typed_words.CHOICE: typed_answers.choice,
}


BOXES = frozenset(
    (
        ask.ASK,
        feedback.AWAITED,
        handle_case.AWAITED,
        handle_case.NEW,
        edit_ballot.AWAITED,
        policy.AWAITED,
    )
)
"""What takes any words: what is typed for them may be about the open card too."""
ANSWERS = (*AWAITED, member_slip.AWAITED, PRACTICE)
"""What typed words may answer; each has a row of the permission table."""
CHANGED: Mapping[UpdateKind, Named] = {
    UpdateKind.EDITED: Named("edited", changed_words.edited),
    UpdateKind.FORWARDED: Named("forwarded", changed_words.forwarded),
}


def unless_changed(resolve: Resolve) -> Resolve:
    """Turn edited and forwarded words in private aside, whatever they say."""

    def changed(session: Session, arrival: Arrival) -> Named | tuple[str, UseCase]:
        aside = CHANGED.get(arrival.kind) if arrival.private else None
        return aside or resolve(session, arrival)

    return changed


def resolve(session: Session, arrival: Arrival) -> Named:
    """Find out what words typed in private are for.

    An open question comes first, then a scene of practice, then real members.
    """
    person = people.find(session, arrival.sender or 0)
    awaited = person.awaiting if person else None
    what, _, _ = (awaited or "").partition(":")
    if what in ("", feedback.AWAITED):
        slip = member_slip.ballot_of(session, person, arrival.argument)
        if slip is not None:
            row = f"{permissions.ANSWER}{member_slip.AWAITED}"
            return Named(row, member_slip.take_words, slip)
    if what in AWAITED and arrival.reply_to is None:
        use = box_or_report if what in BOXES else AWAITED[what]
        return Named(f"{permissions.ANSWER}{what}", use)
    talk = practices.of(session, person.id) if person and person.practises else None
    if person and talk and not _replies_to_card(session, person.id, arrival):
        row = f"{permissions.ANSWER}{PRACTICE}"
        return Named(row, practice.take_words, talk.talk.ballot_id)
    return Named("words", typed_answers.words, ballot(session, arrival))


def _replies_to_card(session: Session, person_id: int, arrival: Arrival) -> bool:
    """Whether words reply to a real card: then they are about that member."""
    message = arrival.reply_to
    return (
        message is not None
        and cards.of_message(session, person_id, message) is not None
    )


def box_or_report(context: Context) -> object:
    """Take words for the box that was opened; ask, if they report on the open card.

    A box may have been opened and left long ago.
    """
    box = context.person.awaiting or ""
    what, _, _ = box.partition(":")
    card = held_members.only_card(context)
    draft = typed_words.read_draft(context, context.words)
    report = (
        draft.is_report and not draft.asks and draft.outcome not in typed_words.CASES
    )
    may_be_kept = not draft.refused and not draft.address
    if card is None or not report or not may_be_kept:
        return AWAITED[what](context)
    expected_answer.forget(context)
    kept = {"box": box, "card": card.id}
    ending = endings.AskBox(context.panel("box", kept), card.member_id, what)
    context.tell(ending, reply_to=context.arrival.message_id)
    return ending


def choose_box(context: Context, panel: cards.Panel, code: str) -> object:
    """Take the tap that says whether words are for the box or about the card.

    The words stand in the message that was typed: until the tap they are kept nowhere.
    """
    panels.remove(context.session, panel)
    context.delete_message()
    typed = replace(context, arrival=context.arrival.answered)
    if not typed.words:
        context.tell(general_endings.SendAgain())
        return general_endings.SendAgain()
    if code == "card":
        card = cards.get(context.session, panel.number("card"))
        draft = typed_words.read_draft(typed, typed.words)
        return typed_words.about(context, card, draft)
    box = str(panel.about["box"])
    what = box.partition(":")[0]
    row = f"{permissions.ANSWER}{what}"
    if not permissions.may(row, context.person):
        return general_endings.NotAllowed("organisers only")
    typed.person = replace(context.person, awaiting=box)
    typed.forgets = permissions.TABLE[row].forgets
    return AWAITED[what](typed)


def ballot(session: Session, arrival: Arrival) -> int | None:
    """Find the ballot that words are about: of the card replied to, else the open one.

    With cards open in several ballots, or in none, it is the ballot last used.
    """
    if arrival.sender is None or not arrival.private:
        return None
    if arrival.reply_to is not None:
        person = people.find(session, arrival.sender)
        card = person and cards.of_message(session, person.id, arrival.reply_to)
        if card:
            return card.ballot_id
    found = claims.ballots(session, arrival.sender)
    return found[0] if len(found) == 1 else None
