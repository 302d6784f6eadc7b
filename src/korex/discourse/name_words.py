"""Words a person's name can be made of: family names, syllables of given names, what is no name.

The step before `names`, which looks at them in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, overload

from korex.discourse.titles import particle_pattern
from korex.entities.lexicons import lexicon_classes, looks_like_korean_name, word_classes
from korex.language.kiwi import load_kiwi
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.language.analysis import Span

# The standard library is twice as fast on a pattern as plain as this.
# A longer run is no word, and would be looked up in all its lengths.
_WORD = re.compile(r"([가-힣一-鿿A-Za-z0-9&㈜\-]{1,80}|[^\s가-힣一-鿿A-Za-z0-9&㈜\-])")
# What ends a noun and is no syllable of a name with 씨: 내일날씨
_NO_ADDRESS = frozenset(("날씨", "글씨", "솜씨", "말씨", "불씨", "볍씨", "홀씨", "저씨", "가씨", "음씨", "맵씨"))
_SURNAMES = frozenset({"surname", "rare_surname", "double_surname"})


class Word(NamedTuple):
    """A run of letters, or a single mark, `[start, end)`."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=4096)
def is_surname(word: str) -> bool:
    """Whether a word is a family name: 김, 남궁."""
    return not _SURNAMES.isdisjoint(lexicon_classes(word))


@lru_cache(maxsize=4096)
def is_everyday_word(word: str) -> bool:
    """Whether the analyser's dictionary has the word: 이사회, not 국도훈, which it takes for a noun all the same."""
    tokens = load_kiwi().tokenize(word)
    return len(tokens) == 1 and tokens[0].tag != "NNP" and not tokens[0].oov


@lru_cache(maxsize=4096)
def could_be_name(word: str) -> bool:
    """Whether a family name begins the word and its syllables are those of a name, or at least of no institution."""
    never, unlikely = name_endings()
    if len(word) > 2 and (word[-1] in never or (word[1] == "씨" and is_surname(word[0]))):
        return False  # 하점면; 좌씨의
    return looks_like_korean_name(word) or (len(word) == 3 and is_surname(word[0]) and word[2] not in unlikely)


@lru_cache(maxsize=1)
def name_endings() -> tuple[frozenset[str], frozenset[str]]:
    """Return the syllables that never end a given name (하점면), and those that end a noun rather than a rare one."""
    data = read_toml("discourse/people.toml")["endings"]
    return frozenset(data["never"]), frozenset(data["unlikely"])


@lru_cache(maxsize=1)
def _initials() -> frozenset[str]:
    """Return the syllables that family names begin with."""
    return frozenset(word[0] for word, classes in word_classes().items() if not _SURNAMES.isdisjoint(classes))


@lru_cache(maxsize=1)
def foreign_names() -> frozenset[str]:
    """Return the parts of foreign names that the lexicon has."""
    return frozenset(word for word, classes in word_classes().items() if "foreign_name" in classes)


@lru_cache(maxsize=4096)
def names_in(word: str) -> tuple[str, ...]:
    """Return the Korean names a word can begin with if only a particle or 씨 follows: `한도움은` gives 한도움."""
    if word[0] not in _initials():
        return ()
    found: list[str] = []
    for size in (3, 4, 2):
        if len(word) < size or not _may_follow(word[size:]) or word[size - 1 : size + 1] in _NO_ADDRESS:
            continue
        name = word[:size]
        if (size == 4 and not is_surname(name[:2])) or (size == 2 and is_surname(name)):  # 황보 감독
            continue
        if could_be_name(name):
            found.append(name)
    return tuple(found)


@lru_cache(maxsize=4096)
def _may_follow(rest: str) -> bool:
    """Whether a particle, 씨 or nothing is all that the rest of a word is after a name."""
    return rest.startswith("씨") or particle_pattern().fullmatch(rest) is not None


class Words(Sequence[Word]):
    """The runs of letters and the single marks of some spans of a text, as parallel lists.

    Most words of a text are only looked at, so one becomes a `Word` when it is asked for.
    `positions` are those of the words that begin at an offset.
    """

    __slots__ = ("positions", "starts", "texts")

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        for start, end in spans:
            pieces = _WORD.split(text[start:end])  # blanks and words in turn
            offsets = list(accumulate(map(len, pieces), initial=start))
            self.texts += pieces[1::2]
            self.starts += offsets[1:-1:2]
        self.positions = dict(zip(self.starts, range(len(self.starts)), strict=True))

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, position: int) -> Word: ...
    @overload
    def __getitem__(self, position: slice) -> list[Word]: ...
    def __getitem__(self, position: int | slice) -> Word | list[Word]:
        if isinstance(position, slice):
            pieces = zip(self.starts[position], self.texts[position], strict=True)
            return [Word(start, start + len(text), text) for start, text in pieces]
        text, start = self.texts[position], self.starts[position]
        return Word(start, start + len(text), text)
