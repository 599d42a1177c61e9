"""Learn the weights of the reader's `confidence` from the labelled messages.

Softmax regression, numpy only (it comes with matplotlib). Run as
`python -m bench.learn_replies`, with no blind set in `TUNED` and `WEIGHED`.
"""

import gzip
import json
import math
import pathlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from bot.rules.replies.reader import grammar, sentences, verdict
from bot.rules.replies.reader.learned import confidence

DATA = pathlib.Path("tests/data/replies")
TUNED = (DATA / "dev.jsonl", *sorted((DATA / "tuned").glob("*.jsonl")))
"""The grammar was written from these, so its signs count as no evidence in them."""
WEIGHED = sorted(
    file
    for folder in ("weighed", "lookalikes")
    for file in (DATA / folder).glob("*.jsonl")
)
"""The grammar's author never saw these."""
DECAY, ROUNDS, MEMORY = 1 / 20, 150, 6
SEEN_TWICE, SMALL = 2, 2
Array = np.ndarray[Any, np.dtype[np.float32]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Bag = dict[str, float]


class Parsed(NamedTuple):
    """A labelled message as parsed; `tuned` if the grammar was written from it."""

    outcome: str
    tuned: bool
    clauses: list[sentences.Clause]
    signs: list[grammar.Sign]
    found: verdict.Verdict


def main() -> None:
    """Learn from all but the blind sets, and write the weights."""
    found = [parsed(item, tuned=True) for item in items(TUNED)]
    found += [parsed(item, tuned=False) for item in items(WEIGHED)]
    text = json.dumps(learned(found), ensure_ascii=False, separators=(",", ":"))
    confidence.FILE.write_bytes(gzip.compress(text.encode(), mtime=0))


def items(files: Iterable[pathlib.Path]) -> list[dict[str, Any]]:
    """Read the labelled messages of these files."""
    return [json.loads(x) for f in files for x in f.read_text("utf-8").splitlines()]


def parsed(item: dict[str, Any], *, tuned: bool) -> Parsed:
    """One message with its signs and what they come to."""
    clauses = sentences.clauses(item["text"])
    signs = grammar.signs(clauses)
    found = verdict.weigh(clauses, signs)
    return Parsed(item["outcome"], tuned, clauses, signs, found)


def learned(messages: list[Parsed]) -> dict[str, Any]:
    """Return the weights as they are kept."""
    rarity, rarest = rare(messages)
    bags: list[Bag] = []
    outcomes: list[str] = []
    for one in messages:
        bag = dict(
            confidence.features(one.clauses, one.signs, one.found, rarity, rarest)
        )
        for version in versions(bag, tuned=one.tuned):
            bags.append(version)
            outcomes.append(one.outcome)
    counts = Counter(term for bag in bags for term in bag)
    vocabulary = sorted(term for term, n in counts.items() if n >= SEEN_TWICE)
    labels = sorted(set(outcomes))
    wanted = np.array([labels.index(outcome) for outcome in outcomes])
    weights, bias = learn(Rows.of(bags, vocabulary), wanted, len(labels))
    rows = {
        term: [round(float(w) / confidence.STEP) for w in weights[at]]
        for at, term in enumerate(vocabulary)
    }
    kept = {t: row for t, row in rows.items() if max(map(abs, row)) >= SMALL}
    return {
        "labels": labels,
        "bias": [round(float(b), 3) for b in bias],
        "rarest": rarest,
        "rarity": {t: round(r, 2) for t, r in rarity.items()},
        "terms": kept,
    }


def versions(bag: Bag, *, tuned: bool) -> list[Bag]:
    """Return a message whole, and without some evidence: none may decide alone."""
    unsigned = {t: s for t, s in bag.items() if t[0] not in "#=!"}
    whole_words = {t: s for t, s in bag.items() if t[0] != "·"}
    return [unsigned] if tuned else [bag, unsigned, whole_words]


def rare(messages: Sequence[Parsed]) -> tuple[dict[str, float], float]:
    """Weigh each term seen twice by its rarity; return the weight of the rarest too."""
    kinds = (confidence.words, confidence.parts, confidence.places)
    seen = Counter(t for one in messages for kind in kinds for t in kind(one.clauses))
    most = math.log(1 + len(messages)) + 1
    found = {t: most - math.log(1 + n) for t, n in sorted(seen.items())}
    return {t: r for t, r in found.items() if seen[t] >= SEEN_TWICE}, round(most, 2)


class Rows(NamedTuple):
    """Messages by terms, as a sparse matrix: by rows, and turned by columns."""

    sizes: Array
    columns: Places
    starts: Places
    rows: Places
    turned: Places
    firsts: Places

    @classmethod
    def of(cls, bags: Sequence[Bag], vocabulary: Sequence[str]) -> "Rows":
        """Every bag has some known term: its start and end marks."""
        place = {term: at for at, term in enumerate(vocabulary)}
        cells = [
            (row, place[term], size)
            for row, bag in enumerate(bags)
            for term, size in bag.items()
            if term in place
        ]
        rows, columns = (np.array([c[n] for c in cells]) for n in (0, 1))
        sizes = np.array([c[2] for c in cells], dtype=np.float32)
        turned = np.argsort(columns, kind="stable")
        starts = np.searchsorted(rows, np.arange(len(bags)))
        firsts = np.searchsorted(columns[turned], np.arange(len(vocabulary)))
        return cls(sizes, columns, starts, rows, turned, firsts)

    def times(self, weights: Array) -> Array:
        """Score every message."""
        cells = weights[self.columns] * self.sizes[:, None]
        return np.add.reduceat(cells, self.starts)

    def back(self, errors: Array) -> Array:
        """Return what each term had to do with the errors."""
        cells = errors[self.rows[self.turned]] * self.sizes[self.turned, None]
        return np.add.reduceat(cells, self.firsts)


def learn(rows: Rows, wanted: np.ndarray[Any, Any], many: int) -> tuple[Array, Array]:
    """Weights and biases of the least loss."""
    target = np.eye(many, dtype=np.float32)[wanted]
    terms = len(rows.firsts)

    def loss(all_: Array) -> tuple[float, Array]:
        weights, bias = all_[:-1], all_[-1]
        scores = rows.times(weights) + bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = scores / scores.sum(axis=1, keepdims=True)
        errors = chances - target
        found = -np.log(np.maximum((chances * target).sum(axis=1), 1e-12)).sum()
        slope = np.vstack([rows.back(errors) + DECAY * weights, errors.sum(axis=0)])
        return float(found + DECAY / 2 * (weights**2).sum()), slope

    best = least(loss, np.zeros((terms + 1, many), dtype=np.float32))
    return best[:-1], best[-1]


def least(loss: Callable[[Array], tuple[float, Array]], at: Array) -> Array:
    """Where the loss is least, by L-BFGS with halved steps (Nocedal & Wright, 7.2)."""
    value, slope = loss(at)
    past: list[tuple[Array, Array]] = []
    for _ in range(ROUNDS):
        way = -towards(slope, past)
        step = 1.0 if past else 1 / float(np.abs(slope).sum())
        fall = 1e-4 * float((slope * way).sum())
        while True:
            there = at + np.float32(step) * way
            value_there, slope_there = loss(there)
            if value_there <= value + step * fall or step < 1e-6:
                break
            step /= 2
        past = [*past[1 - MEMORY :], (there - at, slope_there - slope)]
        at, value, slope = there, value_there, slope_there
    return at


def towards(slope: Array, past: Sequence[tuple[Array, Array]]) -> Array:
    """Return the slope seen through the curve that the last steps showed."""
    seen = []
    for moved, turned in reversed(past):
        share = float((moved * slope).sum() / (moved * turned).sum())
        slope = slope - share * turned
        seen.append(share)
    if past:
        moved, turned = past[-1]
        slope = slope * float((moved * turned).sum() / (turned * turned).sum())
    for (moved, turned), share in zip(past, reversed(seen), strict=True):
        back = float((turned * slope).sum() / (moved * turned).sum())
        slope = slope + (share - back) * moved
    return slope


if __name__ == "__main__":
    main()
