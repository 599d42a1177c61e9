"""How likely each outcome is by words and signs together, learned from our messages.

The grammar says what a message means; these weights say how far to trust it. They are
learned by `bench/learn_replies.py` from the labelled messages under tests/data/replies.
"""

import functools
import gzip
import itertools
import json
import math
import pathlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.rules.replies.reader import grammar, sentences, verdict

FILE = pathlib.Path(__file__).with_name("confidence.json.gz")
SIGN, PLACE = 0.3, 0.7  # what they count beside the words, which together count 1
STEP = 0.1  # weights are kept as whole numbers of so much
SHOWN = 3


class _Weights(NamedTuple):
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    rarest: float
    rarity: dict[str, float]
    terms: dict[str, list[int]]


def likely(
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
    found: verdict.Verdict,
) -> dict[str, float]:
    """Work out the probability of each label."""
    weights = _weights()
    scores = list(weights.bias)
    said = features(clauses, signs, found, weights.rarity, weights.rarest)
    for term, size in said:
        if row := weights.terms.get(term):
            scores = [
                score + weight * STEP * size
                for score, weight in zip(scores, row, strict=True)
            ]
    top = max(scores)
    grown = [math.exp(score - top) for score in scores]
    total = sum(grown)
    return dict(zip(weights.labels, (g / total for g in grown), strict=True))


def spoke(
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
    found: verdict.Verdict,
    label: str,
) -> list[str]:
    """List the words and pairs that spoke most for this label, to say why."""
    weights = _weights()
    at = weights.labels.index(label)
    known, sizes = words(clauses), dict[str, float]()
    said = features(clauses, signs, found, weights.rarity, weights.rarest)
    for term, size in said:
        row = weights.terms.get(term)
        if row and term in known and term not in ("^", "$"):
            sizes[term] = (row[at] - sum(row) / len(row)) * size
    best = sorted(sizes, key=sizes.__getitem__, reverse=True)
    seen = dict.fromkeys(term.strip("^$ ") for term in best if sizes[term] > 0)
    return list(seen)[:SHOWN]


def features(
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
    found: verdict.Verdict,
    rarity: Mapping[str, float],
    rarest: float,
) -> Iterator[tuple[str, float]]:
    """List what is weighed: words and pairs, parts of words, places, what was found."""
    for terms, share in ((words, 1.0), (parts, 1.0), (places, PLACE)):
        sizes = {term: rarity.get(term, rarest) for term in terms(clauses)}
        norm = math.sqrt(sum(size * size for size in sizes.values())) or 1.0
        for term, size in sizes.items():
            yield term, share * size / norm
    for name in told(clauses, signs, found):
        yield name, SIGN


def words(clauses: Sequence[sentences.Clause]) -> Iterable[str]:
    """List the words of a message and its pairs of neighbours."""
    said = [word for clause in clauses for word in clause.words]
    return {*said, *(f"{a} {b}" for a, b in itertools.pairwise(said))}


def parts(clauses: Sequence[sentences.Clause]) -> Iterable[str]:
    """Three and four letters in a row of each word, for words we have not met."""
    said = {f"_{word}_" for clause in clauses for word in clause.words[1:-1]}
    return {
        f"·{word[at : at + size]}"
        for word in said
        for size in (3, 4)
        for at in range(len(word) - size + 1)
    }


def places(clauses: Sequence[sentences.Clause]) -> Iterable[str]:
    """Mark words by place: last clause, opening words, quotation or question."""
    if not clauses:
        return set()
    found = {f"<{word}" for word in clauses[-1].words[1:-1]}
    found |= {f">{word}" for word in clauses[0].words[1:3]}
    for clause in clauses:
        mark = "“" if clause.quoted else ""
        if clause.mark == "?":
            mark += "?"
        found |= {f"{mark}{word}" for word in clause.words[1:-1] if mark}
    return found


def told(
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
    found: verdict.Verdict,
) -> Iterable[str]:
    """Which phrases stand there, which signs they are, and what they come to."""
    names = {f"#{hit.name}" for c in clauses for hit in grammar.found(c.words)}
    names |= {f"={sign.name}{'~' * sign.weak}" for sign in signs}
    for clause in clauses:
        if clause.mark == "?" or clause.quoted:
            names.add(f"={clause.mark}{'quoted' * clause.quoted}")
    names.add(f"!{found.outcome}{'?' * found.ask}")
    names |= {f"!+{label}" for label in found.also}
    if signs:
        names |= {f"=>{signs[0].name}", f"=<{signs[-1].name}"}
    return names


@functools.cache
def _weights() -> _Weights:
    found = json.loads(gzip.decompress(FILE.read_bytes()))
    return _Weights(
        tuple(found["labels"]),
        tuple(found["bias"]),
        found["rarest"],
        found["rarity"],
        found["terms"],
    )
