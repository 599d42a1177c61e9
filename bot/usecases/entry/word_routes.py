"""Routes of words typed in private: the expected answer, else a report."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from bot.rules.arrivals import Arrival, UpdateKind
from bot.usecases.ballot import set_up
from bot.usecases.care import ask_and_feedback, handle_case
from bot.usecases.context import Context
from bot.usecases.entry.gate import Named, Resolve, UseCase
from bot.usecases.lists import share_out
from bot.usecases.privacy import lift
from bot.usecases.replies import changed_words, typed_answers
from bot.usecases.stats import show_stats
from bot.usecases.team import own_number, promise
from storage.queue import cards, claims
from storage.team import people

AWAITED: Mapping[str, Callable[[Context], object]] = {
    promise.OWN_NUMBER: own_number.take_own,
    own_number.NUMBER_OF: own_number.take_of,
    set_up.AWAITED: set_up.take_agreement,
    show_stats.AWAITED: show_stats.take_official,
    handle_case.AWAITED: handle_case.take_answer,
    ask_and_feedback.ASK: ask_and_feedback.take_question,
    ask_and_feedback.FEEDBACK: ask_and_feedback.take_comment,
    lift.AWAITED: lift.take_reason,
    share_out.AWAITED: share_out.take_names,
}


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
    """Find out what words typed in private are for."""
    person = people.find(session, arrival.sender or 0)
    awaited = person.awaiting if person else None
    what, _, _ = (awaited or "").partition(":")
    if what in AWAITED and arrival.reply_to is None:
        return Named("answer", AWAITED[what])
    return Named("words", typed_answers.words, ballot(session, arrival))


def ballot(session: Session, arrival: Arrival) -> int | None:
    """Find the ballot that words are about: of the card replied to, else the open one.

    With cards open in several ballots, or in none, it is the ballot last used.
    """
    person = people.find(session, arrival.sender or 0)
    if person is None or not arrival.private:
        return None
    if arrival.reply_to is not None:
        card = cards.of_message(session, person.id, arrival.reply_to)
        if card is not None:
            return card.ballot_id
    found = claims.ballots(session, person.id)
    return found[0] if len(found) == 1 else None
