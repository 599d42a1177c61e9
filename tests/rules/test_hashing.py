"""Texts that are hashed: the same whatever their signs, capitals and accents."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules import hashing


@given(st.text() | st.text(st.characters(max_codepoint=127)))
@example("Zoë O’Neil, 07700 900123")
@example("no.ABC_1@post.example.com")
def test_a_text_is_its_letters_and_digits_whatever_it_is_written_in(text: str) -> None:
    parts = unicodedata.normalize("NFKD", text).casefold()
    assert hashing.normalise(text) == "".join(sign for sign in parts if sign.isalnum())
