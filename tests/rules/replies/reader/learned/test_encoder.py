"""The encoder: pieces of words, chances that add up, the same answer every time."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.replies.reader.learned import encoder, word_pieces


@given(st.text(max_size=400))
@settings(deadline=None)
def test_whatever_is_typed_has_chances_that_add_up_to_one(text):
    assert math.isclose(sum(encoder.likely(text).values()), 1.0, rel_tol=1e-4)


@given(st.text(max_size=2000))
@settings(deadline=None)
def test_no_message_is_longer_than_the_encoder_reads(text):
    numbers = word_pieces.pieces(text, encoder.load().known)
    assert 2 <= len(numbers) <= word_pieces.LONGEST


def test_words_are_cut_into_the_longest_known_pieces():
    known = {"[CLS]": 0, "[SEP]": 1, "[UNK]": 2, "post": 3, "##ed": 4, "'": 5, "s": 6}
    assert word_pieces.pieces("Posted’s ¤¤", known) == [0, 3, 4, 5, 6, 2, 1]


@pytest.mark.parametrize("emoji", ["👍", "📮"])
def test_an_emoji_is_read_by_its_name(emoji):
    known = encoder.load().known
    assert known["[UNK]"] not in word_pieces.pieces(emoji, known)


def test_capitals_accents_and_curly_marks_make_no_difference():
    assert encoder.likely("SHE’S POSTED IT") == encoder.likely("she's posted it")


def test_the_likeliest_label_of_a_plain_report_is_what_it_says():
    chances = encoder.likely("she posted it on tuesday")
    assert max(chances, key=chances.__getitem__) == "voted"
