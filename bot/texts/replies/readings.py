"""Explain how a message was read, for people."""

from bot.rules.replies.reader import reading as readings

OUTCOMES = {
    "voted": "has voted",
    "will_post": "will post",
    "needs_replacement": "needs a replacement paper",
    "replacement_requested": "has asked for a replacement, which is not there yet",
    "undecided": "has not decided whether to vote",
    "not_voting": "will not vote",
    "no_answer": "was not reached",
    "call_back": "wants to be contacted later",
    "wrong_contact": "cannot be reached this way: the number or address is wrong",
    "not_a_member": "is not in this ballot",
    "do_not_contact": "wants no more contact",
    "question": "asks something the branch should answer",
    "complaint": "is upset with the union",
    "none": "no report on this member",
    "unclear": "about this member, but the outcome is not clear",
}
METHODS = {
    "phone": "by phone",
    "text": "by text",
    "whatsapp": "on WhatsApp",
    "email": "by e-mail",
    "in_person": "in person",
}


def explain(reading: readings.Reading) -> str:
    """Explain what was read and why, in a few plain lines."""
    lines = [_headline(reading)]
    if reading.also:
        lines.append("Also: " + "; ".join(OUTCOMES[o] for o in reading.also) + ".")
    lines += _details(reading)
    if reading.because:
        reasons = dict.fromkeys(_reason(one) for one in reading.because)
        lines.append("Because of: " + "; ".join(reasons) + ".")
    return "\n".join(lines)


def _headline(reading: readings.Reading) -> str:
    if not reading.ask:
        return f"Read as: {OUTCOMES[reading.outcome]}."
    offers = " / ".join(OUTCOMES[o] for o in reading.choices)
    return f"Not sure, so I would ask: {offers} / something else."


def _details(reading: readings.Reading) -> list[str]:
    found = (
        ("When", reading.when),
        ("How", METHODS.get(reading.method or "")),
        ("New number", reading.new_phone),
        ("New e-mail", reading.new_email),
        ("A postal address is mentioned; it is not stored", reading.new_address),
    )
    return [f"{name}: {value}." for name, value in found if value]


def _reason(because: str) -> str:
    code, _, words = because.partition(": ")
    meaning = _CODES.get(code, OUTCOMES.get(code, code))
    words = " ".join(_plain(word) for word in words.split())
    return f"“{words}” ({meaning})" if words else meaning


def _plain(word: str) -> str:
    """Write what the reader writes for several words as people would."""
    return "(a sign)" if word.startswith("☐") else _WRITTEN.get(word, word)


_WRITTEN = {
    "dirn": "(how)",
    "newpaper": "new paper",
    "newpaperform": "form for a new paper",
    "mykin": "own family",
    "proxy": "somebody for them",
}
_CODES = {
    "sending": "means to post",
    "has": "has the paper",
    "arrived": "the paper came",
    "lost_again": "the replacement is gone too",
    "plan": "another try is planned",
    "own_plan": "your own plan",
    "maybe": "not certain",
    "doubt": "not certain",
    "direction": "says how, not whether",
    "not_yet": "not done yet",
    "vague": "does not say what came of it",
    "chat": "talk among ourselves",
    "kin": "about your own family",
    "old": "was so before",
    "negated": "said not to be so",
    "mistake": "by mistake",
    "purpose": "on purpose",
}
