"""What the trained labeller sees of an eojeol: a few keys a morpheme, each of which stands for a set of features.

All of it follows from the forms and tags of the eojeol alone, so what a key, and what a whole eojeol means to the
model is worked out once and kept (`tagger_tables`). Training uses the same two steps, `describe_eojeols` and the
``expand` and `expand_word` of `tagger_features`, so both see the same features.

| key | what | of which morphemes |
|---|---|---|
| `("run", nouns)` | the nouns of one eojeol as one string, digits as 0 | nouns |
| `("edge", place, before, after)` | place in the run, what stands right before and right after the run | nouns |
| `("rest", nouns)`, `("start", nouns)` | the run from the morpheme to its end; up to the morpheme | of a longer run |
| `("place", place)` | place in the eojeol | all |
| `("ending", particles)` | the eojeol's particles and endings | all |

The morpheme itself, (form, tag), is a key of its own: neighbours see it as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import regex

# Tags that make up the noun run of an eojeol, and those that can follow it.
_RUN = frozenset({"NNG", "NNP", "NNB", "NR", "SL", "SH", "SN", "XSN", "XPN", "XR"})
_TAIL = frozenset({"VCP", "XSV", "XSA"})
_DIGIT = regex.compile(r"\d")
_LONGEST = 10  # of a run or a particle chain that is told apart from others

Word = tuple[str, str]
Key = tuple[Any, ...]
EojeolKey = tuple[str, ...]
PADDING: Word = ("", "")
NOUN_KEYS = 4  # run, edge, rest, start
_NO_REST: Key = ("rest", "")
_NO_START: Key = ("start", "")
# Where a morpheme stands in its eojeol, counted from both ends up to three.
_FAR = 3
PLACES = [f"{before}{behind}" for before in range(_FAR + 1) for behind in range(_FAR + 1)]


class Eojeols(NamedTuple):
    """Eojeols, one after the other; morphemes are counted through all of them.

    `sizes`, `particles` (those after the last noun), `first_heads` and `last_heads` (the first and the last noun, or
    the first morpheme and -1) have an item for each eojeol; `words` and `places` (indices of `PLACES`) one for each
    morpheme. `nouns` are the morphemes of noun runs, with `NOUN_KEYS` keys each; `heads` pairs them with the last one
    of their run.
    """

    sizes: list[int]
    particles: list[str]
    first_heads: list[int]
    last_heads: list[int]
    words: list[Word]
    places: list[int]
    nouns: list[int]
    noun_keys: list[Key]
    heads: list[tuple[int, int]]


def eojeol_key(forms: Sequence[str], tags: Sequence[str]) -> EojeolKey:
    """Return what tells eojeols apart: the forms of the morphemes, then their tags."""
    return (*forms, *tags)


def describe_eojeols(keys: Sequence[EojeolKey]) -> Eojeols:
    """Return what the labeller sees of eojeols.

    >>> eojeols = describe_eojeols([("시장", "이", "NNG", "JKS")])
    >>> eojeols.nouns, eojeols.noun_keys[0], eojeols.particles
    ([0], ('run', '시장'), ['이+'])
    """
    sizes: list[int] = []
    particles: list[str] = []
    first_heads: list[int] = []
    last_heads: list[int] = []
    words: list[Word] = []
    places: list[int] = []
    nouns: list[int] = []
    noun_keys: list[Key] = []
    heads: list[tuple[int, int]] = []
    for key in keys:
        size, at = len(key) // 2, len(words)
        tags = key[size:]
        shape = _shape(tags)
        sizes.append(size)
        particles.append("".join([f"{key[index]}+" for index in shape.endings])[:_LONGEST])
        first_heads.append(at + shape.first_head)
        last_heads.append(at + shape.last_head if shape.last_head >= 0 else -1)
        words += zip(key, tags, strict=False)
        places += shape.places
        for start, stop, steps in shape.runs:
            preceding = words[at + start - 1] if start else PADDING
            following = words[at + stop] if stop < size else PADDING
            alone = stop - start == 1
            run = (key[start] if alone else "".join(key[start:stop]))[: 2 * _LONGEST]
            if not run.isalpha():
                run = _DIGIT.sub("0", run)
            whole = ("run", run)
            if alone:
                nouns.append(at + start)
                noun_keys += (whole, ("edge", "S", preceding, following), _NO_REST, _NO_START)
                continue
            nouns += range(at + start, at + stop)
            heads += [(at + noun, at + stop - 1) for noun in range(start, stop - 1)]
            done = 0
            for form, step in zip(key[start:stop], steps, strict=True):
                noun_keys += (whole, ("edge", step, preceding, following), ("rest", run[done:]), ("start", run[:done]))
                done += len(form)
    return Eojeols(sizes, particles, first_heads, last_heads, words, places, nouns, noun_keys, heads)


class _Shape(NamedTuple):
    """What follows from the tags of an eojeol alone; morphemes are counted from its first.

    `places` are those of the morphemes in the eojeol; `runs` the noun runs, each with its nouns' places in it ("S"
    alone, else "B", "M" and "E" with the run's length); `first_head` and `last_head` the first and the last noun (0
    and -1 without one), `endings` the particles and endings after the last noun.
    """

    places: list[int]
    runs: list[tuple[int, int, list[str]]]
    first_head: int
    last_head: int
    endings: list[int]


@lru_cache(maxsize=2048)
def _shape(tags: tuple[str, ...]) -> _Shape:
    runs: list[tuple[int, int, list[str]]] = []
    endings: list[int] = []
    first = last = -1
    for in_run, indices in groupby(range(len(tags)), lambda index: tags[index] in _RUN):
        if in_run:
            run = list(indices)
            runs.append((run[0], run[-1] + 1, _places_in_run(len(run))))
            first, last, endings = (run[0] if first < 0 else first), run[-1], []
            continue
        for index in indices:
            if tags[index] == "NP":
                first, last, endings = (index if first < 0 else first), index, []
            elif tags[index][0] in "JE" or tags[index] in _TAIL:
                endings.append(index)
    size = len(tags)
    places = [min(index, _FAR) * (_FAR + 1) + min(size - index, _FAR) for index in range(size)]
    return _Shape(places, runs, max(first, 0), last, endings)


def _places_in_run(size: int) -> list[str]:
    count = min(size, 4)
    return ["S"] if size == 1 else [f"B{count}", *[f"M{count}"] * (size - 2), f"E{count}"]
