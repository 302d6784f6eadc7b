"""Which words are titles: positions (시장, 수사과장) and occupations (농민, 여행 작가)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from korex.entities.lexicons import lexicon_classes, tail_classes, tail_of, word_classes
from korex.matching.files import read_toml

_TITLE = frozenset({"title", "title_tail", "occupation"})


class Title(NamedTuple):
    """A position or occupation and where it stands."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def particle_pattern() -> re.Pattern[str]:
    """Return what may follow a name or a title in its word, up to the end of the word."""
    return re.compile(_particles())


def _particles() -> str:
    pattern: str = read_toml("discourse/people.toml")["particles"]["pattern"]
    return pattern + r"(?![가-힣])"


@lru_cache(maxsize=1)
def determiners() -> frozenset[str]:
    """Return the words before a title that are no part of it (전, 신임)."""
    return frozenset(read_toml("discourse/people.toml")["determiners"]["words"])


@lru_cache(maxsize=1)
def _venues() -> tuple[str, ...]:
    return tuple(read_toml("discourse/people.toml")["venues"]["tails"])


@lru_cache(maxsize=1)
def ranks() -> tuple[str, ...]:
    """Return the modifiers of rank: 행정 in 행정부시장, 선임 in 선임연구원."""
    return tuple(read_toml("discourse/people.toml")["ranks"]["modifiers"])


@lru_cache(maxsize=1)
def taught() -> frozenset[str]:
    """Return the occupations that a noun of what is taught is part of: 요가 강사."""
    return frozenset(read_toml("discourse/people.toml")["taught"]["titles"])


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    """Return the two syllables that titles end in; `왕` is all of a title."""
    kinds = _TITLE | {"weak_title"}
    return frozenset(word[-2:] for word, classes in word_classes().items() if not kinds.isdisjoint(classes))


@lru_cache(maxsize=1)
def _title_and_particles() -> re.Pattern[str]:
    """Return what the end of a word with a title looks like, by the last two syllables of titles alone."""
    first, last = ("".join(sorted({ending[at] for ending in _endings() if len(ending) == 2})) for at in (0, 1))
    # The standard library is twice as fast on a pattern as plain as this.
    return re.compile(rf"[{re.escape(first)}][{re.escape(last)}]{_particles()}")


def ends_like_title(text: str, start: int, end: int) -> list[int]:
    """Return where those words of `text[start:end]` end that `split_title` has to look at.

    >>> text = "윤 시장은 시장을 둘러봤다."
    >>> ends_like_title(text, 0, len(text))
    [5, 9]
    """
    return [found.end() for found in _title_and_particles().finditer(text, start, end)]


@lru_cache(maxsize=4096)
def split_title(word: str) -> str | None:
    """Return the title a word begins with if only a particle follows: `시장께서는` gives 시장, `시장들` nothing."""
    endings = _endings()
    for size in range(len(word), 1, -1):
        if word[size - 2 : size] in endings and is_title(word[:size]) and particle_pattern().fullmatch(word, size):
            return word[:size]
    return None


@lru_cache(maxsize=4096)
def split_apposed_title(word: str) -> str | None:
    """Return the title a word next to a name begins with; there 시인 and 주장 are titles too."""
    endings = _endings()
    for size in range(len(word), 0, -1):
        if word[max(0, size - 2) : size] not in endings:
            continue
        title = word[:size]
        if (is_title(title) or "weak_title" in lexicon_classes(title)) and particle_pattern().fullmatch(word, size):
            return title
    return None


@lru_cache(maxsize=4096)
def is_title(word: str) -> bool:
    """Whether a word is a position or an occupation, whole or by its tail (소득작목 + 팀장)."""
    if not _TITLE.isdisjoint(lexicon_classes(word)):
        return True
    if "0" <= word[:1] <= "9":  # 119구조대장
        return len(named := word.lstrip("0123456789")) > 2 and is_title(named)
    if len(word) < 3 or "title_tail" not in (classes := tail_classes(word)) or word.endswith(_venues()):
        return False
    # 연구원 is a researcher and an institute: 책임연구원, but 한국지방연구원
    return "organization_tail" not in classes or word[: -len(tail_of(word))] in ranks()


@lru_cache(maxsize=4096)
def is_position(word: str) -> bool:
    """Whether a word is a position, which a family name alone may stand before (김 시장)."""
    return _holds_office(word) or (is_title(word) and _holds_office(tail_of(word)))


def _holds_office(word: str) -> bool:
    classes = lexicon_classes(word)
    return "title" in classes or ("weak_title" in classes and "title_tail" in classes)
