"""What a slip says, which codes it may have, and what of feedback is shown."""

import pytest

from bot.rules.care.feedback import feedback_rules
from bot.rules.care.feedback.feedback_rules import SlipWords


@pytest.mark.parametrize(
    ("typed", "mark", "words"),
    [
        ("my member says: K7 4, kind people", "4", "kind people"),
        ("A member said K7 – 2. too many", "2", "too many"),
        ("k7", "", ""),
        ("K7 4", "4", ""),
        ("K7 5/5 great", "5", "great"),
        ("K7: 4 out of 5 as ever", "4", "as ever"),
        ("K7 3\nnice", "3", "nice"),
        ("K7 10 calls", "", "10 calls"),
        ("K7 4.5", "", "4.5"),
        ("“K7 all fine”", "", "all fine"),
    ],
)
def test_a_slip_is_read_by_its_code(typed: str, mark: str, words: str) -> None:
    found = feedback_rules.read_slip(typed)
    assert found is not None
    assert (found.code, found.mark, found.words) == ("K7", mark, words)
    assert not found.unsure


@pytest.mark.parametrize("typed", ["K7 3 calls were too many", "K7 4 really nice"])
def test_a_number_before_a_word_may_be_no_mark(typed: str) -> None:
    found = feedback_rules.read_slip(typed)
    assert found == SlipWords("K7", typed[3], typed[3:], unsure=True)


@pytest.mark.parametrize("typed", ["", "has voted", "she said K7", "K7's gone", "K777"])
def test_words_that_do_not_begin_with_a_code_are_no_slip(typed: str) -> None:
    assert feedback_rules.read_slip(typed) is None


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("K7 9", True), ("K7 4.5", True), ("K7 4", False), ("K7", False)],
)
def test_a_mark_is_from_one_to_five(typed: str, wrong: bool) -> None:
    found = feedback_rules.read_slip(typed)
    assert found is not None
    assert feedback_rules.is_no_mark(found) is wrong


def test_a_thousand_slips_have_codes_of_their_own_that_are_read_again() -> None:
    used: set[str] = set()
    for _ in range(1000):
        code = feedback_rules.new_code(used)
        assert code not in used
        found = feedback_rules.read_slip(f"{code} 4")
        assert found is not None
        assert found.code == code
        used.add(code)


@pytest.mark.parametrize(
    ("named", "together", "filled", "over", "shown"),
    [
        (True, False, 1, False, True),
        (False, False, 4, False, False),
        (False, True, 5, False, True),
        (False, False, 6, False, False),
        (False, False, 6, True, True),
        (False, False, 4, True, False),
    ],
)
def test_anonymous_sheets_are_shown_with_others_only(
    named: bool, together: bool, filled: int, over: bool, shown: bool
) -> None:
    how = {"named": named, "together": together, "filled": filled, "over": over}
    assert feedback_rules.is_shown(**how) is shown


@pytest.mark.parametrize(
    ("words", "names"),
    [("Ben's sheets", True), ("asha helped", True), ("a benefit", False), ("", False)],
)
def test_a_comment_that_names_one_of_the_team_is_known(words: str, names: bool) -> None:
    team = ("Asha Rao", "Ben")
    assert feedback_rules.names_any(words.split(), team) is names
