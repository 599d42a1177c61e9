"""The line on the card says why this member is next."""

from dataclasses import replace

import pytest

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue.bands import Band
from bot.rules.queue.screens import CardFacts
from bot.texts.queue import reasons
from tests.rules import given

BALLOT = given.ballot(opens=given.day("2026-05-11"))
NIA = Member(
    1,
    1,
    first_name="Nia",
    band=Band.WILL_VOTE,
    import_status="will_vote",
    import_status_on=given.day("2026-05-04"),
)
LATER = "after so many tries members never contacted come first"


@pytest.mark.parametrize(
    ("member", "told"),
    [
        (NIA, "Said <i>will post</i> 16 days ago."),
        (
            replace(NIA, outcome=Outcome.UNDECIDED),
            "Said <i>will post</i> 16 days ago, then was undecided.",
        ),
        (replace(NIA, tries=2), "Said <i>will post</i> 16 days ago."),
        (
            replace(NIA, band=Band.NO_ANSWER, tries=3),
            f"Said <i>will post</i> 16 days ago; {LATER}.",
        ),
        (
            replace(NIA, band=Band.NO_ANSWER, tries=3, import_status="unknown"),
            "No answer so far.",
        ),
        (replace(NIA, band=Band.NO_ANSWER), "No answer so far."),
    ],
    ids=["said", "doubts", "silent twice", "three times", "unknown", "new number"],
)
def test_the_card_says_what_the_index_made_of_it(member: Member, told: str) -> None:
    now = given.at("2026-05-20 11:00")
    facts = CardFacts("k", member, BALLOT, now, {})
    assert reasons.reason(facts).startswith(told)
