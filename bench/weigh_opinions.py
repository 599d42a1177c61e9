"""Fit how far the reader trusts the encoder, the learned weights and the grammar.

Run as `python -m bench.weigh_opinions`: it prints the powers that `chances.py` holds
and, by tenfold cross-validation, the results for each threshold of recording. None of
the three has learned from the messages of `tuning.jsonl`; the sets that measure the
reader are not used here.
"""

import json
import pathlib
from typing import Any

import numpy as np

from bot.rules.replies.reader import (
    grammar,
    plain_words,
    private_words,
    sentences,
    verdict,
)
from bot.rules.replies.reader.learned import chances, confidence, encoder
from bot.rules.replies.reader.reading import NONE, UNCLEAR

TUNING = pathlib.Path("tests/data/replies/tuning.jsonl")
NAMES = ("encoder", "words", "plain", "asks", UNCLEAR, NONE)
FOLDS, ROUNDS, SHRINK, SEED = 10, 100, 0.5, 1
Array = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    """Print the powers and their results."""
    lines = TUNING.read_text("utf-8").splitlines()
    messages = [json.loads(line) for line in lines]
    labels = encoder.load().labels
    opinions = np.stack([opinion(one["text"], labels) for one in messages])
    wanted = np.array([labels.index(one["outcome"]) for one in messages])
    fitted = fit(opinions, wanted)
    print(dict(zip(NAMES, fitted.round(2).tolist(), strict=True)))
    fold = np.random.default_rng(SEED).integers(0, FOLDS, len(wanted))
    guessed = np.zeros((len(wanted), len(labels)))
    for at in range(FOLDS):
        powers = fit(opinions[fold != at], wanted[fold != at])
        guessed[fold == at] = shares(opinions[fold == at], powers)
    for enough in (0.6, 0.7, 0.75, 0.8, 0.9, 0.95):
        print(enough, outcome_shares(guessed, wanted, labels, enough))


def opinion(text: str, labels: tuple[str, ...]) -> Array:
    """Return what each of the three says of a message: labels × powers."""
    clauses = sentences.clauses(text)
    signs = grammar.signs(clauses)
    found = verdict.weigh(clauses, signs)
    by_words = confidence.likely(clauses, signs, found)
    by_encoder = encoder.likely(plain_words.bare(private_words.either_way(text)))
    return np.array(
        [
            [
                np.log(by_encoder[label] + chances.LEAST),
                np.log(by_words.get(label, 0.0) + chances.LEAST),
                float(found.outcome == label and not found.ask),
                float(found.outcome == label and found.ask),
                float(label == UNCLEAR),
                float(label == NONE),
            ]
            for label in labels
        ]
    )


def fit(opinions: Array, wanted: np.ndarray[Any, Any]) -> Array:
    """Return the powers of the least loss, by Newton's steps."""
    powers = np.full(len(NAMES), 0.5)
    for _ in range(ROUNDS):
        guessed = shares(opinions, powers)
        errors = guessed.copy()
        errors[np.arange(len(wanted)), wanted] -= 1
        slope = np.einsum("nc,nck->k", errors, opinions) + SHRINK * powers
        mean = np.einsum("nck,nc->nk", opinions, guessed)
        bend = np.einsum("nc,nck,ncl->kl", guessed, opinions, opinions)
        bend += SHRINK * np.eye(len(NAMES)) - mean.T @ mean
        powers = powers - np.linalg.solve(bend, slope)
    return powers


def shares(opinions: Array, powers: Array) -> Array:
    """Return the probability of each label."""
    scores = opinions @ powers
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Array = grown / grown.sum(axis=1, keepdims=True)
    return found


def outcome_shares(
    guessed: Array, wanted: np.ndarray[Any, Any], labels: tuple[str, ...], enough: float
) -> dict[str, float]:
    """Return the shares right, asked and wrong, recording from `enough` on."""
    best = guessed.argmax(axis=1)
    unclear = labels.index(UNCLEAR)
    asked = (best == unclear) | (guessed.max(axis=1) < enough)
    right = np.where(wanted == unclear, asked, ~asked & (best == wanted))
    wrong = ~asked & (best != wanted)
    return {
        "right": round(float(right.mean()), 3),
        "asked": round(float(1 - right.mean() - wrong.mean()), 3),
        "wrong": round(float(wrong.mean()), 3),
    }


if __name__ == "__main__":
    main()
