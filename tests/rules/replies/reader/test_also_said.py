"""What else a message says beside its outcome."""

import pytest

from bot.rules.replies import reader
from tests.rules.replies.reader import scoring

TOLD = [
    ("voted and fed up of being asked", ("complaint",)),
    ("posted it yesterday. can someone ring her Monday about her pay", ("call_back",)),
    ("will get it off by friday. asks does it need a stamp", ("question",)),
    ("landline on the list is dead, got her at work, voted", ("wrong_contact",)),
    ("voted already and doesn't want to hear from us again", ("voted",)),
    ("no answer, left voicemail, try again after 6", ("call_back",)),
]
NOT_TOLD = [
    "he asked me to leave it till monday",
    "told me she'd voted, didn't want to chat",
    "has the paper, doesn't know whether to send it",
    "disgusted nobody came to her disciplinary",
    "moaned about the weather but he's posting it tomorrow",
    "vm, will retry",
]


@pytest.mark.parametrize(("text", "also"), TOLD)
def test_a_second_thing_truly_said_is_told_beside_the_first(text, also):
    assert reader.read(text).also == also


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_over_or_said_in_passing_opens_no_case(text):
    assert reader.read(text).also == ()


def test_few_extras_are_told_that_no_label_names():
    pairs = [
        (set(reading.also), set(message.get("also", ())))
        for name in ("dev", "weighed/ninth", "weighed/tenth", "weighed/eleventh")
        for message, reading in scoring.read(name)
    ]
    assert sum(bool(told - wanted) for told, wanted in pairs) / len(pairs) < 0.02
    labelled = [wanted <= told for told, wanted in pairs if wanted]
    assert sum(labelled) / len(labelled) >= 0.9
