"""The reading of one message, and its form in the line-by-line contract."""

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


_OPTIONAL = ("also", "method", "when", "new_phone", "new_email", "new_address")


def as_json(id: str, reading: Reading) -> dict[str, object]:
    """List the fields of a reading that the contract names; empty ones left out."""
    answer: dict[str, object] = {
        "id": id, "outcome": reading.outcome, "ask": reading.ask,
    }  # fmt: skip
    if reading.ask:
        answer["choices"] = list(reading.choices)
    for name in _OPTIONAL:
        if value := getattr(reading, name):
            answer[name] = list(value) if name == "also" else value
    return answer
