"""Words that sound upset, and words that only look so."""

import pytest

from bot.rules.replies import case_steps


@pytest.mark.parametrize(
    "words",
    [
        "she voted but is furious that we keep ringing",
        "told me to leave her alone",
        "Really ANGRY about the calls",
        "hung up on me, shouted first",
        "he said we are harassing him",
        "fed up of being chased, will post it though",
        "not answering, angry neighbour",
    ],
)
def test_it_sounds_upset(words: str) -> None:
    assert case_steps.sounds_upset(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "voted already, lovely chat",
        "she wasn't angry at all",
        "not upset, just busy",
        "lost it, needs a new one",
        "will post it tomorrow",
        "call back after six",
    ],
)
def test_it_does_not(words: str) -> None:
    assert not case_steps.sounds_upset(words)
