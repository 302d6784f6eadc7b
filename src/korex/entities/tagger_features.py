"""What the trained labeller sees of a sentence: a few keys a morpheme, each of which stands for a set of features.

Finding the keys (`describe`) is all that runs for every morpheme; what a key means (`expand`) is worked out once for
each key and cached by the model. Training uses the same two functions, so both see the same features.

| kind | key | one |
|---|---|---|
| `word` | (form, tag) of the morpheme, its neighbours, the heads of its eojeol and of those beside it | morpheme |
| `pair` | the morpheme before and the morpheme itself | morpheme |
| `tags` | the tags of three morphemes | morpheme |
| `run` | the nouns of one eojeol as one string, digits as 0 | run |
| `edge` | place in the run, what stands right before and right after the run | morpheme |
| `part` | the run from its beginning up to the morpheme; from the morpheme to its end | morpheme of a longer run |
| `particles` | particles and endings of the eojeol, of the one before, of the one after | eojeol |
| `mark` | the quotation mark or bracket the morpheme stands in | morpheme |
| `evidence` | the labels of the rules' candidates | morpheme |
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from korex.entities.lexicons import lexicon_classes, looks_like_korean_name, tail_classes
from korex.entities.overlaps import resolve_overlaps

if TYPE_CHECKING:
    from korex.language.analysis import Analysis

# Tags that make up the noun run of an eojeol, and those that can follow it.
_RUN = frozenset({"NNG", "NNP", "NNB", "NR", "SL", "SH", "SN", "XSN", "XPN", "XR"})
_TAIL = frozenset({"VCP", "XSV", "XSA"})
_CONTENT = frozenset("NSX")
_OPENERS = frozenset("‘“'\"(<《「『[〈")
_SAME = frozenset("'\"")
_DIGIT = regex.compile(r"\d")
_LONGEST = 10  # of a run or a particle chain that is told apart from others

Word = tuple[str, str]
Edge = tuple[str, Word, Word]
PADDING: Word = ("", "")


class Description(NamedTuple):
    """The keys of one sentence, by morpheme; `previous_head` … `run_head` are indices into `words`, -1 for none."""

    words: list[Word]
    tags: list[tuple[str, str, str]]
    runs: list[str]
    edges: list[Edge | None]
    starts: list[str]
    rests: list[str]
    particles: list[tuple[str, str]]
    particles_before: list[str]
    particles_after: list[str]
    marks: list[str]
    evidence: list[str]
    previous_head: list[int]
    next_head: list[int]
    next_last: list[int]
    run_head: list[int]


def evidence_of(analysis: Analysis) -> list[str]:
    """Return what the rules say of each morpheme: the label of their finding with B (begins it) or I, or ""."""
    evidence = [""] * len(analysis.morphemes)
    for candidate in resolve_overlaps(analysis.candidates):
        place = "B-"
        for index in analysis.morphemes.range(candidate.start, candidate.end):
            evidence[index] = place + candidate.label
            place = "I-"
    return evidence


def describe(
    forms: Sequence[str], tags: Sequence[str], starts: Sequence[int], ends: Sequence[int], evidence: Sequence[str]
) -> Description:
    """Return the keys of the morphemes of one sentence; `evidence` is that of `evidence_of`.

    >>> describe(["시장", "이"], ["NNG", "JKS"], [0, 2], [2, 3], ["", ""]).runs
    ['시장', '']
    """
    size = len(forms)
    words = list(zip(forms, tags, strict=True))
    runs = [""] * size
    edges: list[Edge | None] = []
    begun = [""] * size
    rests = [""] * size
    run_head = list(range(size))
    eojeols: list[tuple[int, int, int, int, str]] = []  # start, end, first head, last head, particles
    at = 0
    while at < size:
        end = at + 1
        while end < size and starts[end] <= ends[end - 1]:
            end += 1
        first = last = -1
        particles = ""
        index = at
        while index < end:
            if tags[index] not in _RUN:
                if tags[index] == "NP":
                    first, last = (index if first < 0 else first), index
                    particles = ""
                elif tags[index][0] in "JE" or tags[index] in _TAIL:
                    particles += forms[index] + "+"
                edges.append(None)
                index += 1
                continue
            stop = index + 1
            while stop < end and tags[stop] in _RUN:
                stop += 1
            first, last, particles = (index if first < 0 else first), stop - 1, ""
            _describe_run(words, index, stop, at, end, runs, edges, begun, rests)
            for position in range(index, stop):
                run_head[position] = stop - 1
            index = stop
        eojeols.append((at, end, first, last, particles[:_LONGEST]))
        at = end
    around: tuple[list[tuple[str, str]], list[str], list[str], list[int], list[int], list[int]] = (
        [],
        [],
        [],
        [],
        [],
        [],
    )
    own, before, after, previous_head, next_head, next_last = around
    none = (-1, -1, -1, -1, "")
    for number, (start, end, _, _, particles) in enumerate(eojeols):
        previous = eojeols[number - 1] if number else none
        following = eojeols[number + 1] if number + 1 < len(eojeols) else none
        length = end - start
        own += [(place, particles) for place in _places(length)]
        before += [previous[4]] * length
        after += [following[4]] * length
        previous_head += [previous[3] if previous[3] >= 0 else previous[0]] * length
        next_head += [following[2] if following[2] >= 0 else following[0]] * length
        next_last += [following[3]] * length
    padded = ["", *tags, ""]
    return Description(
        words, list(zip(padded, padded[1:], padded[2:], strict=False)), runs, edges, begun, rests, own, before, after,
        _marks(forms, tags), list(evidence), previous_head, next_head, next_last, run_head,
    )  # fmt: skip


@lru_cache(maxsize=64)
def _places(length: int) -> list[str]:
    """Return where each morpheme of an eojeol stands, counted from both ends up to three."""
    return [f"{min(i, 3)}{min(length - i, 3)}" for i in range(length)]


def _describe_run(
    words: list[Word], index: int, stop: int, at: int, end: int,
    runs: list[str], edges: list[Edge | None], begun: list[str], rests: list[str],
) -> None:  # fmt: skip
    """Describe the noun run `[index, stop)` of the eojeol `[at, end)`."""
    forms = [form for form, _ in words[index:stop]]
    run = "".join(forms)[: 2 * _LONGEST]
    if not run.isalpha():
        run = _DIGIT.sub("0", run)
    preceding = words[index - 1] if index > at else PADDING
    following = words[stop] if stop < end else PADDING
    size = stop - index
    if size == 1:
        runs[index] = run
        edges.append(("S", preceding, following))
        return
    done = 0
    count = str(min(size, 4))
    for position in range(index, stop):
        runs[position] = run
        begun[position] = run[:done]
        rests[position] = run[done:]
        done += len(forms[position - index])
        place = "B" if position == index else "E" if position == stop - 1 else "M"
        edges.append((place + count, preceding, following))


def _marks(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    marks: list[str] = []
    state = ""
    for form, tag in zip(forms, tags, strict=True):
        if tag[0] == "S" and tag != "SN":
            if tag == "SSC" or (form in _SAME and state == form):
                state = ""
                marks.append("close")
                continue
            if form in _OPENERS:
                state = form
                marks.append("open")
                continue
        marks.append(state)
    return marks


def expand_word(word: Word) -> list[str]:
    """Return the features of one morpheme.

    >>> expand_word(("25", "SN"))
    ['w=00/SN', 't=SN', 's=00', 'n=25']
    """
    form, tag = word
    if not tag:
        return ["w=#"]
    if tag == "SN":
        shape = _DIGIT.sub("0", form)[:8]
        # 1997 and 2024 are years, 25 may be a day, 12 a month as well.
        value = form if len(form) <= 2 else form[:2] if len(form) == 4 else ""
        return [f"w={shape}/SN", "t=SN", f"s={shape}", f"n={value}"]
    features = [f"w={form}/{tag}", f"t={tag}"]
    if tag == "SL":
        features.append(f"s={'A' if form.isupper() else 'a'}{min(len(form), 4)}")
    else:
        features.append(f"s={tag}{min(len(form), 5)}")
    if tag[0] in _CONTENT and tag != "SF":
        features += [f"p1={form[:1]}", f"u1={form[-1:]}"]
        if len(form) > 2:
            features += [f"p2={form[:2]}", f"u2={form[-2:]}"]
        features += [f"x={name}" for name in lexicon_classes(form)]
    return features


def expand_run(run: str) -> list[str]:
    """Return the features of a noun run.

    >>> expand_run("윤도석")
    ['r=윤도석', 'rl=3', 'rf=윤3', 'r1=석', 'r2=도석', 'r3=윤도', 'rr=윤석3', 'rx=name']
    """
    if not run:
        return []
    size = min(len(run), 6)
    features = [f"r={run}", f"rl={size}", f"rf={run[0]}{size}", f"r1={run[-1]}"]
    if len(run) > 1:
        features += [f"r2={run[-2:]}", f"r3={run[:2]}", f"rr={run[0]}{run[-1]}{size}"]
    if len(run) > 3:
        features.append(f"r4={run[-3:]}")
    features += [f"rx={name}" for name in lexicon_classes(run)]
    features += [f"rt={name}" for name in tail_classes(run)]
    if looks_like_korean_name(run):
        features.append("rx=name")
    return features


def expand_part(name: str, part: str) -> list[str]:
    """Return the features of a beginning or a rest of a noun run."""
    if not part:
        return []
    return [f"{name}={part}", f"{name}1={part[-1]}", *(f"{name}x={kind}" for kind in lexicon_classes(part))]


def expand_tags(key: tuple[str, str, str]) -> list[str]:
    """Return the features of three tags in a row."""
    before, tag, after = key
    return [f"tt-={before}|{tag}", f"tt+={tag}|{after}", f"ttt={before}|{tag}|{after}"]


def expand_edge(key: Edge | None) -> list[str]:
    """Return the features of a place in a run and what stands around the run."""
    if key is None:
        return []
    place, before, after = key
    left, right = "/".join(before), "/".join(after)
    return [f"rp={place}", f"rv={left}", f"rn={right}", f"rn+={right}|{place[0]}", f"rnt={after[1]}|{place[0]}"]


def expand_particles(key: tuple[str, str]) -> list[str]:
    """Return the features of a place in the eojeol and the eojeol's particles."""
    place, particles = key
    return [f"ep={place}", f"ej={particles}"]


