"""The network that is trained: feature weights and convolutions over word vectors, a linear-chain CRF on top, in JAX.

Lample et al. 2016 describe the neural CRF; the weights of the sparse features are those of a plain CRF (Lafferty et
al. 2001). Runs the same way with the same seed. What is kept is a running average of the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from korex.entities.tagger_signs import EVIDENCE_SIGNS, MARK_SIGNS
from training.data import DENSE_WIDTH, TAGS, WEIGHING_WIDTH, Numbered

Weights = dict[str, Any]
_LENGTHS = (28, 48, 80, 400)  # sentences of like length make a batch
_MORPHEMES = 3200  # of a batch, with padding


@dataclass(frozen=True)
class Settings:
    """How the network is shaped and trained; chosen by cross-validation."""

    inner: int = 80
    outer: int = 64
    dense: int = 48
    epochs: int = 6
    rate: float = 3e-3
    dropout: float = 0.3
    weighing_dropout: float = 0.3
    word_dropout: float = 0.05
    sign_dropout: float = 0.1
    gold_copies: int = 3
    seed: int = 0


def initial_weights(settings: Settings, *, vector_size: int, dense: int, weighing: int) -> Weights:
    """Return random weights for the network, zero ones for the features that weigh on the labels."""
    keys = iter(jax.random.split(jax.random.PRNGKey(settings.seed), 8))
    inputs, inner, outer, tags = vector_size + settings.dense, settings.inner, settings.outer, len(TAGS)

    def normal(*shape: int, scale: float = 1.0) -> Array:
        return jax.random.normal(next(keys), shape) * np.sqrt(2 / np.prod(shape[:-1])) * scale

    return {
        "dense": jax.random.normal(next(keys), (dense + 1, settings.dense)) * 0.3,
        "inner": normal(3, inputs, inner),
        "inner_bias": jnp.zeros(inner),
        "around": normal(2 * REACH + 1, 3 * inner, outer, scale=0.5),
        "around_bias": jnp.zeros(outer),
        "evidence_around": jnp.zeros((2 * REACH + 1, EVIDENCE_SIGNS, outer)),
        "own_outer": normal(inner, outer),
        "around_outer": normal(outer, outer),
        "outer_bias": jnp.zeros(outer),
        "out": normal(outer, tags, scale=0.5),
        "out_bias": jnp.zeros(tags),
        "weighing": jnp.zeros((weighing + 1, tags)),
        # to the outer layer and to the tags: what the signs of the morpheme before, of itself and of the one after say
        "evidence": jnp.zeros((3, EVIDENCE_SIGNS, outer + tags)),
        "marks": jnp.zeros((MARK_SIGNS, outer + tags)),
        "transitions": jnp.zeros((tags, tags)),
    }


REACH = 2  # how many eojeols to either side a morpheme sees


def shifted(x: Array, by: int) -> Array:
    """Return `[batch, time, …]` so that each place holds what stands `by` places after it, zeros beyond the ends."""
    reach = abs(by)
    padded = jnp.pad(x, ((0, 0), (reach, reach), *((0, 0),) * (x.ndim - 2)))
    return padded[:, reach + by : reach + by + x.shape[1]]


def emissions(
    weights: Weights, vectors: Array, batch: dict[str, Array], settings: Settings, key: Array | None = None
) -> Array:
    """Return the score of each tag at each morpheme; with a `key`, under dropout."""
    keys = None if key is None else list(jax.random.split(key, 9))

    def dropped(x: Array, number: int, rate: float) -> Array:
        if keys is None:
            return x
        return x * (jax.random.uniform(keys[number], x.shape) >= rate) / (1 - rate)

    def kept(shape: tuple[int, ...], number: int, rate: float) -> Array | float:
        return 1.0 if keys is None else jax.random.uniform(keys[number], shape) >= rate

    mask = batch["mask"][..., None]
    known = (batch["words"] > 0)[..., None] * kept(mask.shape, 0, settings.word_dropout)
    seen = (batch["dense"] > 0) * kept(batch["dense"].shape, 1, 0.1)
    dense = jnp.einsum("btnd,btn->btd", weights["dense"][batch["dense"]], seen.astype(jnp.float32))
    x = dropped(jnp.concatenate([vectors[batch["words"]] * known, dense], -1) * mask, 2, settings.dropout)
    eojeols = batch["eojeols"]
    own = x @ weights["inner"][1] + weights["inner_bias"]
    for by in (-1, 1):
        same = (shifted(eojeols + 1, by) == eojeols + 1)[..., None]
        own += shifted(x, by) * same @ weights["inner"][by + 1]
    own = dropped(jax.nn.relu(own) * mask, 3, settings.dropout)
    evidence = (batch["evidence"] * kept(eojeols.shape, 4, settings.sign_dropout)).astype(jnp.int32)
    around = around_eojeols(weights, own, eojeols, evidence)
    around = dropped(jax.nn.relu(around + weights["around_bias"]), 5, settings.dropout)
    around = jnp.take_along_axis(around @ weights["around_outer"], eojeols[..., None], 1)
    signs = weights["marks"][batch["marks"]] * (batch["marks"] > 0)[..., None]
    for by in (-1, 0, 1):
        sign = shifted(evidence, by)
        signs += weights["evidence"][by + 1][sign] * (sign > 0)[..., None]
    outer = own @ weights["own_outer"] + around + signs[..., : settings.outer] + weights["outer_bias"]
    outer = dropped(jax.nn.relu(outer), 6, settings.dropout)
    present = dropped((batch["weighing"] > 0).astype(jnp.float32), 7, settings.weighing_dropout)
    direct = jnp.einsum("btnl,btn->btl", weights["weighing"][batch["weighing"]], present)
    return outer @ weights["out"] + weights["out_bias"] + direct + signs[..., settings.outer :]


def around_eojeols(weights: Weights, own: Array, eojeols: Array, evidence: Array) -> Array:
    """Return what each eojeol of a sentence sees of itself and its neighbours: the sum of their morphemes, the first
    one, the last one.

    The findings of rules count for an eojeol by the last morpheme that has one.
    """
    size, length = eojeols.shape
    numbers = (eojeols + jnp.arange(size)[:, None] * length).reshape(-1)
    ends = [(shifted(eojeols + 1, by) != eojeols + 1)[..., None] for by in (-1, 1)]
    parts = jnp.concatenate([own, own * ends[0], own * ends[1]], -1)
    whole = jax.ops.segment_sum(parts.reshape(size * length, -1), numbers, size * length).reshape(size, length, -1)
    last = jnp.where(evidence > 0, jnp.arange(length) * EVIDENCE_SIGNS + evidence, 0).reshape(-1)
    sign = jnp.maximum(jax.ops.segment_max(last, numbers, size * length), 0).reshape(size, length) % EVIDENCE_SIGNS
    total = jnp.zeros((size, length, weights["around_bias"].shape[0]))
    for by in range(-REACH, REACH + 1):
        there = shifted(sign, by)
        total += shifted(whole, by) @ weights["around"][by + REACH]
        total += weights["evidence_around"][by + REACH][there] * (there > 0)[..., None]
    return total


def log_partition(scores: Array, transitions: Array, mask: Array) -> Array:
    """Return the log of the sum over all paths, for each sentence (forward algorithm)."""
    passing = jnp.exp(transitions)

    def step(alpha: Array, at: tuple[Array, Array]) -> tuple[Array, None]:
        score, present = at
        most = alpha.max(1, keepdims=True)
        following = jnp.log(jnp.exp(alpha - most) @ passing + _TINY) + most + score
        return jnp.where(present[:, None] > 0, following, alpha), None

    alpha, _ = jax.lax.scan(step, scores[:, 0], (scores[:, 1:].swapaxes(0, 1), mask[:, 1:].T))
    return jax.nn.logsumexp(alpha, -1)


_TINY = 1e-30


def loss(weights: Weights, vectors: Array, batch: dict[str, Array], settings: Settings, key: Array) -> Array:
    """Return the negative log-likelihood of the allowed paths, for each morpheme."""
    scores = emissions(weights, vectors, batch, settings, key)
    everything = log_partition(scores, weights["transitions"], batch["mask"])
    allowed = log_partition(jnp.where(batch["allowed"], scores, -1e4), weights["transitions"], batch["mask"])
    return ((everything - allowed) * batch["mask"][:, 0]).sum() / batch["mask"].sum() * 20


@partial(jax.jit, static_argnames=("settings",))
def _step(
    state: tuple[Weights, Weights, Weights, Weights], vectors: Array, batch: dict[str, Array], key: Array,
    number: Array, rate: Array, settings: Settings,
) -> tuple[tuple[Weights, Weights, Weights, Weights], Array]:  # fmt: skip
    """Take one step of Adam (Kingma and Ba 2015) and move the running average."""
    weights, first, second, average = state
    value, gradient = jax.value_and_grad(loss)(weights, vectors, batch, settings, key)
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = jax.tree.map(lambda v, g: 0.99 * v + 0.01 * g * g, second, gradient)
    scale = rate * jnp.sqrt(1 - 0.99**number) / (1 - 0.9**number)
    weights = jax.tree.map(lambda w, m, v: w - scale * m / (jnp.sqrt(v) + 1e-7), weights, first, second)
    decay = jnp.minimum(0.998, (1 + number) / (10 + number))
    average = jax.tree.map(lambda a, w: a * decay + w * (1 - decay), average, weights)
    return (weights, first, second, average), value


def batches(data: Sequence[Numbered], random: np.random.Generator | None) -> list[tuple[int, int, NDArray[np.int64]]]:
    """Return batches as (length, size, numbers of sentences), shuffled when `random` is given."""
    by_length: dict[int, list[int]] = {length: [] for length in _LENGTHS}
    for index, sentence in enumerate(data):
        by_length[next(length for length in _LENGTHS if len(sentence.words) <= length)].append(index)
    found: list[tuple[int, int, NDArray[np.int64]]] = []
    for length, indices in by_length.items():
        order = np.array(indices, np.int64)
        if random is not None:
            random.shuffle(order)
        size = max(2, _MORPHEMES // length)
        found += [(length, size, order[at : at + size]) for at in range(0, len(order), size)]
    if random is not None:
        random.shuffle(found)  # type: ignore[arg-type]
    return found


def pad(data: Sequence[Numbered], length: int, size: int, chosen: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """Return the chosen sentences as one batch."""
    batch: dict[str, NDArray[Any]] = {
        **{name: np.zeros((size, length), np.int32) for name in ("words", "eojeols", "evidence", "marks")},
        "dense": np.zeros((size, length, DENSE_WIDTH), np.int32),
        "weighing": np.zeros((size, length, WEIGHING_WIDTH), np.int32),
        "allowed": np.zeros((size, length, len(TAGS)), np.bool_),
        "mask": np.zeros((size, length), np.float32),
    }
    batch["allowed"][:, :, 0] = True
    batch["eojeols"][:] = length - 1  # what pads is no part of the last eojeol
    for row, index in enumerate(chosen):
        sentence = data[index]
        count = len(sentence.words)
        for name in Numbered._fields:
            batch[name][row, :count] = getattr(sentence, name)
        batch["mask"][row, :count] = 1
    return batch


def train(
    data: Sequence[Numbered], vectors: NDArray[np.float32], settings: Settings, *, dense: int, weighing: int
) -> Iterator[tuple[float, dict[str, NDArray[np.float32]]]]:
    """Yield the mean loss and the averaged weights after each epoch."""
    weights = initial_weights(settings, vector_size=vectors.shape[1], dense=dense, weighing=weighing)
    zeros = jax.tree.map(jnp.zeros_like, weights)
    state = (weights, zeros, zeros, weights)
    key = jax.random.key(settings.seed + 1, impl="unsafe_rbg")
    random = np.random.default_rng(settings.seed)
    device_vectors = jnp.asarray(vectors)
    steps = len(batches(data, None)) * settings.epochs
    number = 0
    for _ in range(settings.epochs):
        total = 0.0
        chosen = batches(data, random)
        for length, size, indices in chosen:
            number += 1
            key, dropout_key = jax.random.split(key)
            rate = settings.rate * min(1.0, number / 100) * (1 - 0.95 * number / steps)
            state, value = _step(
                state, device_vectors, pad(data, length, size, indices), dropout_key,
                jnp.float32(number), jnp.float32(rate), settings,
            )  # fmt: skip
            total += float(value)
        yield total / len(chosen), jax.tree.map(np.asarray, state[3])
