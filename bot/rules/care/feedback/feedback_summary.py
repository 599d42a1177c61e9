"""The summary of feedback: figures of the survey and of the slips, and the words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.care.feedback import feedback_rules
from bot.rules.care.feedback.feedback_rules import Kind


@dataclass(frozen=True, slots=True)
class Given:
    """One filled sheet; `by` is the name of who gave it, empty if anonymous.

    `names_member`, `names_person`: its words name somebody of the list, or of the team.
    """

    kind: Kind
    answers: str = ""
    words: str = ""
    by: str = ""
    together: bool = False
    names_member: bool = False
    names_person: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What the organisers see: only what is named, or shown together with others."""

    ballot: Ballot
    over: bool
    asked: int
    slips: int
    survey: tuple[Given, ...] = ()
    comments: tuple[Given, ...] = ()
    members: tuple[Given, ...] = ()

    @property
    def answers(self) -> tuple[Counter[str], ...]:
        """Count the answers to each question of the survey."""
        return tuple(
            Counter(one.answers[place] for one in self.survey)
            for place in range(feedback_rules.QUESTIONS)
        )

    @property
    def marks(self) -> Counter[str]:
        """Count the members' marks."""
        return Counter(one.answers for one in self.members if one.answers)

    @property
    def words(self) -> tuple[Given, ...]:
        """List whatever was said in words: comments, then members'."""
        return (*self.comments, *(one for one in self.members if one.words))


def summary(
    ballot: Ballot, over: bool, asked: int, slips: int, given: Sequence[Given]
) -> Summary:
    """Sum up the filled sheets; too few anonymous ones of a kind are left out."""

    def shown(kind: Kind) -> tuple[Given, ...]:
        return tuple(_shown((one for one in given if one.kind is kind), over))

    survey, comments, members = (
        shown(kind) for kind in (Kind.SURVEY, Kind.COMMENT, Kind.MEMBER)
    )
    return Summary(ballot, over, asked, slips, survey, comments, members)


def _shown(given: Iterable[Given], over: bool) -> list[Given]:
    found = list(given)
    filled = sum(not one.by for one in found)
    return [
        one
        for one in found
        if feedback_rules.is_shown(
            named=bool(one.by), together=one.together, filled=filled, over=over
        )
    ]
