"""The branch's FAQ: read, or refused in a sentence; answers found by meaning."""

import pytest

from bot.rules.care.answers import faq, kinds
from bot.rules.care.bad_file import BadFile
from bot.rules.replies.steps import Case

ASKED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Does it need a stamp?": (
        ("do I have to pay postage", "is the envelope prepaid or what"),
        ("she asked if she needs to put a stamp on it", "who pays for posting it"),
    ),
    "I have lost my ballot paper. How do I get another?": (
        ("my ballot never arrived", "paper went in the bin, can I have a new one"),
        ("he wants to know how he gets a replacement", "the dog ate the envelope"),
    ),
    "Can I vote online or by telephone?": (
        ("is there a website to vote on", "can I do it on my phone instead"),
        ("does it have to be by post", "could they email me the vote"),
    ),
    "Who sees how I voted?": (
        ("is it secret", "will my boss find out what i put"),
        ("does the union know which way I voted", "can my manager see it"),
    ),
    "When does it have to be there?": (
        ("whats the deadline", "last day to post"),
        ("how long have I got", "if I post it friday is that too late"),
    ),
    "Will I lose pay if we strike?": (
        ("do we get strike pay", "how much money would I lose"),
        ("is there a hardship fund", "can't afford to lose a day's wage"),
    ),
    "Do I have to strike if I vote yes?": (
        ("if it passes am i forced out", "can I still go to work"),
        ("what if I don't want to go on strike", "am I obliged to walk out"),
    ),
    "What happens when fewer than half vote?": (
        ("what's this about 50 percent", "does it count if turnout is low"),
        ("what's the threshold", "is there a minimum number of votes"),
    ),
    "I have moved house. Where is my paper sent?": (
        ("they've got my old address", "new flat, will it come to me"),
        ("how do I change my address", "changed address last month"),
    ),
    "I spoilt my paper. What now?": (
        ("I ticked the wrong box", "spilt tea all over it"),
        ("made a mistake on the form", "tore it opening the envelope"),
    ),
}
"""For each question of a FAQ: two other ways in the file, two that are asked."""
OTHERS = (
    "what time is the branch meeting",
    "is parking free at the hall",
    "can my wife join the union",
    "who is the rep for night shift",
    "wants to know if the canteen is open",
    "can somebody help with a grievance against my line manager",
    "how much are subs",
    "does the union do free wills",
)
FAQ = faq.Faq(
    faq=tuple(
        faq.Entry(question=question, also=also, answer=f"About {place}.")
        for place, (question, (also, _)) in enumerate(ASKED.items())
    )
)
FILE = """
[[faq]]
question = "Does it need a stamp?"
also = ["Who pays the postage?"]
answer = "No, it is prepaid."

[[faq]]
question = "Is it secret?"
answer = "Yes."
"""


def test_most_questions_find_their_answer_and_most_others_none() -> None:
    asked = [(q, one) for q, (_, asked) in ASKED.items() for one in asked]
    found = [q in [e.question for e in FAQ.likely(one)] for q, one in asked]
    assert sum(found) >= 12, f"{sum(found)} of {len(found)}"
    assert sum(bool(FAQ.likely(one)) for one in OTHERS) <= 3


def test_the_same_words_come_first_and_two_are_offered_at_most() -> None:
    for question, (also, _) in ASKED.items():
        for one in (question, *also):
            assert FAQ.likely(one)[0].question == question
            assert len(FAQ.likely(one)) <= faq.OFFERED


@pytest.mark.parametrize("words", ["", "  ", "?", "zzz", "x" * 5000])
def test_words_that_are_no_question_find_nothing_and_break_nothing(words: str) -> None:
    assert len(FAQ.likely(words)) <= faq.OFFERED
    assert faq.Faq().likely(words) == ()


def test_a_button_knows_its_answer_while_the_question_stands() -> None:
    found = faq.parse(FILE)
    first = found.faq[0]
    assert found.with_code(first.code) == first
    assert faq.parse(FILE.replace("stamp", "label")).with_code(first.code) is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[faq]]", "[[faq]", "it is not a TOML file"),
        ("[[faq]]", "[[questions]]", r"\[questions\] is not known"),
        ('answer = "Yes."', "", r"\[faq\] no. 2 answer is missing"),
        ('"Yes."', '""', r"\[faq\] no. 2 answer: .*at least 1 char"),
        ('"Yes."', f'"{"x" * 1001}"', r"\[faq\] no. 2 answer: .*at most 1000 char"),
        ('answer = "Yes."', 'reply = "Yes."', r"\[faq\] no. 2 answer is missing"),
        ('"Is it secret?"', '"Does it need a STAMP?"', r"no. 2: .*stands there twice"),
        ('["Who pays the postage?"]', '"Who pays?"', r"\[faq\] no. 1 also: "),
        ('["Who pays the postage?"]', '["?"]', r"\[faq\] no. 1 also no. 1: "),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence_that_names_the_place(
    old: str, new: str, said: str
) -> None:
    assert old in FILE
    with pytest.raises(BadFile, match=said) as refused:
        faq.parse(FILE.replace(old, new, 1))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("does it need a stamp?", Case.QUESTION),
        ("what do you hold about me?", Case.DATA),
        ("where did they get my number from?", Case.DATA),
        ("wants us to delete her details, GDPR", Case.DATA),
        ("how do I get a replacement?", Case.REPLACEMENT),
        ("I binned the paper, what now", Case.REPLACEMENT),
        ("the form never arrived", Case.REPLACEMENT),
        ("who counts the papers?", Case.QUESTION),
    ],
)
def test_a_question_is_sorted_by_its_words(words: str, kind: Case) -> None:
    assert kinds.of_words(Case.QUESTION, words) is kind
    assert kinds.of_words(Case.COMPLAINT, words) is Case.COMPLAINT
