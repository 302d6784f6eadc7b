"""The name lexicons as one dictionary: which classes a word belongs to.

    >>> lexicon_classes("교수")
    ('title', 'title_tail')
    >>> lexicon_classes("김")
    ('surname',)
    >>> tail_classes("창원고용노동지청")
    ('organization_tail',)

Classes of whole words (`lexicon_classes`):

| class | what |
|---|---|
| `surname`, `rare_surname`, `double_surname` | Korean family names |
| `title`, `occupation` | positions, occupations |
| `weak_title` | titles that are everyday words as well (대표, 수사): titles only beside a name or an organization |
| `name_cue` | no titles, but they follow names (후보, 부부) |
| `title_tail` | nouns that end a longer title (…과장, …위원) |
| `foreign_name` | foreign given and family names; people and groups known by one name alone |
| `country`, `state_short`, `region`, `city` | places of the world (미, 북 … are `state_short`) |
| `korean_region`, `ambiguous_region`, `landmark` | provinces to districts; well-known places |
| `government`, `court`, `party`, `media`, `university`, `company`, `team`, `international`, `group` | organizations |
| `organization_tail`, `weak_organization_tail` | nouns that end an organization's name |
| `place_tail`, `weak_place_tail` | nouns that end a place's name |
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from korex.matching.files import read_rows, read_toml

ORGANIZATION_CLASSES = frozenset(
    ("government", "court", "party", "media", "university", "company", "team", "international", "group")
)
PLACE_CLASSES = frozenset(("country", "region", "city", "korean_region", "landmark"))
# What the second field of a file's rows is called as a class; what is not listed is the class itself.
_FILES: tuple[tuple[str, dict[str, str] | str], ...] = (
    ("surnames", {"common": "surname", "rare": "rare_surname", "double": "double_surname"}),
    ("titles", {"position": "title", "weak_position": "weak_title", "weak_occupation": "weak_title"}),
    ("title_tails", "title_tail"),
    ("foreign_names", "foreign_name"),
    ("world_places", {"state": "region", "short": "state_short"}),
    ("cldr_places", {}),
    (
        "korean_regions",
        {
            "province": "korean_region",
            "city": "korean_region",
            "county": "korean_region",
            "district": "korean_region",
            "ambiguous": "ambiguous_region",
        },
    ),
    ("korean_places", "landmark"),
    ("organizations", {}),
    ("organization_tails", {"strong": "organization_tail", "weak": "weak_organization_tail"}),
    ("place_tails", {"strong": "place_tail", "weak": "weak_place_tail"}),
)
_TAIL_CLASSES = ("organization_tail", "weak_organization_tail", "place_tail", "weak_place_tail", "title_tail")


_SINGLE_SURNAMES = frozenset({"surname", "rare_surname"})
# How many words a lookup keeps its answer for: a document asks the same of a word again and again.
_WORDS = 8192


@cache
def word_classes() -> dict[str, tuple[str, ...]]:
    """Return every word of the lexicons with its classes."""
    classes: dict[str, tuple[str, ...]] = {}
    for name, names in _FILES:
        for word, *rest in read_rows(f"lexicons/{name}.tsv"):
            kind = names if isinstance(names, str) else names.get(rest[0], rest[0])
            if kind not in (known := classes.get(word, ())):
                classes[word] = (*known, kind)
    return classes


class _Tails(NamedTuple):
    classes: dict[str, tuple[str, ...]]
    longest: int
    last_syllables: frozenset[str]


@cache
def _tails() -> _Tails:
    tails: dict[str, tuple[str, ...]] = {}
    for word, classes in word_classes().items():
        if found := tuple(kind for kind in classes if kind in _TAIL_CLASSES):
            tails[word] = found
    return _Tails(tails, max(map(len, tails)), frozenset(tail[-1] for tail in tails))


@cache
def given_syllables() -> tuple[frozenset[str], frozenset[str]]:
    """Return the syllables that begin and those that end Korean given names."""
    rows = read_rows("lexicons/given_syllables.tsv")
    return (
        frozenset(syllable for syllable, place in rows if place in ("first", "both")),
        frozenset(syllable for syllable, place in rows if place in ("last", "both")),
    )


@cache
def _second_syllables() -> frozenset[str]:
    return frozenset(syllable for syllable, place in read_rows("lexicons/given_syllables.tsv") if place == "second")


def word_set(section: str, key: str) -> frozenset[str]:
    """Return one of the closed word classes of rules/entities/name_words.toml."""
    words: list[str] = read_toml("entities/name_words.toml")[section][key]
    return frozenset(words)


def lexicon_classes(word: str) -> tuple[str, ...]:
    """Return the classes of a word (a morpheme or a run of nouns), `()` for a word in no lexicon.

    >>> lexicon_classes("한국은행")
    ('company',)
    """
    return word_classes().get(word, ())


@lru_cache(maxsize=_WORDS)
def tail_of(word: str) -> str:
    """Return the longest lexicon tail that `word` ends in and is longer than, "" if none.

    >>> tail_of("서시천체육공원")
    '체육공원'
    """
    tails, longest, last_syllables = _tails()
    if word[-1:] not in last_syllables:
        return ""
    for size in range(min(longest, len(word) - 1), 0, -1):
        if word[-size:] in tails:
            return word[-size:]
    return ""


def tail_classes(word: str) -> tuple[str, ...]:
    """Return the classes of the longest tail of `word`: what kind of name it is by its ending."""
    return _tails().classes.get(tail_of(word), ())


@lru_cache(maxsize=_WORDS)
def looks_like_korean_name(word: str) -> bool:
    """Tell whether the syllables of `word` can be a family name and a given name: 윤도석, 남궁다온, 허준.

    >>> looks_like_korean_name("윤도석"), looks_like_korean_name("윤활유")
    (True, False)
    """
    size = len(word)
    if not 2 <= size <= 4:
        return False
    classes = word_classes()
    first, last = given_syllables()
    if size > 2 and "double_surname" in classes.get(word[:2], ()):
        given = word[2:]
    elif _SINGLE_SURNAMES.isdisjoint(classes.get(word[0], ())):
        return False
    else:
        given = word[1:]
    if len(given) == 1:
        return given in first or given in last
    return len(given) == 2 and given[0] in first and (given[1] in last or given[1] in _second_syllables())
