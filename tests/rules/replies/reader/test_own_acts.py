"""What an advocate did or wants, told apart from what a member said."""

import pytest

from bot.rules.replies.reader import lexicon, own_acts


@pytest.mark.parametrize(
    "text",
    [
        "message sent", "Message sent.", "sent whatsapp", "sent sms", "posted the text",
        "Sent an e-mail", "texted him", "left a note through the door",
        "dropped her a message", "ive just whatsapped her", "emailed", "put a card in",
        "have sent them a quick text", "popped a leaflet through his letterbox",
    ],
)  # fmt: skip
def test_the_advocates_own_message_is_known(text: str) -> None:
    assert own_acts.sent_message(text)


@pytest.mark.parametrize("word", sorted(lexicon.words("own_acts.wrote")))
def test_each_word_for_writing_is_an_own_message(word: str) -> None:
    assert own_acts.sent_message(f"{word} her")


@pytest.mark.parametrize("word", sorted(lexicon.words("own_acts.sent")))
@pytest.mark.parametrize("what", sorted(lexicon.words("own_acts.message")))
def test_each_way_of_sending_each_message_is_known(word: str, what: str) -> None:
    assert own_acts.sent_message(f"{word} a {what}")


@pytest.mark.parametrize("what", sorted(lexicon.words("own_acts.slip")))
@pytest.mark.parametrize("word", sorted(lexicon.words("own_acts.left")))
def test_each_slip_left_is_known(word: str, what: str) -> None:
    assert own_acts.sent_message(f"{word} a {what}")


@pytest.mark.parametrize("word", sorted(lexicon.words("own_acts.around")))
def test_words_around_do_not_hide_an_own_message(word: str) -> None:
    assert own_acts.sent_message(f"texted {word}")


@pytest.mark.parametrize(
    "text",
    [
        "posted it", "sent it off", "she texted, has voted", "texted, wrong number",
        "sent", "posted", "left a message", "texted her no reply", "he texted",
        "he sent his ballot", "", "?",
    ],
)  # fmt: skip
def test_what_says_more_is_left_to_the_reader(text: str) -> None:
    assert not own_acts.sent_message(text)


@pytest.mark.parametrize(
    "text",
    ["another", "next one please", "gimme another", "Next!", "can i have one more"],
)
def test_a_wish_for_another_member_is_known(text: str) -> None:
    assert own_acts.wants_next(text)


@pytest.mark.parametrize("word", sorted(lexicon.words("own_acts.more")))
def test_each_word_may_stand_in_a_wish(word: str) -> None:
    assert own_acts.wants_next(f"another {word}")


@pytest.mark.parametrize(
    "text", ["next week", "asked for another", "will vote next", "more time", "one"]
)
def test_no_other_words_are_a_wish(text: str) -> None:
    assert not own_acts.wants_next(text)
