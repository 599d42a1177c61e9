"""A message until it is recorded: what is kept of it, and what never is."""

import datetime as dt

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from bot.rules.outcomes import Channel
from bot.rules.replies import drafts
from bot.rules.replies.drafts import Refused
from tests.rules import given

BALLOT = given.ballot(opens=given.day("2026-05-11"))
TUESDAY = given.at("2026-05-26 11:00")


def draft(text: str) -> drafts.Draft:
    return drafts.read(text, BALLOT, TUESDAY)


@pytest.mark.parametrize(
    ("text", "outcome", "day"),
    [
        ("will post it tonight", "will_post", "2026-05-26"),
        ("she'll do it tomorrow", "will_post", "2026-05-27"),
        ("posting it on friday", "will_post", "2026-05-29"),
        ("will post", "will_post", None),
        ("has posted it", "voted", None),
    ],
)
def test_the_day_of_a_promise_is_kept(text: str, outcome: str, day: str) -> None:
    found = draft(text)
    assert found.outcome == outcome
    assert found.day == (given.day(day) if day else None)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("no answer, try again after 6", "2026-05-26 18:00"),
        ("ring him back thursday at 2pm", "2026-05-28 14:00"),
        ("no answer", None),
    ],
)
def test_when_to_ring_again_is_a_time_of_the_ballot(text: str, at: str) -> None:
    assert draft(text).at == (given.at(at) if at else None)


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("she is voting yes", (Refused.DIRECTION,)),
        ("off sick, in hospital", (Refused.HEALTH,)),
        ("NI is QQ123456C, no: AB 12 34 56 C", (Refused.NATIONAL_INSURANCE,)),
        ("text only please, evenings", ()),
        ("voted on Tuesday", ()),
        ("works part time", ()),
    ],
)
def test_a_note_is_refused_for_what_it_states(
    note: str, why: tuple[Refused, ...]
) -> None:
    assert drafts.refusals(note) == why


def test_a_time_after_the_close_is_not_taken() -> None:
    assert draft("call back on 20th july").at is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("voted no, posted it", Refused.DIRECTION),
        ("off sick with flu, will post when better", Refused.HEALTH),
        ("her ni number is AB123456C, voted", Refused.NATIONAL_INSURANCE),
    ],
)
def test_words_that_may_not_be_kept_are_not_in_the_draft(
    text: str, why: Refused
) -> None:
    found = draft(text)
    assert found.refused == (why,)
    assert found.words == ""
    assert text not in str(drafts.as_json(found))


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("no answer, new number 07700 900123", (("mobile", "+447700900123"),)),
        ("new landline is 0113 496 0123", (("phone", "+441134960123"),)),
        (
            "no answer, try New.Me@Example.org",
            (("personal_email", "new.me@example.org"),),
        ),
        ("call back, evenings only please", (("limits", "evenings"),)),
        ("will post. texts only please", (("limits", "text_only"),)),
        ("no answer", ()),
    ],
)
def test_new_ways_and_limits_are_offered(
    text: str, details: tuple[tuple[str, str], ...]
) -> None:
    assert draft(text).details == details


def test_a_postal_address_is_known_and_not_kept() -> None:
    found = draft("paper never came, she's moved to 14 Birch Lane")
    assert found.address
    assert "Birch" not in str(drafts.as_json(found))


def test_a_limit_is_no_opt_out() -> None:
    assert draft("says dont ring, text her instead").outcome == "call_back"


def test_a_tap_settles_the_outcome_and_keeps_the_rest() -> None:
    found = drafts.with_outcome(draft("done"), drafts.Outcome.VOTED)
    assert (found.outcome, found.asks, found.words) == ("voted", False, "done")


def test_a_method_names_a_channel() -> None:
    assert draft("left a voicemail").channel is Channel.MOBILE


@any_of(st.text(max_size=80))
def test_any_draft_can_be_kept_and_taken_up_again(text: str) -> None:
    found = draft(text)
    assert drafts.from_json(drafts.as_json(found)) == found


@any_of(st.text(max_size=60))
def test_a_direction_is_never_kept(text: str) -> None:
    found = draft(f"{text} voting no")
    assert not found.words
    assert found.at is None or isinstance(found.at, dt.datetime)
