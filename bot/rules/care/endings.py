"""Endings of member care: cases, what needs an organiser, who knows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cases:
    """The open cases, the first to be answered on top; what else needs a hand."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A question or complaint waits for an answer."""

    case_id: int
    key: str


@dataclass(frozen=True, slots=True)
class TypeAnswer:
    """The next words are the answer to this case."""

    case_id: int


@dataclass(frozen=True, slots=True)
class AnswerPassedOn:
    """The answer went back to whoever asked."""

    case_id: int


@dataclass(frozen=True, slots=True)
class CaseAnswered:
    """To whoever asked: the answer, with the member to open again."""

    case_id: int
    key: str


@dataclass(frozen=True, slots=True)
class TypeHere:
    """The next words are a question, or a comment; `what` says which."""

    what: str


@dataclass(frozen=True, slots=True)
class WithName:
    """A comment: with the name or without? Nothing is kept yet."""

    key: str


@dataclass(frozen=True, slots=True)
class Thanks:
    """A question or a comment was taken in; `what` says which."""

    what: str


@dataclass(frozen=True, slots=True)
class Needs:
    """How many members wait for an organiser, by kind."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class NeedsList:
    """The members of one kind; `need` is a code of `attention.Need`."""

    ballot_id: int
    key: str
    need: str


@dataclass(frozen=True, slots=True)
class More:
    """So many more wait behind those that were shown."""

    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """To an organiser: words passed on about a name, and whom they may be about."""

    telling_id: int
    key: str
    member_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToldSettled:
    """Words passed on were matched with a member, or put aside."""

    telling_id: int


@dataclass(frozen=True, slots=True)
class DoYouKnow:
    """To an advocate of the same workplace, in private: can you reach this member?"""

    key: str
    member_id: int


@dataclass(frozen=True, slots=True)
class KnowsNoted:
    """The answer was noted; `yes`: their card comes."""

    yes: bool


@dataclass(frozen=True, slots=True)
class AskLift:
    """To an organiser: they asked not to be contacted; lift it at their own wish?"""

    key: str
    member_id: int


@dataclass(frozen=True, slots=True)
class TypeWhy:
    """The next words are the reason for lifting it."""

    member_id: int


@dataclass(frozen=True, slots=True)
class Lifted:
    """They may be contacted again; the reason is kept."""

    member_id: int


Plain = TypeAnswer | TypeHere | WithName | Thanks | More | KnowsNoted | TypeWhy | Lifted
"""Show nothing more than they hold themselves."""
Ending = (
    Plain
    | Cases
    | CaseOpened
    | AnswerPassedOn
    | CaseAnswered
    | Needs
    | NeedsList
    | Told
    | ToldSettled
    | DoYouKnow
    | AskLift
)
