"""The state stored with a card: the question it asks next, or how it was closed."""

from typing import Any, TypedDict

from bot.rules.outcomes import Outcome


class CardState(TypedDict, total=False):
    """An open card is at a `step`; a closed one says `how`, and what was recorded."""

    step: str
    draft: dict[str, Any]
    """Words that wait for a tap, as `replies.drafts` keeps them."""
    choices: list[str]
    own_act: bool
    """The words tell of a message the advocate sent: *Message sent* comes first."""
    how: str
    outcome: Outcome | None
    contact_id: int | None
    settled: str
    understood: dict[str, Any] | None
    """When it is to be, as `replies.understood` keeps it."""
    line: int | None
    """The message below that shows the same state, once it is sent."""
    said_below: bool
    """Whether this state is said below, and not by the card alone."""
