"""How likely each outcome is: the encoder, the weighed words and the grammar together.

Each opinion counts by the power below, fitted by `python -m bench.weigh_opinions` on
messages that none of the three has learned from (tests/data/replies/tuning.jsonl).
"""

import math
from collections.abc import Mapping, Sequence

from bot.rules.replies.reader import (
    grammar,
    plain_words,
    private_words,
    sentences,
    verdict,
)
from bot.rules.replies.reader.learned import confidence
from bot.rules.replies.reader.reading import NONE, UNCLEAR

ENCODER, WORDS = 0.60, 0.39
PLAIN, ASKS = -0.16, -0.39
"""What it adds to an outcome that the grammar finds it, plainly or only as a guess."""
FAVOURED = {UNCLEAR: 0.73, NONE: 0.95}
"""Added before anything is read: an outcome has to be shown, doubt has not."""
LEAST = 1e-4


def senses(texts: Sequence[str]) -> list[dict[str, float]]:
    """Work out what the encoder makes of each text; many at once cost a third."""
    # With numpy: a program at rest, which has read nothing yet, does without.
    from bot.rules.replies.reader.learned import encoder

    bare = [plain_words.bare(private_words.either_way(text)) for text in texts]
    return encoder.likely_each(bare)


def likely(
    sense: Mapping[str, float],
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
    found: verdict.Verdict,
) -> dict[str, float]:
    """Work out the probability of each label."""
    by_words = confidence.likely(clauses, signs, found)
    scores = {
        label: ENCODER * math.log(chance + LEAST)
        + WORDS * math.log(by_words.get(label, 0.0) + LEAST)
        + FAVOURED.get(label, 0.0)
        for label, chance in sense.items()
    }
    scores[found.outcome] += ASKS if found.ask else PLAIN
    return _shares(scores)


def _shares(scores: dict[str, float]) -> dict[str, float]:
    top = max(scores.values())
    grown = {label: math.exp(score - top) for label, score in scores.items()}
    total = sum(grown.values())
    return {label: one / total for label, one in grown.items()}
