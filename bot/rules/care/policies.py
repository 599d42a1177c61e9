"""Policies: by when each kind of case is answered, how, by whom, and what to say first.

They come from a file, the branch's or the one beside this module; what organisers
changed in the chat lies over it.
"""

import datetime as dt
import functools
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from bot.rules.ballot.phases import Phase
from bot.rules.care import bad_file
from bot.rules.care.bad_file import BadFile
from bot.rules.replies.steps import Case

SHIPPED = Path(__file__).with_name("policies.toml")
USUAL, LAST_WEEK = "usual", "last_week"
PHASES = tuple(phase.name.lower() for phase in Phase if phase is not Phase.BEFORE)
PERIODS = (USUAL, LAST_WEEK, *PHASES)
"""The times of a ballot that may have reply hours of their own."""
CHANNEL, OWNER, SAY_FIRST = "channel", "owner", "say_first"
NAMES = (*PERIODS, CHANNEL, OWNER, SAY_FIRST)
"""All that a policy consists of."""
KINDS = tuple(Case)
MOST_HOURS = 100
MOST_WORDS = 500


class Channel(StrEnum):
    """How the member gets the answer."""

    AS_ASKED = "as they asked"
    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"


class Owner(StrEnum):
    """Which organisers are told of a case."""

    ORGANISERS = "organisers"
    OWNER = "owner"


Hours = Annotated[float, Field(gt=0, le=MOST_HOURS)]
Words = Annotated[str, Field(min_length=1, max_length=MOST_WORDS)]


def _check_periods(hours: Mapping[str, float]) -> Mapping[str, float]:
    if missing := sorted({USUAL, LAST_WEEK} - set(hours)):
        raise PydanticCustomError("lacks", f"it lacks {missing[0]}")
    if unknown := sorted(set(hours) - set(PERIODS)):
        known = ", ".join(PERIODS)
        raise PydanticCustomError(
            "unknown", f"it names {unknown[0]}; it may name {known}"
        )
    return hours


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Policy(_Part):
    """What is done about one kind of case."""

    reply_hours: Annotated[Mapping[str, Hours], AfterValidator(_check_periods)]
    channel: Channel
    owner: Owner
    say_first: Words


class WorkingHours(_Part):
    """When organisers answer, on working days."""

    begin: dt.time
    end: dt.time


class Policies(_Part):
    """The policies of all kinds."""

    working_hours: WorkingHours
    question: Policy
    complaint: Policy
    upset: Policy
    replacement: Policy
    data: Policy
    other: Policy

    def of(self, kind: str) -> Policy:
        """Find the policy of a kind of case."""
        found: Policy = getattr(self, Case(kind).value)
        return found


class Unreadable(ValueError):
    """The typed value does not fit this part of a policy."""


class Change(NamedTuple):
    """What organisers changed of one policy in the chat."""

    kind: str
    name: str
    value: str


@functools.cache
def shipped() -> Policies:
    """Read the policies the program brings."""
    return parse(SHIPPED.read_text(encoding="utf-8"))


def parse(text: str) -> Policies:
    """Read the policies of a file; raises BadFile with one sentence."""
    try:
        found = Policies.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"it is not a TOML file: {error}.") from None
    except ValidationError as error:
        raise BadFile(bad_file.sentence(error)) from None
    if found.working_hours.begin >= found.working_hours.end:
        raise BadFile("[working_hours] end: it has to be later than begin.")
    return found


def changed(policies: Policies, changes: Iterable[Change]) -> Policies:
    """Lay what organisers changed over the policies of the file."""
    for change in changes:
        policy = policies.of(change.kind)
        if change.name in PERIODS:
            hours = {**policy.reply_hours, change.name: float(change.value)}
            wanted = policy.model_copy(update={"reply_hours": hours})
        else:
            value = _VALUES.get(change.name, str)(change.value)
            wanted = policy.model_copy(update={change.name: value})
        policies = policies.model_copy(update={change.kind: wanted})
    return policies


_VALUES = {CHANNEL: Channel, OWNER: Owner}


def read_value(name: str, said: str) -> str:
    """Read a typed or pressed value as it is kept; raises Unreadable."""
    said = " ".join(said.split())
    if name in PERIODS:
        return f"{_hours(said.lower()):g}"
    if name == SAY_FIRST:
        if not 1 <= len(said) <= MOST_WORDS:
            raise Unreadable
        return said
    try:
        return _VALUES[name](said.lower()).value
    except ValueError as error:
        raise Unreadable from error


def _hours(said: str) -> float:
    """Read "2", "2 h", "1.5 hours", "90 minutes"."""
    number, _, unit = said.partition(" ")
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = (number[len(digits) :] + unit).strip()
    try:
        hours = float(digits)
    except ValueError as error:
        raise Unreadable from error
    if unit.startswith("min"):
        hours /= 60
    elif unit not in ("", "h", "hr", "hrs", "hour", "hours"):
        raise Unreadable
    hours = round(hours, 2)
    if not 0 < hours <= MOST_HOURS:
        raise Unreadable
    return hours


def read_typed(said: str) -> Change:
    """Read what is typed after `/policy`: kind, part, value; raises Unreadable."""
    kind, _, rest = said.strip().partition(" ")
    if kind.lower() not in KINDS:
        raise Unreadable
    spelt = rest.strip().lower().replace(" ", "_").replace("-", "_")
    name = next((one for one in NAMES if spelt.startswith(f"{one}_")), None)
    if name is None:
        raise Unreadable
    value = rest.strip()[len(name) :].strip()
    return Change(kind.lower(), name, read_value(name, value))
