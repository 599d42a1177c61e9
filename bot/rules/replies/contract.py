"""The reading as one object of the line-by-line contract (one message in, one out)."""

from bot.rules.replies.reading import Reading

_OPTIONAL = ("also", "method", "when", "new_phone", "new_email", "new_address")


def as_json(id: str, reading: Reading) -> dict[str, object]:
    """The fields of a reading that the contract names; empty ones left out."""
    answer: dict[str, object] = {
        "id": id, "outcome": reading.outcome, "ask": reading.ask,
    }  # fmt: skip
    if reading.ask:
        answer["choices"] = list(reading.choices)
    for name in _OPTIONAL:
        if value := getattr(reading, name):
            answer[name] = list(value) if name == "also" else value
    return answer
