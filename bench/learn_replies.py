"""Learns the weights of `bot.rules.replies.surety` from the labelled messages.

Softmax regression, numpy only (it comes with matplotlib). Run as
`python -m bench.learn_replies tests/data/replies/dev.jsonl ...`, never with the blind
set.
"""

import json
import math
import pathlib
import sys
from collections import Counter
from typing import Any

import numpy as np

from bot.rules.replies import grammar, sentences, surety

OUT = pathlib.Path(surety.__file__).with_name("surety.json")
ROUNDS, RATE, DECAY = 500, 20.0, 1e-4
SEEN_TWICE = 2
Array = np.ndarray[Any, np.dtype[np.float64]]


def main(files: list[str]) -> None:
    lines = [x for f in files for x in pathlib.Path(f).read_text("utf-8").splitlines()]
    found = learned([json.loads(line) for line in lines if line])
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    OUT.write_text(text + "\n", encoding="utf-8")


def learned(items: list[dict[str, Any]]) -> dict[str, Any]:
    parsed = [sentences.clauses(i["text"]) for i in items]
    rarity = rare([[*surety.words(c), *set(surety.parts(c))] for c in parsed])
    bags = [dict(surety.features(c, grammar.signs(c), rarity)) for c in parsed]
    vocabulary = sorted({term for bag in bags for term in bag})
    labels = sorted({i["outcome"] for i in items})
    wanted = np.array([labels.index(i["outcome"]) for i in items])
    weights, bias = learn(matrix(bags, vocabulary), wanted, len(labels))
    rows = {
        t: [round(float(w) * 10) for w in weights[at]]
        for at, t in enumerate(vocabulary)
    }
    kept = {t: row for t, row in rows.items() if max(map(abs, row)) >= 2}
    return {
        "labels": labels,
        "bias": [round(float(b), 3) for b in bias],
        "rarity": {t: round(r, 2) for t, r in rarity.items()},
        "terms": kept,
    }


def rare(messages: list[list[str]]) -> dict[str, float]:
    """How telling each term is: the rarer, the more; parts of words seen twice."""
    seen = Counter(term for terms in messages for term in set(terms))
    return {
        term: math.log((1 + len(messages)) / (1 + count)) + 1
        for term, count in sorted(seen.items())
        if count >= SEEN_TWICE or not term.startswith("·")
    }


def matrix(bags: list[dict[str, float]], vocabulary: list[str]) -> Array:
    place = {term: at for at, term in enumerate(vocabulary)}
    rows = np.zeros((len(bags), len(vocabulary)), dtype=np.float32)
    for at, bag in enumerate(bags):
        for term, size in bag.items():
            rows[at, place[term]] = size
    return rows


def learn(rows: Array, wanted: Array, many: int) -> tuple[Array, Array]:
    weights = np.zeros((rows.shape[1], many), dtype=np.float32)
    bias, target = np.zeros(many), np.eye(many)[wanted]
    for _ in range(ROUNDS):
        scores = rows @ weights + bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (scores / scores.sum(axis=1, keepdims=True) - target) / len(rows)
        error = error.astype(np.float32)
        weights -= RATE * (rows.T @ error + DECAY * weights)
        bias -= RATE * 0.1 * error.sum(axis=0)
    return weights, bias


if __name__ == "__main__":
    main(sys.argv[1:])
