"""Whether a member votes, in the words people use; never how they vote."""

import re
from typing import NamedTuple

from bot.rules.lists import names
from bot.sheets.values import text

YES = frozenset(
    ["y", "yes", "true", "x", "1", "✓", "✔", "☑", "✅", "√", "yep", "t", "ie", "ydw"]
)
NO = frozenset(["n", "no", "false", "0", "nope", "f", "✗", "✘", "❌", "na", "nac ydw"])

_PAPER = (
    r"(?:ballots?|bp|papers?|ballot papers?|voting papers?|voting packs?|packs?|one)"
)
_ASKED = r"(?:requested|asked for|ordered|applied for|has requested|has asked for)"
_WHO = (
    r"(?:(?:yes|ok|says?|said|told us|he|she|they|member|have|has|is|are|s|i|ive)\s)*"
)
_PATTERNS = (
    (
        "not_voting",
        r"(?:not voting|(?:will|would) not (?:be )?vot(?:e|ing)"
        r"|not going to vote|do(?:es)? not (?:want|intend|plan) to vote"
        r"|refuses to vote|abstain(?:s|ing)?)",
    ),
    (
        "voted",
        r"(?:already |all )?(?:voted|posted)(?: already)?"
        rf"|(?:the )?(?:votes?|it|{_PAPER}) (?:has been |have been |was |is )?"
        r"(?:already )?(?:posted|cast|sent (?:back|off|in)|in the post(?:box)?"
        r"|returned by post|filled in and (?:posted|sent))"
        rf"|(?:sent|put|returned|given|handed) (?:the |his |her |their )?"
        rf"(?:(?:it|votes?|{_PAPER}) )?(?:back|off|in the post(?:box)?)"
        r"|cast (?:his|her|their|a) vote",
    ),
    (
        "replacement_requested",
        rf"(?:a )?(?:replacement|new|another|second) (?:{_PAPER} )?(?:has been |was )?"
        rf"(?:requested|asked for|ordered)"
        rf"|{_ASKED} (?:a |an )?(?:replacement|new|another|second)(?: {_PAPER})?",
    ),
    (
        "will_vote",
        r"will (?:be )?(?:definitely )?vot(?:e|ing)"
        r"|(?:intends?|intending|plans?|planning|going|means) to vote"
        r"|definitely voting|intention to vote",
    ),
)
_KNOWN = tuple(
    (status, re.compile(_WHO + rf"(?:{pattern})\b")) for status, pattern in _PATTERNS
)
_TICKS = (
    *_KNOWN,
    (
        "replacement_requested",
        re.compile(
            rf"(?:needs? |wants? |request(?:ed|s)? )?(?:a )?"
            rf"(?:replacement|new|repl)(?: {_PAPER})?(?: needed| wanted| requests?)?$"
        ),
    ),
    ("replacement_requested", re.compile(rf"requested (?:{_PAPER})?$")),
    (
        "will_vote",
        re.compile(
            r"(?:will you|going to|intends?|intend to|willing to)"
            r" vote$|will post$|voting$|vot(?:es?|ing) intention$"
            r"|(?:will|do|are) (?:you|they|member)(?: be)?(?: intend(?:ing)? to"
            r"| plan(?:ning)? to| going to)? (?:vote|voting|post)"
            r"(?: (?:your|the|their) (?:ballot|vote|paper)s?)?(?: paper)?"
            r"(?: in (?:the|this))?(?: ballot)?$"
        ),
    ),
    (
        "voted",
        re.compile(
            r"(?:has|have|did)(?: \w+){0,2} (?:voted|posted|vote|post)"
            r"(?: yet| already)?(?: (?:your|the|their|a) (?:ballot|vote|paper)s?)?"
            r"(?: paper)?(?: yet| already)?(?: in (?:the|this))?(?: ballot)?$"
            r"|(?:vote cast|has vote)$"
        ),
    ),
)
_SILENT = re.compile(
    r"|tbc|tba|na|n a|none|nil|null|unknown|undecided|not yet|yet to vote"
    r"|not (?:yet )?(?:contacted|known|asked|spoken to)"
    r"|(?:has |have )?not (?:yet )?voted(?: yet)?"
    r"|no (?:answer|reply|response|answers)(?: yet)?|answer(?:ed)?|call ?back|busy"
    r"|voice ?mail(?: left)?|answering machine"
    r"|machine|hung up|not (?:at )?home|live|connected|completed|attempted|not called"
    r"|call(?:ed)? (?:back|again|later)|in progress|failed|skipped"
)
_NOT_THEIRS = re.compile(
    r"\b(?:undeliver\w*|to (?:the )?sender|rts|address|returned to|out|aside|away"
    r"|resent|again|new|another|second|replacement|duplicate|lost|royal mail"
    r"|by (?:the )?(?:union|hq|head office|office|branch|us|scrutineers?|printers?)"
    r"|(?:to|for) (?:the )?(?:member|her|him|them|home|work|workplace|house))\b"
)
"""The paper is on its way to the member, or came back: no vote."""

