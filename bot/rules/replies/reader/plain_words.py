"""Plain words of a message: short forms spelt out, slips mended, emoji named."""

import functools
import re
import unicodedata

from bot.rules.replies.reader import lexicon

_QUOTES = str.maketrans("‘’‛`´“”„«»–—−…", "'''''\"\"\"\"\"---.")
_WORD = re.compile(
    r"☐[a-z]+|w/(?:out)?(?=\W|$)|(?:n/a|w/e|v/m|c/b|b/c)\b|[^\W_]+(?:['’][^\W_]+)*'?"
    r"|[.,;:!?\n\"()%]|(?<!\w)-+|-+(?!\w)"
)
_COMMAND = re.compile(r"\s*/(?:done|tell)(?:@\w+)?\b\s*", re.IGNORECASE)
_NOT = re.compile(r"(do|does|did|has|have|had|is|are|was|were|wo|would|could|should"
                  r"|must|need|might|ai|ca)n't")  # fmt: skip
_TAILS = {"ll": "will", "ve": "have", "re": "are", "m": "am"}
_WELSH_TAILS = ("n", "r", "w", "i")
_PERSONS = lexicon.words("normal.persons")
_PAST = lexicon.words("normal.past")
_ADDS_NOTHING = re.compile(r",?\s*\bactually\b,?\s*", re.IGNORECASE)
_SICK = frozenset(("and", "health", "with", "", ".", ",", "so", "since", "again"))


def words(text: str) -> list[str]:
    """Split a message into words and marks, a leading `/done` taken off."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).lower()
    plain = _COMMAND.sub("", plain, count=1) if is_command(plain) else plain
    for sign, name in _emoji():
        if sign in plain:
            plain = plain.replace(sign, f" {name} ")
    typed = [w.strip("'") for w in _WORD.findall(plain)]
    spelt: list[str] = []
    for place, word in enumerate(typed):
        after = typed[place + 1] if place + 1 < len(typed) else ""
        spelt.extend(_spelt(word, after))
    return _welsh(spelt)


def bare(text: str) -> str:
    """Return the message without "actually": surprise is no doubt, and no news."""
    return _ADDS_NOTHING.sub(" ", text).strip() or text


def is_command(text: str) -> bool:
    """Whether a message opens with a command that reports an outcome."""
    return bool(_COMMAND.match(text))


def _spelt(word: str, after: str) -> list[str]:
    if word == "ill":
        return ["ill"] if after in _SICK else ["i", "will"]
    if word in _short():
        return _short()[word]
    if found := _NOT.fullmatch(word):
        return [{"wo": "will", "ca": "can", "ai": "is"}.get(found[1], found[1]), "not"]
    if "'" in word:
        return _parted(word, after)
    return [word if word in _welsh_words() else mend(word)]


def _parted(word: str, after: str) -> list[str]:
    head, _, tail = word.rpartition("'")
    joined = head.replace("'", "") + tail
    if joined in _short():
        return _short()[joined]
    if tail in _TAILS:
        return [head, _TAILS[tail]]
    if tail == "d":
        return [head, "had" if after in _PAST else "would"]
    if tail == "s":
        return [head, "is" if head in _PERSONS else "'s"]
    if tail in _WELSH_TAILS:
        return [head, *_short().get(tail, [tail])]
    return [joined]


def _welsh(found: list[str]) -> list[str]:
    """Welsh turns as English."""
    out: list[str] = []
    at = 0
    while at < len(found):
        for turn, english in _turns().get(found[at], ()):
            if found[at : at + len(turn)] == turn:
                out.extend(english)
                at += len(turn)
                break
        else:
            out.append(found[at])
            at += 1
    return out


@functools.cache
def _short() -> dict[str, list[str]]:
    return {typed: meant.split() for typed, meant in lexicon.pairs("short")}


@functools.cache
def _emoji() -> list[tuple[str, str]]:
    return lexicon.pairs("emoji")


@functools.cache
def _welsh_words() -> frozenset[str]:
    return frozenset(w for several in _turns().values() for t, _ in several for w in t)


@functools.cache
def _turns() -> dict[str, list[tuple[list[str], list[str]]]]:
    starts: dict[str, list[tuple[list[str], list[str]]]] = {}
    for typed, meant in lexicon.pairs("welsh"):
        turn = [w for word in typed.split() for w in _short().get(word, [word])]
        starts.setdefault(turn[0], []).append((turn, meant.split()))
    for several in starts.values():
        several.sort(key=lambda pair: -len(pair[0]))
    return starts


SHORTEST = 4


def mend(word: str) -> str:
    """Mend a word that is one slip away from one word we know; else return it."""
    if len(word) < SHORTEST or not word.isalpha() or word in _ordinary():
        return word
    slips, whole = _slips()
    if word in whole:
        return word
    near = {w for slip in (word, *_shorter(word)) for w in slips.get(slip, ())}
    near = {w for w in near if w[0] == word[0] and one_slip(word, w)}
    return near.pop() if len(near) == 1 else word


def _shorter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def one_slip(a: str, b: str) -> bool:
    """Whether one letter is missing, extra, wrong, or two neighbours are swapped."""
    if len(a) != len(b):
        longer, other = (a, b) if len(a) > len(b) else (b, a)
        return other in _shorter(longer)
    wrong = [i for i in range(len(a)) if a[i] != b[i]]
    if len(wrong) == 2:
        i, j = wrong
        return j == i + 1 and a[i] == b[j] and a[j] == b[i]
    return len(wrong) == 1


@functools.cache
def _slips() -> tuple[dict[str, list[str]], frozenset[str]]:
    whole = lexicon.listed("trade")
    slips: dict[str, list[str]] = {}
    for word in whole:
        for slip in (word, *_shorter(word)):
            slips.setdefault(slip, []).append(word)
    return slips, whole


@functools.cache
def _ordinary() -> frozenset[str]:
    return lexicon.listed("ordinary")
