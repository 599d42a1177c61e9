"""What the reader of an advocate's message hands back."""

from dataclasses import dataclass

NONE, UNCLEAR = "none", "unclear"


@dataclass(frozen=True, slots=True)
class Reading:
    """One message read: the outcome for the open member, or what to ask about."""

    outcome: str
    ask: bool = False
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    method: str | None = None
    when: str | None = None
    new_phone: str | None = None
    new_email: str | None = None
    new_address: str | None = None
    speaker: str = "advocate"
    subject: str = "member"
    certainty: str = "plain"
    states_direction: bool = False
    states_health: bool = False
    states_national_insurance: bool = False
    because: tuple[str, ...] = ()
