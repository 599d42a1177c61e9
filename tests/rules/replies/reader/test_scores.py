"""The labelled messages are read as well as we say."""

import pytest

from bot.rules.replies import reader
from tests.rules.replies.reader import scoring

FIELD = scoring.messages("field_words")
"""Words read wrong in real use, with siblings."""
TUNED = sorted(f"tuned/{file.stem}" for file in (scoring.DATA / "tuned").iterdir())


def test_the_development_set_is_read_right_and_almost_never_wrong():
    shares = scoring.shares("dev")
    assert shares["right"] >= 0.93
    assert shares["wrong"] <= 0.01


@pytest.mark.parametrize("name", TUNED)
def test_a_batch_once_unseen_stays_read(name):
    shares = scoring.shares(name)
    assert shares["right"] >= 0.90
    assert shares["wrong"] <= 0.04


@pytest.mark.parametrize("name", ["blind", "unseen", "last"])
def test_what_was_never_learned_from_is_read_as_well_as_reported(name):
    shares = scoring.shares(name)
    assert shares["right"] >= 0.90
    assert shares["wrong"] <= 0.01


@pytest.mark.parametrize("name", ["measure_one", "measure_two"])
def test_hard_messages_of_other_hands_are_asked_about_rather_than_read_wrong(name):
    shares = scoring.shares(name)
    assert shares["right"] >= 0.84
    assert shares["wrong"] <= 0.025


def test_chatter_and_doubt_that_look_like_reports_are_seldom_recorded():
    shares = scoring.shares("measure_lookalikes")
    assert shares["right"] >= 0.84
    assert shares["wrong"] <= 0.06


def test_no_label_is_neglected_where_nothing_was_learned():
    assert min(scoring.by_label("blind", "unseen", "last").values()) >= 0.75


def test_no_label_of_the_development_set_is_neglected():
    assert min(scoring.by_label("dev").values()) >= 0.75


def test_what_else_a_message_says_is_picked_out_word_for_word():
    found = scoring.read("dev")
    told = [(m["when"], r.when) for m, r in found if "when" in m and not r.ask]
    right = [bool(given) and (given in want or want in given) for want, given in told]
    assert sum(right) / len(right) >= 0.85


def test_new_details_of_the_member_are_offered_and_those_of_others_are_not():
    for message, reading in scoring.read("dev"):
        for field in ("new_phone", "new_email", "new_address"):
            assert (getattr(reading, field) is None) == (field not in message)


def test_a_message_is_read_alone_as_it_is_among_others():
    assert [(m, reader.read(m["text"])) for m in FIELD] == scoring.read("field_words")


@pytest.mark.parametrize("message", FIELD, ids=lambda message: message["text"])
def test_words_met_in_the_field_are_read_right(message):
    reading = reader.read(message["text"])
    found = "asked" if reading.ask else reading.outcome
    assert found == message["right"]
