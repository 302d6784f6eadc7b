"""What the trained labeller sees of an eojeol: a few keys a morpheme, each of which stands for a set of features.

All of it follows from the forms and tags of the eojeol alone, so what a key, and what a whole eojeol means to the
model is worked out once and kept (`tagger_tables`). Training uses the same two steps, `describe_eojeol` and the
``expand` and `expand_word` of `tagger_features`, so both see the same features.

| key | what | of which morphemes |
|---|---|---|
| `("run", nouns)` | the nouns of one eojeol as one string, digits as 0 | nouns |
| `("edge", place, before, after)` | place in the run, what stands right before and right after the run | nouns |
| `("start", nouns)`, `("rest", nouns)` | the run up to the morpheme; from the morpheme to its end | of a longer run |
| `("place", place, particles)` | place in the eojeol and the eojeol's particles and endings | all |

The morpheme itself, (form, tag), is a key of its own: neighbours see it as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
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


class Eojeol(NamedTuple):
    """One eojeol: by morpheme, the word and its keys; `run_heads` pairs morphemes with the last one of their noun run.

    `first_head` and `last_head` are the indices of its first and last noun (0 and -1 without one), `particles` those
    after the last noun.
    """

    words: list[Word]
    keys: list[list[Key]]
    run_heads: list[tuple[int, int]]
    first_head: int
    last_head: int
    particles: str


def eojeol_key(forms: Sequence[str], tags: Sequence[str]) -> EojeolKey:
    """Return what tells eojeols apart: the forms of the morphemes, then their tags."""
    return (*forms, *tags)


def describe_eojeol(key: EojeolKey) -> Eojeol:
    """Return the keys of the morphemes of one eojeol.

    >>> describe_eojeol(("시장", "이", "NNG", "JKS")).keys[0][0]
    ('run', '시장')
    """
    size = len(key) // 2
    tags = key[size:]
    words = list(zip(key, tags, strict=False))
    keys: list[list[Key]] = []
    run_heads: list[tuple[int, int]] = []
    first = last = -1
    particles = ""
    index = 0
    while index < size:
        tag = tags[index]
        if tag not in _RUN:
            if tag == "NP":
                first, last = (index if first < 0 else first), index
                particles = ""
            elif tag[0] in "JE" or tag in _TAIL:
                particles += key[index] + "+"
            keys.append([])
            index += 1
            continue
        stop = index + 1
        while stop < size and tags[stop] in _RUN:
            stop += 1
        first, last, particles = (index if first < 0 else first), stop - 1, ""
        preceding = words[index - 1] if index else PADDING
        following = words[stop] if stop < size else PADDING
        run = "".join(key[index:stop])[: 2 * _LONGEST]
        if not run.isalpha():
            run = _DIGIT.sub("0", run)
        whole = ("run", run)
        if stop - index == 1:
            keys.append([whole, ("edge", "S", preceding, following)])
        else:
            done = 0
            count = min(stop - index, 4)
            for position in range(index, stop):
                place = "B" if position == index else "E" if position == stop - 1 else "M"
                described = [whole, ("edge", f"{place}{count}", preceding, following), ("rest", run[done:])]
                if done:
                    described.append(("start", run[:done]))
                keys.append(described)
                done += len(key[position])
            run_heads += [(position, stop - 1) for position in range(index, stop - 1)]
        index = stop
    particles = particles[:_LONGEST]
    for described, place in zip(keys, _places(size), strict=True):
        described.append(("place", place, particles))
    return Eojeol(words, keys, run_heads, max(first, 0), last, particles)


@lru_cache(maxsize=64)
def _places(length: int) -> list[str]:
    """Return where each morpheme of an eojeol stands, counted from both ends up to three."""
    return [f"{min(i, 3)}{min(length - i, 3)}" for i in range(length)]
