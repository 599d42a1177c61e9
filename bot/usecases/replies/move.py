"""Move a member by what they said: work out the next step and the fields it changes."""

import datetime as dt
from dataclasses import dataclass, field, replace

from bot.rules.member import Fields, Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue.bands import Band
from bot.rules.replies import next_step, steps
from bot.usecases.context import Context
from storage import members
from storage.replies import contacts

TRIES_WITHIN = dt.timedelta(days=7)
"""Unanswered tries longer ago count no more."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a member said and how it is known; `facts` hold the details for the rules.

    `by` names the rep who was told, if not in the chat; `at` then says when.
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
    message_id: int | None = None

    @property
    def asks_not_to(self) -> bool:
        """Whether the member asked not to be contacted."""
        return Outcome.DO_NOT_CONTACT in (self.outcome, *self.also)


def move(
    context: Context,
    member: Member,
    said: Said,
    asked: contacts.Asked | None = None,
) -> tuple[steps.Next, Member]:
    """Move the member by what was said; return the step and the member as moved.

    `asked`: what is to be counted of the contact that was logged.
    """
    facts = replace(
        said.facts,
        hearsay=said.source == "hearsay",
        also=frozenset(said.also),
        band=Band(member.band) if member.band is not None else None,
        due_at=member.due_at,
        promised=member.promise_day,
        channels=tuple(way.channel for way in member.contact_methods()),
        tries=_tries(context, member, said.outcome),
        checked=member.source == "hearsay",
        asked_on=_asked_on(context, said),
    )
    step = next_step.after(
        said.outcome, facts, context.ballot, context.now, context.numbers
    )
    changes = _changes(context, member, said, facts, step)
    mine = member.holder == context.person.id
    moved = members.change(context.session, member, free=mine, asked=asked, **changes)
    return step, moved


def _asked_on(context: Context, said: Said) -> dt.date | None:
    """Find the day a replacement was asked for, from which the wait is counted."""
    if said.outcome is not Outcome.REPLACEMENT_REQUESTED:
        return None
    return said.facts.asked_on or context.ballot.today(said.at or context.now)


def _tries(context: Context, member: Member, outcome: Outcome) -> int:
    """Count the unanswered tries in a row within a week, with this one as logged."""
    if outcome is not Outcome.NO_ANSWER or not member.tries:
        return int(outcome is Outcome.NO_ANSWER)
    since = context.now - TRIES_WITHIN
    silent = [
        one
        for one in contacts.of_member(context.session, member.id)
        if one.outcome is Outcome.NO_ANSWER and one.source != contacts.MAILING
    ]
    return sum(one.at >= since for one in silent[: member.tries + 1])


def _changes(
    context: Context, member: Member, said: Said, facts: steps.Facts, step: steps.Next
) -> Fields:
    """Work out the fields that follow from what was said and the next step."""
    same = step.whose is steps.Whose.SAME and step.kept_until is not None
    keeps = same and not said.by
    changes: Fields = {
        **steps.place_fields(step),
        "kept_for": context.person.id if keeps else None,
        "kept_until": step.kept_until if keeps else None,
        "tries": facts.tries if said.outcome is Outcome.NO_ANSWER else 0,
        "contacts": member.contacts + 1,
        "last_channel": facts.channel or said.method or member.last_channel,
    }
    if said.outcome is not Outcome.WRONG_CONTACT:
        changes |= {
            "outcome": said.outcome,
            "outcome_at": said.at or context.now,
            "source": said.source,
            "promise_day": step.promise_day,
            "promised_at": _promised_at(context, member, said, step),
        }
    if facts.asked_on is not None:
        changes["requested_at"] = context.ballot.at(facts.asked_on)
    if said.asks_not_to or member.do_not_contact:
        changes["do_not_contact"] = True
        changes |= {"band": None, "due_at": None, "kept_for": None, "kept_until": None}
    if step.dead is not None:
        changes["dead_channels"] = member.dead_channels | {Channel(step.dead)}
    if said.reason is not None:
        changes["out_reason"] = said.reason
    return changes


def _promised_at(
    context: Context, member: Member, said: Said, step: steps.Next
) -> dt.datetime | None:
    """Find when the promise that stands now was made."""
    if said.outcome is Outcome.WILL_POST:
        return said.at or context.now
    return member.promised_at if step.promise_day else None
