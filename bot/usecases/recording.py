"""Record what a member said, and let the next step set itself."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from bot.rules import as_before, following, steps
from bot.rules.bands import Band
from bot.rules.members import Member
from bot.rules.outcomes import Channel, Outcome
from bot.usecases import alarms, cases, suppressing
from bot.usecases.unit import Desk
from storage import cards, claims, contacts, members, people, updates


@dataclass(frozen=True, slots=True)
class Said:
    """What was said and how it is known; `facts` are the rest of it for the rules.

    `by` names whoever was told where they are not in the chat; then `at` says when.
    """

    outcome: Outcome
    words: str = ""
    also: tuple[Outcome, ...] = ()
    method: str | None = None
    source: str = "member"
    facts: steps.Facts = field(default_factory=steps.Facts)
    reason: str | None = None
    at: dt.datetime | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The contact as logged, and where the member went."""

    contact: contacts.Contact
    member: Member
    step: steps.Next | None


def record(
    desk: Desk, member: Member, said: Said, card: cards.Card | None = None
) -> Recorded:
    """One contact: logged always; the member moves unless a later word stands."""
    before = as_before.snapshot(member)
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
            alarms.conflict(desk, contact.id)
        return Recorded(contact, member, None)
    step, member = move(desk, member, said)
    let_go(desk, member, step)
    cases.follow(desk, member, said.words, step)
    alarms.follow(desk, member, step)
    if Outcome.DO_NOT_CONTACT in (said.outcome, *said.also):
        suppressing.add(desk, member)
    return Recorded(contact, member, step)


def _stands(desk: Desk, member: Member, said: Said, since: dt.datetime | None) -> bool:
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


def log_settled(desk: Desk, member: Member, outcome: Outcome, *, counts: bool) -> None:
    """An organiser said which of two words stands; the later one counts only then."""
    contacts.log(
        desk.session,
        ballot_id=desk.ballot.id,
        member_id=member.id,
        person_id=desk.person.id,
        at=desk.now,
        recorded_at=desk.now,
        outcome=outcome,
        source="settled",
        update_id=desk.arrival.update_id,
        conflict=not counts,
        before=as_before.snapshot(member),
    )


def move(desk: Desk, member: Member, said: Said) -> tuple[steps.Next, Member]:
    """The member as they stand after what was said, and the step that led there."""
    facts = replace(
        said.facts,
        hearsay=said.source == "hearsay",
        also=frozenset(said.also),
        band=Band(member.band) if member.band is not None else None,
        due_at=member.due_at,
        promised=member.promise_day,
        ways=tuple(way.channel for way in member.ways()),
        tries=_tries(member, said.outcome),
        checked=member.source == "hearsay",
    )
    step = following.after(said.outcome, facts, desk.ballot, desk.now, desk.numbers)
    return step, members.change(
        desk.session, member, **_changes(desk, member, said, facts, step)
    )


def _tries(member: Member, outcome: Outcome) -> int:
    return member.tries + 1 if outcome is Outcome.NO_ANSWER else 0


def _changes(
    desk: Desk, member: Member, said: Said, facts: steps.Facts, step: steps.Next
) -> dict[str, Any]:
    """The fields that follow from what was said and the step it led to."""
    same = step.whose is steps.Whose.SAME and step.kept_until is not None
    keeps = same and not said.by
    changes: dict[str, Any] = {
        **placed(step),
        "kept_for": desk.person.id if keeps else None,
        "kept_until": step.kept_until if keeps else None,
        "tries": facts.tries if said.outcome is Outcome.NO_ANSWER else 0,
        "contacts": member.contacts + 1,
        "last_channel": facts.channel or said.method or member.last_channel,
    }
    if said.outcome is not Outcome.WRONG_CONTACT:
        changes |= {
            "outcome": said.outcome,
            "outcome_at": said.at or desk.now,
            "source": said.source,
            "promise_day": step.promise_day,
            "promised_at": _promised_at(desk, member, said, step),
        }
    if said.outcome is Outcome.REPLACEMENT_REQUESTED:
        asked = facts.asked_on or desk.ballot.today(said.at or desk.now)
        changes["requested_at"] = desk.ballot.at(asked)
    asked_not_to = Outcome.DO_NOT_CONTACT in (said.outcome, *said.also)
    if asked_not_to or member.do_not_contact:
        changes["do_not_contact"] = True
        changes |= {"band": None, "due_at": None, "kept_for": None, "kept_until": None}
    if step.dead is not None:
        changes["dead_channels"] = member.dead_channels | {Channel(step.dead)}
    if said.reason is not None:
        changes["out_reason"] = said.reason
    return changes


def _promised_at(
    desk: Desk, member: Member, said: Said, step: steps.Next
) -> dt.datetime | None:
    """When the promise that stands now was made."""
    if said.outcome is Outcome.WILL_POST:
        return said.at or desk.now
    return member.promised_at if step.promise_day else None


def placed(step: steps.Next) -> dict[str, Any]:
    """Where a step puts a member: a band with a time, or out with a reason."""
    return {
        "band": int(step.band) if step.band is not None else None,
        "due_at": step.due_at,
        "out_reason": step.out.value if step.out else None,
        "paused_until": step.paused_until,
    }


def let_go(desk: Desk, member: Member, step: steps.Next) -> None:
    """End the claim; another's claim ends only where nobody should call any more."""
    mine, final = member.holder == desk.person.id, member.band is None
    if member.holder is not None and (mine or final):
        if not mine:
            alarms.stop(desk, member)
        claims.end(desk.session, member.id, "recorded", desk.now)
    other = step.whose is steps.Whose.OTHER and bool(desk.person.id)
    if member.band is not None and other:
        until = (member.due_at or desk.now) + desk.numbers.ripe
        claims.keep_from(
            desk.session, member.id, desk.person.id, until, "another advocate"
        )
