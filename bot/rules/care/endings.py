"""Endings of cases, of what needs an organiser, and of who knows a member."""

from dataclasses import dataclass

MOST = 20
"""How many cases one screen lists at most."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The open cases, most urgent first, and how many members need an organiser."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A question or complaint waits for an answer."""

    case_id: int
    key: str


@dataclass(frozen=True, slots=True)
class AnsweredCases:
    """The cases settled last, to be looked at and reopened."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Complaints:
    """The log of complaints and upset members, the latest first."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """To whoever was told: an organiser has spoken with the upset member."""

    case_id: int


@dataclass(frozen=True, slots=True)
class CaseReport:
    """How cases went, by kind."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class NewCase:
    """Ask an organiser what a new case is about."""

    key: str


@dataclass(frozen=True, slots=True)
class TypeCase:
    """Ask for the words of a new case, to be typed next."""

    kind: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Ask to which organiser a case is handed over."""

    case_id: int
    key: str


@dataclass(frozen=True, slots=True)
class ChooseKind:
    """Ask of which kind a case really is."""

    case_id: int
    key: str


@dataclass(frozen=True, slots=True)
class AnswerOffered:
    """To whoever asked: ready answers that may fit; none is sent by itself."""

    case_id: int
    key: str


@dataclass(frozen=True, slots=True)
class AskedOrganisers:
    """To whoever asked: the organisers have it, and answer by a time."""

    case_id: int


@dataclass(frozen=True, slots=True)
class TypeAnswer:
    """Ask for the answer to this case, to be typed next."""

    case_id: int


@dataclass(frozen=True, slots=True)
class AnswerPassedOn:
    """The answer was sent to whoever opened the case."""

    case_id: int


@dataclass(frozen=True, slots=True)
class CaseAnswered:
    """To whoever opened the case: the answer, and a button for the member.

    `again` is the key of the button by which they say that it does not answer it.
    """

    case_id: int
    key: str
    again: str = ""


@dataclass(frozen=True, slots=True)
class TypeHere:
    """Ask for a question or a comment, to be typed next; `what` says which."""

    what: str


@dataclass(frozen=True, slots=True)
class WithName:
    """Ask whether a comment goes with the name or without; it is not stored yet."""

    key: str


@dataclass(frozen=True, slots=True)
class Thanks:
    """A question or a comment was received; `what` says which."""

    what: str


@dataclass(frozen=True, slots=True)
class Needs:
    """How many members need an organiser, by kind."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class NeedsList:
    """The members who need an organiser for one reason; `need` is a `needs.Need`."""

    ballot_id: int
    key: str
    need: str


@dataclass(frozen=True, slots=True)
class More:
    """How many more there are than were shown."""

    count: int


@dataclass(frozen=True, slots=True)
class WordsPassedOn:
    """To an organiser: what was passed on about a name, and how many it may fit."""

    telling_id: int
    key: str
    matches: int


@dataclass(frozen=True, slots=True)
class Told:
    """To the organiser who asked whom words passed on may be about."""

    telling_id: int
    key: str
    member_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToldSettled:
    """What was passed on was matched with a member, or put aside."""

    telling_id: int


@dataclass(frozen=True, slots=True)
class DoYouKnow:
    """To an advocate of the same workplace: can you reach this member?"""

    key: str
    member_id: int


@dataclass(frozen=True, slots=True)
class KnowsNoted:
    """The answer is recorded; after `yes` the card follows."""

    yes: bool


@dataclass(frozen=True, slots=True)
class AskLift:
    """To an organiser: the member asked for no contact; lift that at their wish?"""

    key: str
    member_id: int


@dataclass(frozen=True, slots=True)
class TypeWhy:
    """Ask for the reason for lifting it, to be typed next."""

    member_id: int


@dataclass(frozen=True, slots=True)
class Lifted:
    """The member may be contacted again; the reason is recorded."""

    member_id: int


Plain = TypeAnswer | TypeHere | WithName | Thanks | More | KnowsNoted | TypeWhy | Lifted
"""Endings that need nothing looked up."""
Ending = (
    Plain
    | Cases
    | CaseOpened
    | AnsweredCases
    | CaseReport
    | Complaints
    | Spoken
    | HandOver
    | NewCase
    | TypeCase
    | ChooseKind
    | AnswerOffered
    | AskedOrganisers
    | AnswerPassedOn
    | CaseAnswered
    | Needs
    | NeedsList
    | WordsPassedOn
    | Told
    | ToldSettled
    | DoYouKnow
    | AskLift
)
