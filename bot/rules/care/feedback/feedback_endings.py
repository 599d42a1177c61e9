"""Endings of feedback: the comment box, the survey, members' slips, the summary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedbackBox:
    """Ask for a comment, to be typed next; `summary_key` is an organiser's."""

    key: str
    summary_key: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackRefused:
    """Nothing was kept, for a reason given as a code; `code` is a slip's."""

    why: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class SurveyAsks:
    """The next question of the survey; `answers` are those given so far."""

    key: str
    answers: str


@dataclass(frozen=True, slots=True)
class SurveyTaken:
    """The survey is answered; one line may follow."""

    key: str


@dataclass(frozen=True, slots=True)
class SurveyLeft:
    """The survey is left as it was."""


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """Ask for the line, to be typed next."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A text for one member, to be sent on; `code` brings their words back."""

    key: str
    code: str


@dataclass(frozen=True, slots=True)
class SlipTaken:
    """What a member said is kept; `mark`: how many of five."""

    code: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SlipUnsure:
    """What a member said is kept; ask whether the number is their mark."""

    key: str
    code: str
    mark: str


@dataclass(frozen=True, slots=True)
class FeedbackSummary:
    """To an organiser: what came in, with a picture."""

    ballot_id: int
    key: str
    light: bool = False


@dataclass(frozen=True, slots=True)
class FeedbackWords:
    """To an organiser: the comments, some at a time."""

    ballot_id: int
    key: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """To an organiser: the summary as a page, without names."""

    ballot_id: int


Plain = (
    FeedbackBox
    | FeedbackRefused
    | SurveyAsks
    | SurveyTaken
    | SurveyLeft
    | SurveyLine
    | Slip
    | SlipTaken
    | SlipUnsure
)
"""Endings that need nothing looked up."""
OfSummary = FeedbackSummary | FeedbackWords | FeedbackPage
Ending = Plain | OfSummary
