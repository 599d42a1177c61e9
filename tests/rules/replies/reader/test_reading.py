"""Rules every reading keeps, whatever is typed."""

import dataclasses
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.outcomes import Outcome
from bot.rules.replies import reader
from bot.rules.replies.reader import reading
from bot.texts.replies import readings

WORDS = (
    "voted",
    "not",
    "lost",
    "she",
    "i",
    '"',
    "'",
    ",",
    ".",
    "?",
    "6",
    "after",
    "rang",
)
LABELS = {*Outcome, "none", "unclear"}
PLAIN = [
    ("she voted", "she hasn't voted"),
    ("posted it", "not posted it"),
    ("he's lost it", "he's not lost it"),
    ("wants to vote", "doesn't want to vote"),
    ("will post it", "won't post it"),
    ("she's left the union", "she's not left the union"),
    ("is angry with the union", "isn't angry with the union"),
    ("got the paper", "never got the paper"),
]
UNRELATED = [
    ("posted it", "asks when the count is"),
    ("not voting", "he's fed up of being chased"),
    ("lost it", "asks about strike pay"),
    ("voted", "wants no more calls"),
    ("wrong number", "email bounced"),
    ("she's left the union", "don't contact her again"),
]


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_reading(text):
    reading = reader.read(text)
    assert reading.outcome in LABELS
    assert len(reading.choices) <= 3


@given(st.lists(st.sampled_from(WORDS)))
@settings(max_examples=100, deadline=None)
def test_any_words_in_any_order_give_a_reading_that_can_be_explained(words):
    reading = reader.read(" ".join(words))
    assert readings.explain(reading)
    assert reading.ask == bool(reading.choices) or reading.outcome == "none"


@given(st.text("ab 0123456789@.+:/amp'", max_size=60))
@settings(max_examples=200, deadline=None)
def test_every_span_stands_in_the_text_word_for_word(noise):
    text = f"call back after 6 {noise} new number 07700 900264"
    reading = reader.read(text)
    spans = reading.when, reading.new_phone, reading.new_email, reading.new_address
    assert all(span in text for span in spans if span)


@pytest.mark.parametrize(("plain", "negated"), PLAIN)
def test_negating_a_plain_report_changes_the_reading(plain, negated):
    first, second = reader.read(plain), reader.read(negated)
    assert (first.outcome, first.ask) != (second.outcome, second.ask)


@pytest.mark.parametrize(("one", "other"), UNRELATED)
def test_the_order_of_unrelated_clauses_does_not_matter(one, other):
    forward, backward = reader.read(f"{one}. {other}"), reader.read(f"{other}. {one}")
    assert forward.outcome == backward.outcome
    assert set(forward.also) == set(backward.also)


@pytest.mark.parametrize(
    "frame",
    [
        "voted {}",
        "she voted {} and posted it",
        "voted {} 💪",
        "he is voting {}, it goes off tomorrow",
    ],
)
def test_how_somebody_votes_leaves_no_trace_in_the_reading(frame):
    yes = reader.read(frame.format("yes"))
    no = reader.read(frame.format("no"))
    assert dataclasses.asdict(yes) == dataclasses.asdict(no)
    assert yes.states_direction


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("she's off with cancer", "states_health"),
        ("his NI number is QQ123456C", "states_national_insurance"),
        ("voting against the strike", "states_direction"),
    ],
)
def test_notes_that_may_not_be_kept_are_flagged(text, field):
    assert getattr(reader.read(text), field)


def test_ordinary_notes_are_not_flagged():
    reading = reader.read("no problem, posted yesterday, ring 07700 900264")
    assert not reading.states_direction
    assert not reading.states_health
    assert not reading.states_national_insurance


def test_an_answer_of_the_contract_names_only_what_was_found():
    answer = reading.as_json("a-1", reader.read("no answer, try again after 6"))
    assert answer["id"] == "a-1"
    assert answer["when"] == "after 6"
    assert "new_phone" not in answer


def test_a_message_is_read_in_two_milliseconds_once_warm():
    texts = ["posted it sat morning, no bother", "no answer, try again after 6"] * 50
    reader.read(texts[0])
    start = time.process_time()
    for text in texts:
        reader.read(text)
    assert (time.process_time() - start) / len(texts) < 0.004


@pytest.mark.parametrize("words", ["she has voted", "she's posted it"])
def test_actually_makes_no_report_less_sure(words):
    for said in (f"{words} actually", f"actually {words}", f"{words}, actually"):
        assert (reader.read(said).outcome, reader.read(said).ask) == ("voted", False)
