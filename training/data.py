"""Reads the labelled sentences and turns them into numbered features."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger import split_eojeols
from korex.entities.tagger_eojeols import (
    NOUN_KEYS,
    PADDING,
    PLACES,
    EojeolKey,
    Eojeols,
    Key,
    Word,
    describe_eojeols,
    eojeol_key,
)
from korex.entities.tagger_features import DENSE, WORD_SLOTS, expand, expand_word, feature_kind
from korex.entities.tagger_signs import evidence_of, marks_of

if TYPE_CHECKING:
    from korex.schema import EntityLabel

KLUE_LABELS = ("PERSON", "ORG", "LOC", "DATE", "TIME", "QUANTITY")
LABELS = (*KLUE_LABELS, "TITLE", "EVENT")
# What is not annotated in every sentence: there, O means "O or one of these".
FINE_LABELS = ("TITLE", "EVENT")
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BI"))


class Example(NamedTuple):
    """One sentence with its gold entities, its morphemes and what the rules say of them."""

    id: str
    text: str
    entities: frozenset[tuple[int, int, str]]
    genre: str
    fine: bool
    forms: list[str]
    tags: list[str]
    starts: list[int]
    ends: list[int]
    candidates: list[tuple[int, int, EntityLabel, str, int]]
    evidence: list[int]


def read_examples(path: Path) -> list[Example]:
    """Return the sentences of a JSON lines file, analysed by korex without the tagger."""
    import korex
    from korex.language.analysis import analysis_of

    nlp = korex.load(tagger=False)
    examples: list[Example] = []
    before = [name for name in nlp.pipe_names if name not in AFTER]
    with path.open(encoding="utf-8") as lines, nlp.select_pipes(enable=before):
        for line in lines:
            record = json.loads(line)
            analysis = analysis_of(nlp(record["text"]))
            if analysis.text != record["text"]:
                continue
            m = analysis.morphemes
            examples.append(
                Example(
                    record["id"], record["text"], frozenset((s, e, label) for s, e, label in record["entities"]),
                    record["genre"], record["fine"], m.forms, m.tags, m.starts, m.ends,
                    [tuple(c) for c in analysis.candidates], evidence_of(analysis),
                )
            )  # fmt: skip
    return examples


# Components that read entities: not needed to describe a sentence.
AFTER = frozenset({"korex_entities", "korex_people", "korex_quotes", "korex_directives", "korex_occasions"})


def tags_of(example: Example) -> list[str]:
    """Return the gold tag of every morpheme; a morpheme that an entity cuts belongs to it whole."""
    tags = ["O"] * len(example.starts)
    for start, end, label in sorted(example.entities):
        place = "B-"
        for index, (s, e) in enumerate(zip(example.starts, example.ends, strict=True)):
            if s < end and e > start and tags[index] == "O":
                tags[index] = place + label
                place = "I-"
    return tags


class EojeolFeatures(NamedTuple):
    """The features of an eojeol: those of its morphemes, and what the morphemes of its neighbours see of it.

    `own` weigh on the labels, `dense` feed the network; every morpheme of the eojeol after sees `before`, every
    one of the eojeol before sees `after`; the morpheme right after sees `last`, the one right before `first`.
    """

    own: list[list[str]]
    dense: list[list[str]]
    before: list[str]
    after: list[str]
    last: list[str]
    first: list[str]


@cache
def seen_word(slot: str, word: Word) -> list[str]:
    """Return the features of a word as one of `WORD_SLOTS` sees them."""
    kinds = WORD_SLOTS[slot]
    return [f"{slot}:{f}" for f in expand_word(word) if kinds is None or feature_kind(f) in kinds]


NO_EOJEOL = EojeolFeatures(
    [], [], seen_word("hp", PADDING), [*seen_word("hn", PADDING), *seen_word("hl", PADDING)],
    seen_word("-1", PADDING), seen_word("+1", PADDING),
)  # fmt: skip


@cache
def eojeol_features(key: EojeolKey) -> EojeolFeatures:
    """Return the features of an eojeol."""
    e = describe_eojeols([key])
    size = len(e.words)
    own: list[list[str]] = []
    dense: list[list[str]] = []
    keys = _keys_of(e)
    heads = dict(e.heads)
    for i, word in enumerate(e.words):
        plain = [feature for own_key in keys[i] for feature in expand(own_key)]
        dense.append([f for f in [*expand_word(word), *plain] if feature_kind(f) in DENSE])
        weighing = [*seen_word("0", word), *(f":{f}" for f in plain)]
        if i:
            weighing += seen_word("-1", e.words[i - 1])
        if i + 1 < size:
            weighing += seen_word("+1", e.words[i + 1])
        if i in heads:
            weighing += seen_word("rh", e.words[heads[i]])
        own.append(weighing)
    particles, first, last = e.particles[0], e.words[e.first_heads[0]], e.last_heads[0]
    before = [f"jp:{particles}", *seen_word("hp", e.words[max(last, 0)])]
    behind = e.words[last] if last >= 0 else PADDING
    after = [f"jn:{particles}", *seen_word("hn", first), *seen_word("hl", behind)]
    return EojeolFeatures(own, dense, before, after, seen_word("-1", e.words[-1]), seen_word("+1", e.words[0]))


def _keys_of(eojeols: Eojeols) -> list[list[Key]]:
    """Return the keys of each morpheme of one eojeol."""
    keys: list[list[Key]] = [[] for _ in eojeols.words]
    for at, noun in enumerate(eojeols.nouns):
        keys[noun] += eojeols.noun_keys[NOUN_KEYS * at : NOUN_KEYS * (at + 1)]
    for own, place in zip(keys, eojeols.places, strict=True):
        own += (("place", PLACES[place]), ("ending", eojeols.particles[0]))
    return keys


def eojeols_of(example: Example) -> list[EojeolKey]:
    """Return the eojeols of a sentence."""
    cuts = split_eojeols(example.starts, example.ends, [(0, len(example.starts))])
    return [eojeol_key(example.forms[a:b], example.tags[a:b]) for a, b in pairwise(cuts)]


def features_of(eojeols: Sequence[EojeolKey]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the features of each morpheme of a sentence: those that weigh on the labels, and the dense ones."""
    found = [NO_EOJEOL, *map(eojeol_features, eojeols), NO_EOJEOL]
    for before, e, after in zip(found, found[1:], found[2:], strict=False):
        around = [*before.before, *after.after]
        for i, weighing in enumerate(e.own):
            edges = [*(before.last if i == 0 else ()), *(after.first if i == len(e.own) - 1 else ())]
            yield [*weighing, *around, *edges], e.dense[i]


