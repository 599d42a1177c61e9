"""How likely each outcome is by words and signs together, learned from our messages.

The grammar says what a message means; these weights say how far to trust it. They are
learned by `bench/learn_replies.py` from the labelled messages under tests/data/replies.
"""

import functools
import itertools
import json
import math
import pathlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.rules.replies import grammar, sentences

_FILE = pathlib.Path(__file__).with_name("surety.json")
SIGN = 0.2  # what one sign counts beside the words, which together count 1


class _Weights(NamedTuple):
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    rarity: dict[str, float]
    terms: dict[str, list[float]]


def likely(
    clauses: Sequence[sentences.Clause], signs: Sequence[grammar.Sign]
) -> dict[str, float]:
    """The probability of each label."""
    weights = _weights()
    scores = list(weights.bias)
    for term, size in features(clauses, signs, weights.rarity):
        for at, weight in enumerate(weights.terms.get(term, ())):
            scores[at] += weight * size
    top = max(scores)
    grown = [math.exp(score - top) for score in scores]
    return dict(zip(weights.labels, (g / sum(grown) for g in grown), strict=True))


def features(
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
    rarity: Mapping[str, float],
) -> Iterator[tuple[str, float]]:
    """What is weighed: words and pairs, parts of words, phrases found, signs kept."""
    yield from _scaled(words(clauses), rarity)
    yield from _scaled(parts(clauses), rarity)
    for name in {hit.name for c in clauses for hit in grammar.found(c.words)}:
        yield f"#{name}", SIGN
    for clause in clauses:
        if clause.mark == "?" or clause.quoted:
            yield f"={clause.mark}{'quoted' if clause.quoted else ''}", SIGN
    for name in {f"={s.name}{'~' if s.weak else ''}" for s in signs}:
        yield name, SIGN


def words(clauses: Sequence[sentences.Clause]) -> list[str]:
    """The words of a message and its pairs of neighbours."""
    said = [word for clause in clauses for word in clause.words]
    return said + [f"{a} {b}" for a, b in itertools.pairwise(said)]


def parts(clauses: Sequence[sentences.Clause]) -> list[str]:
    """Three and four letters in a row of each word, for words we have not met."""
    said = (f"_{word}_" for clause in clauses for word in clause.words[1:-1])
    return [
        f"·{word[at : at + size]}"
        for word in said
        for size in (3, 4)
        for at in range(len(word) - size + 1)
    ]


def _scaled(
    terms: Sequence[str], rarity: Mapping[str, float]
) -> Iterator[tuple[str, float]]:
    sizes = {
        term: (1 + math.log(count)) * rarity[term]
        for term, count in Counter(terms).items()
        if term in rarity
    }
    norm = math.sqrt(sum(size * size for size in sizes.values())) or 1.0
    return ((term, size / norm) for term, size in sizes.items())


@functools.cache
def _weights() -> _Weights:
    found = json.loads(_FILE.read_text(encoding="utf-8"))
    terms = {t: [w / 10 for w in row] for t, row in found["terms"].items()}
    return _Weights(
        tuple(found["labels"]), tuple(found["bias"]), found["rarity"], terms
    )