# The features whose learned vectors feed the network; all others only weigh on the labels directly.
DENSE = frozenset(
    {"t", "s", "p1", "u1", "x", "rl", "r1", "rf", "rx", "rt", "rp", "rv", "rn", "rnt", "ep", "ej", "q", "ev", "n"}
)

# Which features of a morpheme are looked at from which place: itself, its neighbours, the last noun of the eojeol
# before, the first and the last noun of the eojeol after, the last morpheme of its own noun run.
_NEAR = frozenset({"w", "t", "s", "x"})
_FAR = frozenset({"w", "t"})
_HEADS = frozenset({"w", "x"})
WORD_SLOTS: dict[str, frozenset[str] | None] = {
    "0": None, "-1": _NEAR, "+1": _NEAR, "-2": _FAR, "+2": _FAR,
    "hp": _HEADS, "hn": _HEADS, "hl": _HEADS, "rh": _HEADS,
}  # fmt: skip


def word_slots(description: Description) -> list[list[int]]:
    """Return, for each of `WORD_SLOTS`, the index of the word every morpheme looks at there, -1 for none."""
    size = len(description.words)
    places = [*range(size), -1, -1]
    return [
        places[:size], [-1, *places][:size], places[1 : size + 1], [-1, -1, *places][:size], places[2 : size + 2],
        description.previous_head, description.next_head, description.next_last, description.run_head,
    ]  # fmt: skip


def feature_kind(feature: str) -> str:
    """Return what stands before the ``=`` of a feature."""
    return feature.partition("=")[0]
