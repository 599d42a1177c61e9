"""What the page does not show: what needs no ballot, and what is forgotten."""

from bot.rules.person import ORGANISING
from bot.rules.privacy import permissions

BEFORE_A_BALLOT = ("start", "help", "freeze", "unknown", "other", "expired")
SETS_UP = ("ballot", "press ballot", "press setup", "link", "press link")
GOES_TO_ANOTHER = ("press switch",)
WITHOUT_A_NAME = ("feedback", "survey", "survey line", "slip")
OF_A_PERSON = {"language", "press language"}
"""What somebody chooses for all ballots alike."""


def test_only_ways_in_and_the_set_up_work_without_a_ballot() -> None:
    without = {rule.name for rule in permissions.TABLE.values() if not rule.ballot}
    assert without == {*BEFORE_A_BALLOT, *SETS_UP, *GOES_TO_ANOTHER, *OF_A_PERSON}


def test_whoever_gives_feedback_leaves_no_trace_of_having_given_it() -> None:
    given = {
        rule.name
        for rule in permissions.TABLE.values()
        if rule.roles != ORGANISING
        and rule.name.removeprefix("press ").removeprefix("answer ") in WITHOUT_A_NAME
    }
    forgotten = {rule.name for rule in permissions.TABLE.values() if rule.forgets}
    assert given == forgotten
    assert len(given) == 7
