"""A user's own words: names that no lexicon and no model can know, words that are no names, verbs of asking.

The words come from a TSV file or from Python. The tokenizer finds them in a text (`UserWords.find`), gives Kiwi their
spans, and leaves what it found in the `Analysis` for the components.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import regex

from korex.errors import UserWordsError
from korex.language.analysis import Analysis, OwnEntity, OwnVerb, Stop
from korex.language.particles import word_ends
from korex.language.user_word import STOP, VERB, UserWord, problem_of, read_words_of
from korex.matching.files import read_words
from korex.schema import DirectiveKind, EventKind
from korex.text.normalization import normalize

if TYPE_CHECKING:
    from typing_extensions import Self

# How Kiwi is to tag a word; one with a label of the user's own is a name. None: as it does.
_TAGS = {**dict.fromkeys(("DATE", "TIME", "QUANTITY")), "TITLE": "NNG", VERB: "NNG"}
_NAME = "NNP"
_PART = regex.compile(r"\S+")
_RUN = regex.compile(r"\s{2,}|[^\S ]")  # what is not one plain blank
# Where a word can begin: a Hangul syllable after anything else, a Latin letter or digit after anything else, a mark.
_BEGINNING = regex.compile(r"(?<![가-힣])[가-힣]|(?<![A-Za-z0-9])[A-Za-z0-9]|[^\s가-힣A-Za-z0-9]")
# What makes a verb of a noun: 신신당부했다, 신신당부드립니다
_VERBAL = regex.compile(r"[하한할함합했해되된될됨됩됐돼받드]")


class Occurrence(NamedTuple):
    """A place `[start, end)` of a text where a word of the user stands."""

    start: int
    end: int
    surface: str
    word: UserWord


class _Table(NamedTuple):
    """The words as a text is searched for them."""

    surfaces: dict[str, UserWord]
    lengths: dict[str, tuple[int, ...]]  # by first character, the longest first
    spaced: bool  # whether any has a blank


class UserWords:
    """A user's own words, for `korex.load(words=…)`.

    A word is found wherever it stands whole: by itself or before particles, a copula, 씨, 측 and the like
    (한빛솔루션에서, 한빛솔루션이다; not 한빛솔루션즈). A word with blanks is also found without
    them, with more of them, or over two lines. Words may be added and removed at any time; the next text is read with
    them.

    >>> words = UserWords({"한빛솔루션": "ORG", "총괄디렉터": "TITLE", "하늘": "-"})
    >>> words.add("별빛장터", "EVENT", kind="FESTIVAL")
    >>> [occurrence.word.label for occurrence in words.find("한빛솔루션은 별빛장터에 갔다.")]
    ['ORG', 'EVENT']
    """

    def __init__(self, words: Mapping[str, str] | Iterable[UserWord | tuple[str, ...]] = ()) -> None:
        self._words: dict[str, UserWord] = {}
        self._table: _Table | None = None
        self._path: str | None = None
        self._lock = RLock()
        if not isinstance(words, Iterable):
            raise UserWordsError(None, None, f"{words!r}: expected a file, a dictionary of words and labels, or words")
        entries: Iterable[Any] = words.items() if isinstance(words, Mapping) else words
        for entry in entries:
            if isinstance(entry, str) or not isinstance(entry, tuple) or not 2 <= len(entry) <= 5:
                raise UserWordsError(None, None, f"{entry!r}: expected a word with its label, such as ('한빛', 'ORG')")
            self._add(UserWord(*entry))

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read a TSV file: a word, its label and, for EVENT and DIRECTIVE, a kind on each line; `#` begins a comment.

        Raises `UserWordsError`, which names file and line.
        """
        words = cls()
        words._path = str(path)
        words.reload()
        return words

    def reload(self) -> None:
        """Read the file again, forgetting what was added or removed since; an error leaves the words as they were."""
        if self._path is None:
            raise UserWordsError(None, None, "these words come from no file: nothing to reload")
        fresh = type(self)()
        for word in read_words_of(self._path):
            fresh._add(word)
        with self._lock:
            self._words, self._table = fresh._words, None

    def add(self, text: str, label: str, *, kind: str | None = None, replace: bool = False) -> None:
        """Add a word; one that is there already raises `UserWordsError` unless it is to be replaced."""
        self._add(UserWord(text, label, kind), replace=replace)

    def remove(self, text: str) -> None:
        """Take a word out; raises `UserWordsError` for one that is not there."""
        with self._lock:
            if text not in self._words:
                raise UserWordsError(None, None, f"{text!r}: no such word to remove")
            del self._words[text]
            self._table = None

    def write(self, path: str | Path) -> None:
        """Write the words as a TSV file that `read` reads."""
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write("".join("\t".join(filter(None, word[:3])) + "\n" for word in self))

    def find(self, text: str) -> list[Occurrence]:
        """Return where the words stand in a text, in order; the longest one where several begin."""
        table = self._compiled()
        if not (table.spaced and _RUN.search(text)):
            return list(_occurrences(text, table))
        squeezed, froms, shifts = _squeezed(text)
        found = []
        for start, end, _, word in _occurrences(squeezed, table):
            start += shifts[bisect_right(froms, start) - 1]
            end += shifts[bisect_right(froms, end - 1) - 1]
            found.append(Occurrence(start, end, text[start:end], word))
        return found

    def verbs(self) -> tuple[tuple[str, str], ...]:
        """Return the predicates of asking with the kinds of their directives: 신신당부, REQUEST."""
        return tuple((_stem(word.text), cast(str, word.kind)) for word in self if word.label == VERB)

    def to_bytes(self) -> bytes:
        """Return the words as bytes that `from_bytes` reads."""
        return json.dumps([self._path, list(self)], ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the words that `to_bytes` was given."""
        words = cls()
        words._path, entries = json.loads(data)
        for entry in entries:
            words._add(UserWord(*entry))
        return words

    def _compiled(self) -> _Table:
        with self._lock:
            if self._table is None:
                written = ((_stem(word.text) if word.label == VERB else word.text, word) for word in self)
                surfaces = {" ".join(text.split()): word for text, word in written}
                surfaces |= {key.replace(" ", ""): word for key, word in surfaces.items() if " " in key} | surfaces
                sizes: dict[str, set[int]] = {}
                for surface in surfaces:
                    sizes.setdefault(surface[0], set()).add(len(surface))
                lengths = {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}
                self._table = _Table(surfaces, lengths, any(" " in surface for surface in surfaces))
            return self._table

    def _add(self, word: UserWord, *, replace: bool = False) -> None:
        problem = problem_of(word)
        if problem is None:  # texts are searched in their normalized form
            word = word._replace(text=normalize(word.text).text)
        with self._lock:
            known = self._words.get(word.text)
            if problem is None and known is not None and not replace:
                where = f" on line {known.line}" if known.line else ""
                problem = f"{word.text!r} is already there{where} as {known.label}: one entry a word"
            if problem is not None:
                raise UserWordsError(word.file, word.line, problem)
            self._words[word.text] = word
            self._table = None

    def __iter__(self) -> Iterator[UserWord]:
        return iter(tuple(self._words.values()))

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, text: object) -> bool:
        return text in self._words

    def __getitem__(self, text: str) -> UserWord:
        return self._words[text]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UserWords):
            return NotImplemented
        return {word[:3] for word in self} == {word[:3] for word in other}

    __hash__ = None  # type: ignore[assignment]  # the words change

    def __repr__(self) -> str:
        return f"<UserWords: {len(self)} words{f' of {self._path}' if self._path else ''}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_bytes, (self.to_bytes(),)


def known_morphemes(found: Iterable[Occurrence]) -> list[tuple[int, int, str]]:
    """Return the spans of words that are to be one morpheme each, with its tag; each part of a word with blanks is one.

    Dates, times and amounts keep the morphemes that their rules look at.
    """
    return [
        (occurrence.start + part.start(), occurrence.start + part.end(), tag)
        for occurrence in found
        if not occurrence.word.is_stop and (tag := _TAGS.get(occurrence.word.label, _NAME)) is not None
        for part in _PART.finditer(occurrence.surface)
    ]


def tell(analysis: Analysis, found: Iterable[Occurrence], words: UserWords) -> None:
    """Leave what the user's words say of a text in its analysis."""
    for start, end, _, word in found:
        if word.is_stop:
            label = word.label.removeprefix(STOP)
            analysis.stops.append(Stop(start, end, label or None))
        elif word.label != VERB:
            kind = cast("EventKind | None", word.kind)
            analysis.own.append(OwnEntity(start, end, word.label, word.source, kind))
    analysis.verbs += [OwnVerb(verb, cast(DirectiveKind, kind)) for verb, kind in words.verbs()]


def as_user_words(words: UserWords | Mapping[str, str] | str | Path) -> UserWords:
    """Return what a caller gives as words: a TSV file's path, a dictionary of words and labels, or the words."""
    if isinstance(words, UserWords):
        return words
    return UserWords.read(words) if isinstance(words, str | Path) else UserWords(words)


def _stem(text: str) -> str:
    """Return a predicate as the lexicon of verbs has it: 신신당부 of 신신당부하다, 다그치 of 다그치다."""
    if text.endswith("하다") and len(text) > 2:
        return text[:-2]
    return text[:-1] if text.endswith("다") and len(text) > 2 else text


def _occurrences(text: str, table: _Table) -> Iterator[Occurrence]:
    """Yield where words stand in a text, as they are written in the table."""
    end = 0
    for beginning in _BEGINNING.finditer(text):
        start = beginning.start()
        if start < end:
            continue
        for length in table.lengths.get(beginning[0], ()):
            surface = text[start : start + length]
            word = table.surfaces.get(surface)
            if word is not None and _is_whole(text, surface, start + length, word):
                end = start + length
                yield Occurrence(start, end, surface, word)
                break


def _squeezed(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text with one blank for several and for the end of a line, but not of a paragraph, and its way back:
    from each offset of the first list on, the second says how far the text as it was is ahead."""
    pieces: list[str] = []
    froms, shifts = [0], [0]
    at = length = 0
    for run in _RUN.finditer(text):
        pieces += [text[at : run.start()], "\n" if run[0].count("\n") > 1 else " "]
        length += run.start() - at + 1
        at = run.end()
        froms.append(length)
        shifts.append(at - length)
    return "".join((*pieces, text[at:])), froms, shifts


def _is_whole(text: str, surface: str, end: int, word: UserWord) -> bool:
    if word.label == VERB and _VERBAL.match(text, end):
        return True
    return word_ends(text, surface, end) or (word.label == "PERSON" and _has_title(text, end))


def _has_title(text: str, end: int) -> bool:
    """Tell whether a title follows a person's name without the blank between them: 도하람대표는."""
    titles = read_words("lexicons/titles.tsv")
    return any(
        text[end : end + size] in titles and word_ends(text, text[end : end + size], end + size) for size in (4, 3, 2)
    )
