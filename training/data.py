"""Reads the labelled sentences and turns them into numbered features."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger_features import (
    DENSE,
    PADDING,
    WORD_SLOTS,
    Description,
    describe,
    evidence_of,
    expand_edge,
    expand_part,
    expand_particles,
    expand_run,
    expand_tags,
    expand_word,
    feature_kind,
    word_slots,
)

if TYPE_CHECKING:
    from korex.schema import EntityLabel

KLUE_LABELS = ("PERSON", "ORG", "LOC", "DATE", "TIME", "QUANTITY")
LABELS = (*KLUE_LABELS, "TITLE", "EVENT")
# What is not annotated in every sentence: there, O means "O or one of these".
FINE_LABELS = ("TITLE", "EVENT")
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BI"))


class Example(NamedTuple):
    """One sentence with its gold entities and the keys of its morphemes."""

    id: str
    text: str
    entities: frozenset[tuple[int, int, str]]
    genre: str
    fine: bool
    starts: list[int]
    ends: list[int]
    candidates: list[tuple[int, int, EntityLabel, str, int]]
    description: Description


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
                    record["genre"], record["fine"], m.starts, m.ends,
                    [tuple(c) for c in analysis.candidates],
                    describe(m.forms, m.tags, m.starts, m.ends, evidence_of(analysis)),
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


@cache
def _word_features(slot: str, word: tuple[str, str]) -> list[str]:
    kinds = WORD_SLOTS[slot]
    return [f"{slot}:{f}" for f in expand_word(word) if kinds is None or feature_kind(f) in kinds]


@cache
def _own_features(kind: str, key: Any) -> tuple[list[str], list[str]]:
    """Return the features of a key that weigh on the labels and those that are dense."""
    found: list[str] = _EXPAND[kind](key)
    return [f":{f}" for f in found], [f for f in found if feature_kind(f) in DENSE]


_EXPAND: dict[str, Callable[[Any], list[str]]] = {
    "word": expand_word,
    "tags": expand_tags,
    "run": expand_run,
    "start": partial(expand_part, "ps"),
    "rest": partial(expand_part, "pe"),
    "edge": expand_edge,
    "particles": expand_particles,
    "mark": lambda key: [f"q={key}"] if key else [],
    "evidence": lambda key: [f"ev={key}"] if key else [],
}


def features_of(d: Description) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the features of each morpheme: those that weigh on the labels, with their slot, and the dense ones."""
    slots = list(zip(WORD_SLOTS, word_slots(d), strict=True))
    size = len(d.words)
    columns = [
        ("tags", d.tags), ("run", d.runs), ("start", d.starts), ("rest", d.rests), ("edge", d.edges),
        ("particles", d.particles), ("mark", d.marks), ("evidence", d.evidence),
    ]  # fmt: skip
    for i in range(size):
        weighing: list[str] = []
        for slot, places in slots:
            weighing += _word_features(slot, d.words[places[i]] if places[i] >= 0 else PADDING)
        dense = list(_own_features("word", d.words[i])[1])
        for kind, column in columns:
            if key := column[i]:
                found = _own_features(kind, key)
                weighing += found[0]
                dense += found[1]
        before = "/".join(d.words[i - 1]) if i else "#"
        after = "/".join(d.words[i + 1]) if i + 1 < size else "#"
        here = "/".join(d.words[i])
        weighing += [f"pl:{before} {here}", f"pr:{here} {after}"]
        weighing += [f"jp:{d.particles_before[i]}", f"jn:{d.particles_after[i]}"]
        if i and d.evidence[i - 1]:
            weighing.append(f"evp:{d.evidence[i - 1]}")
        if i + 1 < size and d.evidence[i + 1]:
            weighing.append(f"evn:{d.evidence[i + 1]}")
        yield weighing, dense


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
        for w, d in features_of(example.description):
            weighing.update(w)
            dense.update(d)
    return Vocabulary(
        {f: i for i, f in enumerate(sorted(f for f, n in weighing.items() if n >= least), start=1)},
        {f: i for i, f in enumerate(sorted(f for f, n in dense.items() if n >= least_dense), start=1)},
    )


class Numbered(NamedTuple):
    """One sentence as arrays: word vectors' numbers, dense and weighing features (0 pads), allowed tags."""

    words: NDArray[np.int32]
    dense: NDArray[np.int32]
    weighing: NDArray[np.int32]
    allowed: NDArray[np.bool_]


DENSE_WIDTH, WEIGHING_WIDTH = 28, 64


def number(example: Example, vocabulary: Vocabulary, vectors: dict[tuple[str, str], int]) -> Numbered:
    """Return a sentence as arrays."""
    size = len(example.starts)
    dense = np.zeros((size, DENSE_WIDTH), np.int32)
    weighing = np.zeros((size, WEIGHING_WIDTH), np.int32)
    for i, (w, d) in enumerate(features_of(example.description)):
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
    words = np.array([vectors.get(word, 0) for word in example.description.words], np.int32)
    return Numbered(words, dense, weighing, allowed)