@dataclass(slots=True)
class Vocabulary:
    """Numbers for features seen often enough; 0 is for the rest."""

    weighing: dict[str, int] = field(default_factory=dict)
    dense: dict[str, int] = field(default_factory=dict)


def build_vocabulary(examples: Iterable[Example], *, least: int, least_dense: int) -> Vocabulary:
    """Return the features that occur at least `least` (dense ones `least_dense`) times."""
    weighing: Counter[str] = Counter()
    dense: Counter[str] = Counter()
    for example in examples:
        for w, d in features_of(eojeols_of(example)):
            weighing.update(w)
            dense.update(d)
    return Vocabulary(
        {f: i for i, f in enumerate(sorted(f for f, n in weighing.items() if n >= least), start=1)},
        {f: i for i, f in enumerate(sorted(f for f, n in dense.items() if n >= least_dense), start=1)},
    )


class Numbered(NamedTuple):
    """One sentence as arrays, a row for each morpheme; features that weigh on the labels and dense ones, 0 pads."""

    words: NDArray[np.int32]  # of the word vectors
    eojeols: NDArray[np.int32]  # the place in the sentence of the morpheme's eojeol
    evidence: NDArray[np.int32]
    marks: NDArray[np.int32]
    dense: NDArray[np.int32]
    weighing: NDArray[np.int32]
    allowed: NDArray[np.bool_]  # tags


DENSE_WIDTH, WEIGHING_WIDTH = 24, 56


def number(example: Example, vocabulary: Vocabulary, vectors: dict[tuple[str, str], int]) -> Numbered:
    """Return a sentence as arrays."""
    size = len(example.starts)
    eojeols = eojeols_of(example)
    dense = np.zeros((size, DENSE_WIDTH), np.int32)
    weighing = np.zeros((size, WEIGHING_WIDTH), np.int32)
    for i, (w, d) in enumerate(features_of(eojeols)):
        known = [n for f in w if (n := vocabulary.weighing.get(f, 0))][:WEIGHING_WIDTH]
        weighing[i, : len(known)] = known
        known = [n for f in d if (n := vocabulary.dense.get(f, 0))][:DENSE_WIDTH]
        dense[i, : len(known)] = known
    allowed = np.zeros((size, len(TAGS)), np.bool_)
    soft = [i for i, tag in enumerate(TAGS) if tag == "O" or tag[2:] in FINE_LABELS]
    for i, tag in enumerate(tags_of(example)):
        allowed[i, TAGS.index(tag)] = True
        if tag == "O" and not example.fine:
            allowed[i, soft] = True
    return Numbered(
        np.array([vectors.get(word, 0) for word in zip(example.forms, example.tags, strict=True)], np.int32),
        np.repeat(np.arange(len(eojeols), dtype=np.int32), [len(key) // 2 for key in eojeols]),
        np.array(example.evidence, np.int32),
        np.array(marks_of(example.forms, example.tags), np.int32),
        dense, weighing, allowed,
    )  # fmt: skip
