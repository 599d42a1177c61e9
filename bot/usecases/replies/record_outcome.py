"""Record what a member said, and take the next step."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue import endings as queue_endings
from bot.rules.replies import snapshot, steps, understood
from bot.rules.replies.steps import Out
from bot.usecases import release
from bot.usecases.care import handle_case
from bot.usecases.context import Context
from bot.usecases.privacy import do_not_contact
from bot.usecases.queue import card as card_messages
from bot.usecases.replies import alarms, move
from bot.usecases.replies.move import Said
from storage import members, updates
from storage.queue import cards, claims
from storage.replies import contacts, so_far
from storage.team import people


@dataclass(frozen=True, slots=True)
class Recorded:
    """The contact as logged, and the step the member took.

    `others`: whether somebody else who is rung on the same number is held.
    """

    contact: contacts.Contact
    member: Member
    step: steps.Next | None
    others: bool


def record(
    context: Context, member: Member, said: Said, card: cards.Card | None = None
) -> Recorded:
    """Log a contact; move the member unless a later report stands."""
    member = members.hold(context.session, member.id)
    before, known = snapshot.snapshot(member), so_far.of(context.session, member.id)
    since = card.opened_at if card else said.at
    stale = _stands(context, member, said, since, known.latest)
    mine = member.holder == context.person.id
    asked: contacts.Asked = Counter()
    contact = contacts.log(
        context.session,
        asked,
        ballot_id=context.ballot.id,
        member_id=member.id,
        person_id=context.person.id or None,
        by_name=said.by,
        at=said.at or context.now,
        recorded_at=context.now,
        outcome=said.outcome,
        also=" ".join(said.also),
        method=said.method,
        words=said.words,
        source=said.source,
        claim_id=card.claim_id if card else None,
        update_id=context.arrival.update_id,
        message_id=said.message_id or context.arrival.typed_message,
        late=stale if said.by else not mine,
        conflict=stale,
        before=before,
    )
    context.note("recorded by hand" if said.by else "recorded", member.id, said.outcome)
    if not said.by:
        people.update_role(
            context.session, context.person.id, context.ballot.id, active_at=context.now
        )
    if stale:
        if not said.by:
            alarms.conflict(context, contact.id)
        if said.asks_not_to:
            member = _never_again(context, member)
        return Recorded(contact, member, None, known.others)
    step, member = _follow(context, member, said, known.answered, asked)
    return Recorded(contact, member, step, known.others)


def finish(
    context: Context, card: cards.Card, member: Member, said: Said
) -> queue_endings.CardClosed:
    """Record what was said, close the card, and warn of anything odd."""
    done = record(context, member, said, card)
    contact = done.contact
    noted = queue_endings.Noted(contact.id, contact.late, contact.conflict)
    if (contact.conflict or contact.late) and card_messages.in_sight(context, card):
        context.tell(noted)
    return card_messages.close(
        context,
        card,
        "recorded",
        noted=noted,
        outcome=said.outcome,
        state={"understood": understood.as_json(when(context, said, done.step))},
        others=done.others,
    )


def when(
    context: Context, said: Said, step: steps.Next | None
) -> understood.Understood | None:
    """Tell what was understood of the time; None where it does not count."""
    if step is None:
        return None
    return understood.of(said.outcome, said.facts, step, context.ballot, context.now)


def follow(context: Context, member: Member, said: Said) -> tuple[steps.Next, Member]:
    """Let a report that was logged before stand."""
    answered = so_far.of(context.session, member.id).answered
    return _follow(context, member, said, answered)


def _follow(
    context: Context,
    member: Member,
    said: Said,
    answered: Iterable[int],
    asked: contacts.Asked | None = None,
) -> tuple[steps.Next, Member]:
    """Let a report stand: move the member and do all that follows."""
    holder = member.holder
    step, member = move.move(context, member, said, asked)
    _let_go(context, member, step, holder)
    handle_case.follow(context, member, said.words, step, answered)
    alarms.follow(context, member, step)
    if said.asks_not_to:
        do_not_contact.add(context, member)
    return step, member


def _never_again(context: Context, member: Member) -> Member:
    """Stop contact with the member at once, whichever report stands."""
    out = steps.out_of_queue(Out.DO_NOT_CONTACT) | {"do_not_contact": True}
    member = members.change(context.session, member, **out)
    _let_go(context, member, steps.Next(out=Out.DO_NOT_CONTACT), member.holder)
    do_not_contact.add(context, member)
    return member


def _stands(
    context: Context,
    member: Member,
    said: Said,
    since: dt.datetime | None,
    last: contacts.Contact | None,
) -> bool:
    """Whether a later report by somebody else contradicts this one.

    A report from a sheet has its own date: any report later than that stands.
    """
    if said.by:
        return since is not None and (member.outcome_at or since) > since
    if last is None or since is None or last.outcome is said.outcome:
        return False
    if last.person_id == context.person.id:
        # After a quiet week Telegram's ids begin anew, at random.
        lately = last.recorded_at > context.now - updates.KEPT
        return lately and (last.update_id or 0) > context.arrival.update_id
    return last.recorded_at > since


def log_settled(
    context: Context, member: Member, outcome: Outcome, *, counts: bool
) -> None:
    """Log which of two reports stands; the later one counts only from then."""
    contacts.log(
        context.session,
        ballot_id=context.ballot.id,
        member_id=member.id,
        person_id=context.person.id,
        at=context.now,
        recorded_at=context.now,
        outcome=outcome,
        source=contacts.SETTLED,
        update_id=context.arrival.update_id,
        conflict=not counts,
        before=snapshot.snapshot(member),
    )


def _let_go(
    context: Context, member: Member, step: steps.Next, holder: int | None
) -> None:
    """End the claim; somebody else's only if nobody should call any more."""
    mine, final = holder == context.person.id, member.band is None
    if holder is not None and (mine or final):
        if not mine:
            never = member.do_not_contact
            why = "do not contact" if never else "recorded by another"
            release.stop(context.session, member, why, context.now)
        claims.end(context.session, member.id, "recorded", context.now)
    other = step.whose is steps.Whose.OTHER and bool(context.person.id)
    if member.band is not None and other:
        until = (member.due_at or context.now) + context.numbers.ripe
        claims.skip_until(
            context.session, member.id, context.person.id, until, "another advocate"
        )
