"""Record what a member said, and let the next step set itself."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.replies import snapshot, steps
from bot.rules.replies.steps import Out
from bot.usecases import tell
from bot.usecases.care import handle_case
from bot.usecases.context import Context
from bot.usecases.privacy import do_not_contact
from bot.usecases.replies import move
from bot.usecases.replies.move import Said
from storage import members, updates
from storage.queue import cards, claims
from storage.replies import contacts
from storage.team import people


@dataclass(frozen=True, slots=True)
class Recorded:
    """The contact as logged, and where the member went."""

    contact: contacts.Contact
    member: Member
    step: steps.Next | None


def record(
    desk: Context, member: Member, said: Said, card: cards.Card | None = None
) -> Recorded:
    """One contact: logged always; the member moves unless a later word stands."""
    before = snapshot.snapshot(member)
    stale = _stands(desk, member, said, card.opened_at if card else said.at)
    mine = member.holder == desk.person.id
    contact = contacts.log(
        desk.session,
        ballot_id=desk.ballot.id,
        member_id=member.id,
        person_id=desk.person.id or None,
        by_name=said.by,
        at=said.at or desk.now,
        recorded_at=desk.now,
        outcome=said.outcome,
        also=" ".join(said.also),
        method=said.method,
        words=said.words,
        source=said.source,
        claim_id=card.claim_id if card else None,
        update_id=desk.arrival.update_id,
        late=stale if said.by else not mine,
        conflict=stale,
        before=before,
    )
    desk.note("recorded by hand" if said.by else "recorded", member.id, said.outcome)
    if not said.by:
        people.settle(desk.session, desk.person.id, desk.ballot.id, active_at=desk.now)
    if stale:
        if not said.by:
            tell.conflict(desk, contact.id)
        if said.asks_not_to:
            member = _never_again(desk, member)
        return Recorded(contact, member, None)
    step, member = follow(desk, member, said)
    return Recorded(contact, member, step)


def follow(desk: Context, member: Member, said: Said) -> tuple[steps.Next, Member]:
    """This word stands: the member moves, and all that follows from it is done."""
    step, member = move.move(desk, member, said)
    _let_go(desk, member, step)
    handle_case.follow(desk, member, said.words, step)
    tell.follow(desk, member, step)
    if said.asks_not_to:
        do_not_contact.add(desk, member)
    return step, member


def _never_again(desk: Context, member: Member) -> Member:
    """That wish holds at once, whichever word about the ballot stands."""
    out = move.left(Out.DO_NOT_CONTACT) | {"do_not_contact": True}
    member = members.change(desk.session, member, **out)
    _let_go(desk, member, steps.Next(out=Out.DO_NOT_CONTACT))
    do_not_contact.add(desk, member)
    return member


def _stands(
    desk: Context, member: Member, said: Said, since: dt.datetime | None
) -> bool:
    """Whether somebody's other, later word stands against this one.

    What comes on paper has its own date: a later word than that stands, whatever it is.
    """
    if said.by:
        return since is not None and (member.outcome_at or since) > since
    latest = contacts.of_member(desk.session, member.id, limit=1)
    if not latest or since is None or latest[0].outcome is said.outcome:
        return False
    last = latest[0]
    if last.person_id == desk.person.id:
        # After a quiet week Telegram's ids begin anew, at random.
        lately = last.recorded_at > desk.now - updates.KEPT
        return lately and (last.update_id or 0) > desk.arrival.update_id
    return last.recorded_at > since


def log_settled(
    desk: Context, member: Member, outcome: Outcome, *, counts: bool
) -> None:
    """An organiser said which of two words stands; the later one counts only then."""
    contacts.log(
        desk.session,
        ballot_id=desk.ballot.id,
        member_id=member.id,
        person_id=desk.person.id,
        at=desk.now,
        recorded_at=desk.now,
        outcome=outcome,
        source=contacts.SETTLED,
        update_id=desk.arrival.update_id,
        conflict=not counts,
        before=snapshot.snapshot(member),
    )


def _let_go(desk: Context, member: Member, step: steps.Next) -> None:
    """End the claim; another's claim ends only where nobody should call any more."""
    mine, final = member.holder == desk.person.id, member.band is None
    if member.holder is not None and (mine or final):
        if not mine:
            never = member.do_not_contact
            why = "do not contact" if never else "recorded by another"
            tell.stop(desk, member, why)
        claims.end(desk.session, member.id, "recorded", desk.now)
    other = step.whose is steps.Whose.OTHER and bool(desk.person.id)
    if member.band is not None and other:
        until = (member.due_at or desk.now) + desk.numbers.ripe
        claims.keep_from(
            desk.session, member.id, desk.person.id, until, "another advocate"
        )
