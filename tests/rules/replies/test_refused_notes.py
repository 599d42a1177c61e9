"""Notes that state a vote, health or an insurance number are refused, and why."""

import pytest

from bot.rules.replies import refused_notes
from bot.rules.replies.refused_notes import Refused


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("she is voting yes", Refused.DIRECTION),
        ("off sick, in hospital", Refused.HEALTH),
        ("NI is QQ123456C, no: AB 12 34 56 C", Refused.INSURANCE),
        ("text only please, evenings", None),
        ("voted on Tuesday", None),
        ("works part time", None),
    ],
)
def test_a_note_is_refused_for_what_it_states(text: str, why: Refused | None) -> None:
    assert refused_notes.refused(text) is why