_GONE = (
    r"leavers?|resign(?:ed|ation)|retired|decea\w*|died|passed away"
    r"|no longer (?:a |in |with |work|employed)|not (?:a )?(?:current )?member"
    r"|non member|(?:ex|former) (?:member|employee)|moved (?:union|branch)"
    r"|expelled|emigrated|(?:gone|moved) to another (?:union|branch)"
    r"|membership (?:ended|ceased|cancelled|lapsed)|made redundant"
)
_GONE_ALONE = (
    r"dead|rip|lapsed?|suspended|terminated|cancelled|ceased|inactive|dismissed"
    r"|redundant|transferred(?: out)?|retirement|retire|not current|leaving"
)
_LEFT = (
    r"left(?:$| (?:the )?(?:union|branch|job|company|employ\w+|service|organisation|us"
    r"|council|trust|school|area|country|membership|in|on \d|\d|since|last|already"
    r"|for (?:another|a new|new))\b)"
)
_LEAVER = re.compile(
    _WHO + r"(?:left\b(?! (?:an?|the (?:message|paper|ballot)|messages?|msgs?|vm"
    r"|voice\w*|notes?|word|texts?|cards?|it|paper|ballot|early)\b)"
    rf"|(?:{_GONE}|{_GONE_ALONE})\b(?! (?:in|from)$))"
)
_LEFT_FOR = re.compile(
    _WHO + rf"(?:{_LEFT}|(?:{_GONE})\b|(?:{_GONE_ALONE})(?:$| (?:in|on|since|\d)))"
)
_HINT = re.compile(
    r"\bleft|leav|resign|retire|decea|died|dead|passed|\brip\b|lapse|transferred"
    r"|longer|not (?:a )?(?:current )?member|non.member|\bex\b|former|moved|expelled"
    r"|emigrat|gone|suspend|terminat|cancel|ended|ceased|inactive|dismiss|redundan"
    r"|not current",
    re.IGNORECASE,
)
_BAD_NUMBER = re.compile(
    r"(?:bad|wrong|invalid|disconnected|unobtainable|not in service)"
    r"(?: (?:phone )?numbers?)?|dead number"
    r"|number (?:disconnected|not in service|unobtainable)"
)
_NEGATION = re.compile(r"\b(?:not|no|never|nor|cannot|without|unsure|unlikely|maybe)\b")
_DONE = re.compile(r"\b(?:voted|posted|left|died|deceased|retired|resigned)\b")
_ELSEWHEN = re.compile(
    r"\b(?:last|previous|earlier|other|another) (?:time|year|ballot|one|round)\b"
)
_BEGUN = re.compile(r"(yes|y|no|n)\s*[-–,;:.(](?!.*\?$)(?!\s*a\b)", re.IGNORECASE)
_HOW = re.compile(r"^(?:a |in )?(?:yes|no|for|against|favou?r|reject|accept)\b")


class Said(NamedTuple):
    """A status cell, read: what of it is certain and what else is to be said."""

    status: str = "unknown"
    warning: str | None = None
    bare: bool | None = None
    """A bare yes or no, which means what the heading asks."""


def words_of(cell: str) -> str:
    """Write a cell's words as they are compared: no case, "won't" as "will not"."""
    low = names.folded(cell).replace("`", "'")
    low = low.replace("'ll ", " will ")
    low = low.replace("won't", "will not").replace("can't", "cannot")
    low = re.sub(r"\bwont\b", "will not", low)
    low = re.sub(r"\bdont\b", "do not", re.sub(r"\be[ -]mail", "email", low))
    low = re.sub(r"n't\b|(?<=has|did|had)nt\b|(?<=have)nt\b|(?<=does)nt\b", " not", low)
    return " ".join(re.sub(r"[\W_]+", " ", low).split())


def read(cell: text.Raw) -> Said:
    """Read what a status cell says, taken by itself."""
    line = text.seen(cell)
    if line.lower() in YES or line.lower() in NO:
        return Said(bare=line.lower() in YES)
    begun = _BEGUN.match(line)
    if begun:
        return Said(bare=begun[1].lower() in YES)
    words = words_of(line)
    if _SILENT.fullmatch(words):
        return Said()
    if _BAD_NUMBER.fullmatch(words):
        return Said(warning="bad_number")
    if _LEAVER.match(words):
        return Said(warning="looks_like_leaver")
    if _NOT_THEIRS.search(words) and dict(_KNOWN)["voted"].match(words):
        return Said(warning="unknown_status")
    for status, pattern in _KNOWN:
        found = None if line.endswith("?") else pattern.match(words)
        if found:
            return _with_rest(status, words[found.end() :].strip())
    return Said(warning="unknown_status")


def _with_rest(status: str, rest: str) -> Said:
    """Words after a known wording do no harm; a negation does."""
    if status == "voted" and _HOW.match(rest):
        return Said(status)
    if _ELSEWHEN.search(rest):
        return Said(warning="unknown_status")
    moved_on = status != "voted" and _DONE.search(rest)
    if moved_on or _NEGATION.search(rest):
        return Said(warning="unknown_status")
    return Said(status)


def left(cell: str, *, asked: bool = False) -> bool:
    """Say whether words tell that somebody has left or died; `asked` by the heading."""
    words = words_of(cell)
    return bool((_LEAVER if asked else _LEFT_FOR).match(words))


def hinted(cell: str) -> bool:
    """Say at little cost whether a cell could tell that somebody has left."""
    return _HINT.search(cell) is not None


def how(cell: str) -> bool:
    """Say whether the cell tells how somebody votes: such words are not kept."""
    return bool(
        re.match(
            _WHO + r"(?:voted|will vote|voting) (?:yes|no|for|against)\b",
            words_of(cell),
        )
    )


def asked_by(heading: str) -> str | None:
    """Read the status that a tick or a yes under this heading means."""
    words = re.sub(r"^ballot (?=\w)|(?<=\w) ballot$", "", words_of(heading))
    for status, pattern in _TICKS:
        found = pattern.match(words)
        if found and not words[found.end() :].strip():
            return status
    return None


def of_no(status: str) -> str:
    """Read what a no means under a heading that asks for this status."""
    return "not_voting" if status == "will_vote" else "unknown"
