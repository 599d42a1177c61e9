"""The draft of a message: its reading, kept until a tap says to record it.

Nothing is saved for a member before that tap. A draft never holds words that must not
be stored (S15).
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from bot.rules.ballot import hours, timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Channel, Outcome
from bot.rules.replies import contact_details, reader
from bot.rules.replies.reader import own_acts, private_words, spans
from bot.rules.replies.reader import reading as readings
from bot.rules.replies.reader.times import moments


class Refused(StrEnum):
    """What words may not hold (S15)."""

    DIRECTION = "how somebody votes"
    HEALTH = "health"
    NATIONAL_INSURANCE = "a National Insurance number"


LIMITS = "limits"
NO_OPT_OUT = (Outcome.CALL_BACK, Outcome.DO_NOT_CONTACT)
"""What to ask when a limit on time or channel was read as an opt-out as well."""

AFTER_MESSAGE = (Outcome.NO_ANSWER, Outcome.WILL_POST, Outcome.CALL_BACK)
"""What to offer beside *Message sent* where the advocate wrote to the member."""

METHODS: Mapping[str, Channel] = {
    "phone": Channel.MOBILE,
    "text": Channel.MOBILE,
    "whatsapp": Channel.MOBILE,
    "email": Channel.PERSONAL_EMAIL,
    "in_person": Channel.IN_PERSON,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """One message as read. `at` is when to call back, `day` the day of a promise.

    `named` is the time to call back before it was moved into calling hours; where no
    hour was said it is `supposed`.

    `words` is empty where they hold something `refused`. `address`: a new postal
    address was named, which is never kept. `details` are new ways to reach the member,
    and limits to it, as (field, value). `own_act`: the advocate sent a message.
    """

    outcome: str
    ask: bool = False
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    method: str | None = None
    at: dt.datetime | None = None
    named: dt.datetime | None = None
    supposed: bool = False
    day: dt.date | None = None
    words: str = ""
    refused: tuple[Refused, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    address: bool = False
    own_act: bool = False
    message_id: int | None = None
    """The message that was typed, so that an edit of it can be answered."""

    @property
    def is_report(self) -> bool:
        """Whether it says anything about the member."""
        return self.outcome != readings.NONE

    @property
    def asks(self) -> bool:
        """Whether a button has to be pressed first."""
        return self.ask or self.outcome == readings.UNCLEAR

    @property
    def channel(self) -> Channel | None:
        """How the member was reached, or not."""
        return METHODS.get(self.method or "")


def read(
    text: str, ballot: Ballot, now: dt.datetime, message_id: int | None = None
) -> Draft:
    """Read a message about one member; `now` is when it was typed."""
    reading = reader.read(text)
    refused = refusals(text)
    told = _details(reading, text)
    limited = any(field == LIMITS for field, _ in told)
    unsure = limited and reading.outcome == Outcome.DO_NOT_CONTACT
    choices = NO_OPT_OUT if unsure else reading.choices
    back = _call_back(reading, ballot, now)
    if own_act := own_acts.sent_message(text):
        choices = AFTER_MESSAGE
    return Draft(
        outcome=readings.UNCLEAR if own_act else reading.outcome,
        ask=reading.ask or unsure or own_act,
        choices=tuple(one for one in choices if one in {*Outcome}),
        also=() if own_act else reading.also,
        method=reading.method,
        at=back.at if back else None,
        named=back.named if back else None,
        supposed=back is not None and not back.exact,
        day=moments.promise_day(text, now, ballot.zone),
        words="" if refused else without_address(text),
        refused=refused,
        details=told,
        address=spans.address(text) is not None,
        own_act=own_act,
        message_id=message_id,
    )


def refusals(text: str) -> tuple[Refused, ...]:
    """Why these words may not be stored; empty if they may."""
    refused = private_words
    told = {
        Refused.DIRECTION: refused.direction(text),
        Refused.HEALTH: refused.health(text),
        Refused.NATIONAL_INSURANCE: refused.national_insurance(text),
    }
    return tuple(what for what, is_told in told.items() if is_told)


def without_address(text: str) -> str:
    """Leave out the postal addresses that words name, which are never kept."""
    while address := spans.address(text):
        text = text.replace(address, "(address)")
    return text


def _call_back(
    reading: reader.Reading, ballot: Ballot, now: dt.datetime
) -> moments.Moment | None:
    if not reading.when:
        return None
    closes = timetable.of(ballot).closes
    return moments.moment(reading.when, now, ballot.zone, closes)


def _details(reading: reader.Reading, text: str) -> tuple[tuple[str, str], ...]:
    phone = contact_details.phone(reading.new_phone) if reading.new_phone else None
    email = contact_details.email(reading.new_email) if reading.new_email else None
    told = (phone, ("personal_email", email) if email else None, *_limits(text))
    return tuple(pair for pair in told if pair)


def _limits(text: str) -> tuple[tuple[str, str], ...]:
    """List what they allow from now on: only texts, only evenings."""
    found = (limit for limit, said in _LIMITS.items() if said.search(text))
    return tuple((LIMITS, limit.value) for limit in found)


_LIMITS = {
    hours.Limit.TEXT_ONLY: re.compile(
        r"\b(?:texts?(?: messages?)? only|only (?:by )?texts?|(?:don.?t|do not|never) "
        r"(?:ring|call|phone)\b.{0,20}\btext)",
        re.IGNORECASE,
    ),
    hours.Limit.EVENINGS: re.compile(
        r"\b(?:evenings? only|only (?:in the |after work |of an )?evenings?)",
        re.IGNORECASE,
    ),
}


def with_outcome(draft: Draft, outcome: Outcome) -> Draft:
    """Return the draft after a tap on one of its readings."""
    also = tuple(one for one in draft.also if one != outcome)
    return replace(draft, outcome=outcome, ask=False, choices=(), also=also)


_drafts = TypeAdapter(Draft)


def as_json(draft: Draft) -> dict[str, Any]:
    """Write a draft as JSON, stored with the button that records it."""
    kept: dict[str, Any] = _drafts.dump_python(draft, mode="json")
    return kept


def from_json(kept: Mapping[str, Any]) -> Draft:
    """Read a draft from its stored JSON."""
    return _drafts.validate_python(kept)
