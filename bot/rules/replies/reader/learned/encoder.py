"""How likely each outcome is by the whole sentence: a small pretrained encoder.

The network is MiniLM (all-MiniLM-L6-v2; 6 layers, 384 wide, 12 heads),
taught our labelled messages by `bench/learn_encoder.py`. Its weights are whole numbers
of eight bits with a scale for each row. It runs in numpy, on this machine only.
"""

import functools
import itertools
import math
import pathlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from bot.rules.replies.reader.learned import word_pieces

FILE = pathlib.Path(__file__).with_name("encoder.npz")
HEADS = 12
TOGETHER = 16
"""Texts let through the network at once: the weights are fetched once for all of them,
which takes longer than to multiply with them. More at once gain nothing."""
_TINY = np.float32(1e-12)
Array = np.ndarray[Any, np.dtype[np.float32]]


class Layer(NamedTuple):
    """One layer of the network: attention, then two dense steps."""

    qkv: Array
    qkv_bias: Array
    out: Array
    out_bias: Array
    gain: Array
    bias: Array
    up: Array
    up_bias: Array
    down: Array
    down_bias: Array
    last_gain: Array
    last_bias: Array


class Encoder(NamedTuple):
    """The weights. `words` stay whole numbers: a message needs only a few rows."""

    labels: tuple[str, ...]
    known: dict[str, int]
    words: np.ndarray[Any, np.dtype[np.int8]]
    word_scales: Array
    places: Array
    gain: Array
    bias: Array
    layers: tuple[Layer, ...]
    head: Array
    head_bias: Array


def likely(text: str) -> dict[str, float]:
    """Work out the probability of each label."""
    return likely_each([text])[0]


def likely_each(texts: Sequence[str]) -> list[dict[str, float]]:
    """Work out the probability of each label, of each text."""
    weights = load()
    return [
        dict(zip(weights.labels, _chances(weights, one), strict=True))
        for one in _let_through(weights, weights.layers, texts)
    ]


def meaning(text: str) -> Array:
    """Give the sense of a text as a vector, to compare it with that of others."""
    return meanings([text])[0]


def meanings(texts: Sequence[str]) -> list[Array]:
    """Give the sense of each text.

    It is taken half-way: the later layers were taught our labels, and see in every
    question only that it is one.
    """
    weights = load()
    half = weights.layers[: len(weights.layers) // 2]
    return list(_let_through(weights, half, texts))


@functools.cache
def load() -> Encoder:
    """Read the weights, once: a third of a second and some 60 MiB."""
    with np.load(FILE, allow_pickle=False) as kept:
        return Encoder(
            labels=tuple(kept["labels"].tolist()),
            known=_numbered(kept["pieces"].tobytes().decode()),
            words=kept["words"],
            word_scales=kept["words_scale"].astype(np.float32),
            places=_floats(kept, "places"),
            gain=_floats(kept, "gain"),
            bias=_floats(kept, "bias"),
            layers=tuple(_layer(kept, at) for at in range(int(kept["layers"]))),
            head=_floats(kept, "head"),
            head_bias=_floats(kept, "head_bias"),
        )


def _numbered(lines: str) -> dict[str, int]:
    return {piece: number for number, piece in enumerate(lines.split("\n"))}


def _layer(kept: Any, at: int) -> Layer:
    return Layer(*(_floats(kept, f"{name}_{at}") for name in Layer._fields))


def _floats(kept: Any, name: str) -> Array:
    """Return a table as floats; one of whole numbers by the scale of each row."""
    found = kept[name].astype(np.float32)
    if kept[name].dtype == np.int8:
        found = (found * kept[f"{name}_scale"].astype(np.float32)[:, None]).T.copy()
    whole: Array = found
    return whole


def _chances(weights: Encoder, sense: Array) -> list[float]:
    scores = sense @ weights.head + weights.head_bias
    grown = np.exp(scores - scores.max())
    chances: list[float] = (grown / grown.sum()).tolist()
    return chances


def _let_through(
    weights: Encoder, layers: Sequence[Layer], texts: Sequence[str]
) -> Iterator[Array]:
    """Let texts through layers; what each comes to in the mean."""
    for start in range(0, len(texts), TOGETHER):
        some = texts[start : start + TOGETHER]
        numbers = [word_pieces.pieces(text, weights.known) for text in some]
        ends = itertools.accumulate(map(len, numbers), initial=0)
        spans = [slice(*pair) for pair in itertools.pairwise(ends)]
        x = np.concatenate([_begin(weights, each) for each in numbers])
        for layer in layers:
            x = _pass(x, layer, spans)
        yield from (x[span].mean(0) for span in spans)


def _begin(weights: Encoder, numbers: list[int]) -> Array:
    scales = weights.word_scales[numbers][:, None]
    x = weights.words[numbers].astype(np.float32) * scales
    return _norm(x + weights.places[: len(numbers)], weights.gain, weights.bias)


def _pass(x: Array, layer: Layer, spans: Sequence[slice]) -> Array:
    """Let texts through one layer: they stand one below the other in `x`."""
    mixed = x @ layer.qkv + layer.qkv_bias
    looked = np.concatenate([_attention(mixed[span]) for span in spans])
    attended = looked @ layer.out + layer.out_bias
    x = _norm(x + attended, layer.gain, layer.bias)
    inner = _gelu(x @ layer.up + layer.up_bias) @ layer.down + layer.down_bias
    return _norm(x + inner, layer.last_gain, layer.last_bias)


def _attention(mixed: Array) -> Array:
    """Let each piece of one text look at the others of it."""
    many, wide = len(mixed), mixed.shape[1] // 3
    parted = mixed.reshape(many, 3, HEADS, wide // HEADS)
    query, key, value = parted.transpose(1, 2, 0, 3)
    looks = query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(wide // HEADS))
    looks = np.exp(looks - looks.max(-1, keepdims=True))
    looks /= looks.sum(-1, keepdims=True)
    found: Array = (looks @ value).transpose(1, 0, 2).reshape(many, wide)
    return found


def _gelu(x: Array) -> Array:
    """Bend values as the network was trained to (the tanh form of GELU)."""
    cubed = np.float32(0.044715) * x * x * x  # as a power it takes ten times as long
    found: Array = np.tanh(np.float32(0.7978845608) * (x + cubed))
    return np.float32(0.5) * x * (1 + found)


def _norm(x: Array, gain: Array, bias: Array) -> Array:
    away = x - x.mean(-1, keepdims=True)
    found: Array = (
        away / np.sqrt((away * away).mean(-1, keepdims=True) + _TINY) * gain + bias
    )
    return found
