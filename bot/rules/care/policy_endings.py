"""Endings of `/policy`: all policies, one of them, a value that is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PolicyList:
    """The policies of all kinds, each with its button."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class PolicyShown:
    """The policy of one kind, with what can be changed of it."""

    ballot_id: int
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class PolicyAsks:
    """Which value a part of a policy is to have; `refused`: the last was unreadable."""

    ballot_id: int
    key: str
    kind: str
    name: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class HowToTypePolicy:
    """What was typed after `/policy` is not understood."""


Ending = PolicyList | PolicyShown | PolicyAsks | HowToTypePolicy
