"""When to make contact and new details, word for word."""

import pytest

from bot.rules.replies import reader

TRIES = [
    ("voicemail again, I'll have another go Thursday lunchtime", "Thursday lunchtime"),
    ("answerphone again, trying her the morn at 10", "the morn at 10"),
    ("missed him. ill have another go at 7", "7"),
    ("no pick up, having another go at 7.15", "7.15"),
]
WHEN = [
    ("replied: cant speak til half term, catch me then", "half term"),
    ("her mum picked up, she's in the bath, try after corrie", "after corrie"),
    ("was at her tea, says make it the weekend", "the weekend"),
]
OTHERS = ["engaged, giving up for tonight", "been trying her all week, no success"]
GIVEN = [
    ("wrong number. his brother gave me 07700 900377 to try", "07700 900377"),
    ('voted. "my new number is 07700 900378"', "07700 900378"),
]


@pytest.mark.parametrize(("text", "when"), TRIES)
def test_the_next_try_is_a_call_back_where_its_time_is_said(text, when):
    reading = reader.read(text)
    assert (reading.outcome, reading.also) == ("no_answer", ("call_back",))
    assert reading.when == when


@pytest.mark.parametrize(("text", "when"), WHEN)
def test_a_time_for_contact_is_kept_word_for_word(text, when):
    assert reader.read(text).when == when


@pytest.mark.parametrize("text", OTHERS)
def test_a_time_that_is_no_next_try_is_no_call_back(text):
    assert reader.read(text).when is None


@pytest.mark.parametrize(("text", "number"), GIVEN)
def test_a_detail_given_for_the_member_is_theirs(text, number):
    assert reader.read(text).new_phone == number


def test_a_detail_of_the_advocates_own_is_not_the_members():
    assert reader.read("she voted. my number is 07700 900379").new_phone is None
