"""What the keys of `tagger_eojeols` mean to the trained labeller: sets of named features."""

from __future__ import annotations

import regex

from korex.entities.lexicons import lexicon_classes, looks_like_korean_name, tail_classes
from korex.entities.tagger_eojeols import Key, Word

_CONTENT = frozenset("NSX")
_DIGIT = regex.compile(r"\d")

# Which features of a word weigh on the labels of a morpheme that sees it from which place: itself, the morpheme before
# and after, the last noun of its own run; the last noun of the eojeol before, the first and the last of the one after.
_NEAR = frozenset({"w", "t", "s", "x"})
_HEADS = frozenset({"w", "x"})
WORD_SLOTS: dict[str, frozenset[str] | None] = {
    "0": None, "-1": _NEAR, "+1": _NEAR, "rh": _HEADS, "hp": _HEADS, "hn": _HEADS, "hl": _HEADS,
}  # fmt: skip

# The features whose learned vectors feed the network; all others only weigh on the labels directly.
DENSE = frozenset({"t", "s", "p1", "u1", "x", "n", "rl", "r1", "rf", "rx", "rt", "rp", "rv", "rn", "rnt", "ep", "ej"})


def feature_kind(feature: str) -> str:
    """Return what stands before the ``=`` of a feature."""
    return feature.partition("=")[0]


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


def expand(key: Key) -> list[str]:
    """Return the features of a key of `tagger_eojeols`.

    >>> expand(("run", "윤도석"))
    ['r=윤도석', 'rl=3', 'rf=윤3', 'r1=석', 'r2=도석', 'r3=윤도', 'rr=윤석3', 'rx=name']
    """
    kind = key[0]
    if kind == "run":
        return _expand_run(key[1])
    if kind == "edge":
        _, place, before, after = key
        left, right = "/".join(before), "/".join(after)
        return [f"rp={place}", f"rv={left}", f"rn={right}", f"rn+={right}|{place[0]}", f"rnt={after[1]}|{place[0]}"]
    if kind == "place":
        return [f"ep={key[1]}"]
    if kind == "ending":
        return [f"ej={key[1]}"]
    name, part = ("ps" if kind == "start" else "pe"), key[1]
    if not part:
        return []
    return [f"{name}={part}", f"{name}1={part[-1]}", *(f"{name}x={kind}" for kind in lexicon_classes(part))]


def _expand_run(run: str) -> list[str]:
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
