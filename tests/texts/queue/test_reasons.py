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


OWN = "by this branch's own tries"


@pytest.mark.parametrize(
    ("told_worth", "member", "told"),
    [
        (0.8, replace(NIA, band=Band.NO_ANSWER, tries=1), f"ago; {LATER}, {OWN}."),
        (0.8, replace(NIA, band=Band.NO_ANSWER, tries=3), f"ago; {LATER}."),
        (0.8, NIA, "Said <i>will post</i> 16 days ago."),
        (1.2, replace(NIA, tries=3), f"ago; {OWN} a contact still brings more than"),
        (1.2, NIA, "Said <i>will post</i> 16 days ago."),
        (0.6, NIA, f"ago; {OWN} a contact brings less than with members never"),
        (0.6, replace(NIA, band=Band.UNTOUCHED), f"Never contacted; {OWN} a contact"),
        (0.8, replace(NIA, band=Band.UNTOUCHED), "Never contacted."),
    ],
)
def test_the_card_says_where_the_branch_s_own_log_changes_a_place(
    told_worth: float, member: Member, told: str
) -> None:
    now = given.at("2026-05-20 11:00")
    ballot = replace(BALLOT, told_worth=told_worth)
    said = reasons.reason(CardFacts("k", member, ballot, now, {}))
    assert told in said
    assert (OWN in said) is (OWN in told)
