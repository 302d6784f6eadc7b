"""Sentences again with other names in them, so that a model learns from what stands around a name, not whose it is.

A name gives way to another of its kind: a Korean person's to surname and syllables drawn from the lexicons, any other
to one of the machine-labelled sentences that is written alike and takes the same particles. Film comments stay as
they are: who plays in a film is what they tell names by.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from korex.entities.lexicons import lexicon_classes
from korex.matching.files import read_rows
from training.data import Record

_SEED = 1
_SHARE = 0.75  # of the names of a sentence
_FEWEST = 6  # names of a kind to draw from
_TRIES = 40
_NAMES = frozenset({"PERSON", "ORG", "LOC"})
_HANGUL = regex.compile(r"\p{Hangul}+")
_TAILS = frozenset("시도군구읍면동리산강섬역항로길당원부청처국위회과팀단대학교소관사은행서실법련협측")
_FULL_NAME = 3


class Kind(NamedTuple):
    """What two names share that can stand for each other."""

    label: str
    script: str
    final: str  # of the last syllable: it decides about the particles
    tail: str
    blank: bool
    short: bool


class Swapper:
    """Puts other names into sentences; the same ones in the same order each time."""

    def __init__(self, silver: Iterable[Record]) -> None:
        self._random = random.Random(_SEED)
        names: defaultdict[Kind, set[str]] = defaultdict(set)
        for record in silver:
            for start, end, label in record["entities"]:
                if label in _NAMES and (name := record["text"][start:end].strip()):
                    names[_kind(name, label)].add(name)
        self._names = {kind: sorted(found) for kind, found in names.items()}
        self._surnames = [
            row[0] for row in read_rows("lexicons/surnames.tsv") if len(row[0]) == 1 and row[1] == "common"
        ]
        syllables = read_rows("lexicons/given_syllables.tsv")
        self._first = [row[0] for row in syllables if row[1] != "last"]
        self._last = [row[0] for row in syllables if row[1] != "first"]

    def swapped(self, record: Record) -> Record:
        """Return a sentence with other names, each the same wherever it stands."""
        if record["genre"] == "review":
            return record
        text = record["text"]
        others: dict[tuple[str, str], str] = {}
        parts: list[str] = []
        entities: list[tuple[int, int, str]] = []
        at = length = 0
        for start, end, label in sorted(record["entities"]):
            name = text[start:end]
            if label in _NAMES:
                if (name, label) not in others:
                    others[name, label] = self._other(name, label) if self._random.random() < _SHARE else name
                name = others[name, label]
            length += start - at
            entities.append((length, length + len(name), label))
            parts += text[at:start], name
            length += len(name)
            at = end
        return {**record, "text": "".join([*parts, text[at:]]), "entities": entities}

    def _other(self, name: str, label: str) -> str:
        if label == "PERSON" and (korean := self._korean(name)) is not None:
            return korean
        alike = self._names.get(_kind(name, label), ())
        return name if len(alike) < _FEWEST or (label != "PERSON" and len(name) == 1) else self._random.choice(alike)

    def _korean(self, name: str) -> str | None:
        """Return another Korean name for one of three syllables or a mere surname, None for any other."""
        known = lexicon_classes(name[0])
        if len(name) not in (1, _FULL_NAME) or {"surname", "rare_surname"}.isdisjoint(known):
            return None
        given: Sequence[Sequence[str]] = (self._first, self._last) if len(name) == _FULL_NAME else ()
        for _ in range(_TRIES):
            other = "".join(self._random.choice(syllables) for syllables in (self._surnames, *given))
            if _final(other) == _final(name):
                return other
        return name


def _kind(name: str, label: str) -> Kind:
    if not _HANGUL.fullmatch(name.replace(" ", "")):
        return Kind(label, "latin" if name.isascii() else "mixed", _final(name), "", False, False)
    tail = name[-1] if label != "PERSON" and name[-1] in _TAILS else ""
    return Kind(label, "hangul", _final(name), tail, " " in name, len(name) < _FULL_NAME)


def _final(name: str) -> str:
    """Return what the last syllable ends in, as far as particles look at it: a vowel, ㄹ, another consonant."""
    final = (ord(name[-1]) - ord("가")) % 28
    return "none" if not "가" <= name[-1] <= "힣" else "vowel" if final == 0 else "ㄹ" if final == 8 else "consonant"
