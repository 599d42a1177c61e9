"""Picks out word for word what else a message holds: when, how, and new details."""

import re
from collections.abc import Sequence

from bot.rules.replies import lexicon, sentences, times

_PHONE = re.compile(r"(?<![\w.])(?:\+44[\s-]?(?:\(0\))?|0)(?:[\s-]?\d){9,10}(?!\w)")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_STREET = (
    "street st road rd lane ln close terrace terr avenue ave drive dr way court ct "
    "place pl gardens gdns crescent cres grove square sq row hill view walk mews rise "
    "green parade wynd brae gate quay wharf bank fold croft garth mount villas yard "
    "vale meadow meadows park loan circus house buildings heights heol ffordd stryd"
).replace(" ", "|")
_ADDRESS = re.compile(
    r"\b(?:(?:flat|apt|apartment|unit|room|rhandir) \w{1,4},? ?)?"
    r"(?<![\d:])\d{1,4}[a-z]?,? "
    rf"(?:(?:heol|ffordd|stryd) \w+|(?:[a-z][\w'’]*\.? ){{1,3}}(?:{_STREET}))\b"
    r"(?:,? [a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b)?",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:my|our)\b[^.!?\n]{0,30}$|\b(?:i|me|us)\b(?: \w+)?(?: on| at)? ?$", re.I
)
_DEAD = re.compile(
    r"\s*(?:is|was|'s|has|just|and)?\s*(?:now |been |also )?(?:dead|wrong|not |bounc"
    r"|no longer|invalid|disconnect|doesn|didn|out of|goes? to|rings? out|unobtain"
    r"|came back|cut off)",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:old|rang|called|tried|texted|emailed|to|dialled)(?: \w+)? ?$", re.I
)
_WAYS = {
    "phone": "rang voicemail engaged rung phoned ringing dialled answerphone landline",
    "text": "texted texting",
    "whatsapp": "whatsapp",
    "email": "email emailed emails mailbox inbox undeliverable",
    "in_person": "knocked canteen doorstep",
}
_TURNS = {
    "phone": (
        "called her|called him|called twice|called and|rings|picked up|pick up|"
        "picking up|picks up|phone off|phone is off|phone 's off|phone just|hung up|"
        "on the phone|that call|phone call|first call|second call|third call|1 call|"
        "2 call|line was|bad line|line went|terrible line|dead line|phone rang|"
        "phone down|down the phone|by phone|over the phone|call dropped|call cut|"
        "phone went|phone dead|ring out|phone switched|got through on|the call|"
        "phone goes|dial tone|called , |slammed the phone|answered the phone|"
        "the number dialled|number you|a call|i called|just called|called no|quick call"
    ),
    "text": "by text|text back|a text|replied to text|my text|the text|text :|via text|"
    "text reply|over text|to text|text says|text message|texts|text from|sms",
    "email": "by email|e mail",
    "in_person": "at the door|the door|at the gate|her desk|his desk|in front of me|"
    "face to face|in person|walked to|walked with|stood with|stood next|met her|"
    "met him|bumped into|ran into|at her house|at his house|round to hers|saw her|"
    "saw him|caught her in|caught him in|the staffroom|staff room|break room|"
    "at the picket|show me|showed me|to see her|to see him|the ward|the gate|"
    "sat with|popped round|went round|called round|called at|doorbell|no one home|"
    "the postbox at|walked down|opened the door|answered the door|tea room|mess room",
}  # fmt: skip
_FUTURE = lexicon.words("details.future")


def phone(text: str) -> str | None:
    """The member's new telephone number as written."""
    return _theirs(_PHONE, text)


def email(text: str) -> str | None:
    """The member's new e-mail address as written."""
    return _theirs(_EMAIL, text)


def address(text: str) -> str | None:
    """The member's new postal address as written: recognised, never stored."""
    found = _ADDRESS.search(text)
    return found[0] if found and not _MINE.search(text[: found.start()]) else None


def _theirs(pattern: re.Pattern[str], text: str) -> str | None:
    for found in pattern.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if not (_MINE.search(before) or _DEAD.match(after) or _OLD.search(before)):
            return found[0].rstrip(".")
    return None


_PAST = re.compile(
    r"(?:since|last|from|posted|sent|it|came|voted|left|lost|only) $", re.I
)
_CUE = re.compile(
    r"ring|call|phone|try|text|speak|catch|back|free|better|best|suit|in |easier|again|"
    r"finish|home|after|chat|contact|prefer|til|wants|evening|email|talk|retry|visit|"
    r"not now",
    re.IGNORECASE,
)


def when(text: str) -> str | None:
    """When contact is wanted, as written: the time nearest after a word of contact."""
    best: tuple[int, str] | None = None
    for start, span in times.spans(text):
        if _PAST.search(text[:start]) or re.match(r"\W*ago", text[start + len(span) :]):
            continue
        clause = re.split(r"[.!?\n;]", text[:start])[-1]
        rest = re.split(r"[.!?\n;]", text[start + len(span) :])[0]
        score = 4 * bool(_CUE.search(clause)) + 2 * bool(_CUE.search(rest))
        score += any(letter.isdigit() for letter in span)
        if best is None or score > best[0]:
            best = score, span
    return best[1] if best else None


def method(clauses: Sequence[sentences.Clause], at: int | None) -> str | None:
    """The channel named for the contact; None if none, or if two gave the same."""
    ways = [_ways(clause) for clause in clauses]
    every = set().union(*ways) if ways else set()
    if len(every) == 1:
        return every.pop()
    if at is not None and len(ways[at]) == 1:
        return next(iter(ways[at]))
    return None


def _ways(clause: sentences.Clause) -> set[str]:
    words = clause.words
    if clause.mark == ":" and words[1:-1] in (("text",), ("whatsapp",), ("email",)):
        return {words[1]}
    line = " " + " ".join(words[1:-1]) + " "
    found = {
        way for way, named in _WAYS.items()
        if any(w in words and not _planned(words, w) for w in named.split())
    }  # fmt: skip
    for way, turns in _TURNS.items():
        if any(f" {turn} " in line and not _planned(words, turn.split()[0])
               for turn in turns.split("|")):  # fmt: skip
            found.add(way)
    return found


def _planned(words: Sequence[str], word: str) -> bool:
    """Whether the word stands after will, try, wants: a contact still to come."""
    if word not in words:
        return False
    return bool(_FUTURE & set(words[: words.index(word)]))
