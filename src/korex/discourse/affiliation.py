"""Which organization a person belongs to: the one in apposition, inside the title, spoken of before."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from korex.entities.lexicons import ORGANIZATION_CLASSES, lexicon_classes, tail_classes
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.discourse.names import Names, Word
    from korex.language.analysis import Analysis, Candidate

_PLACES = frozenset({"korean_region", "country", "city", "region"})


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, ...]]:
    return {title: tuple(tails) for title, tails in read_toml("discourse/people.toml")["units"].items()}


@lru_cache(maxsize=1)
def _members() -> frozenset[str]:
    return frozenset(read_toml("discourse/people.toml")["members"]["titles"])


@lru_cache(maxsize=1)
def _not_organizations() -> tuple[frozenset[str], regex.Pattern[str]]:
    data = read_toml("discourse/people.toml")
    words = frozenset((*data["determiners"]["words"], *data["ranks"]["modifiers"]))
    return words, regex.compile(data["benches"]["pattern"])


@lru_cache(maxsize=8192)
def names_organization(word: str) -> bool:
    """Whether a word is, or ends like, the name of an organization or of a place that is governed.

    >>> names_organization("창원지법"), names_organization("여주시의회"), names_organization("여행")
    (True, True, False)
    """
    classes = lexicon_classes(word)
    if not ORGANIZATION_CLASSES.isdisjoint(classes) or not _PLACES.isdisjoint(classes):
        return True
    if "organization_tail" in classes:
        return True
    tails = tail_classes(word)
    return "organization_tail" in tails or ("weak_organization_tail" in tails and len(word) > 3)


def organization_among(names: Names, words: list[Word]) -> str | None:
    """Return the organization that a run of nouns next to a name or title holds, None if it holds none.

    `전주시 청년정책과 주거지원팀` is one organization; the bench of `창원지법 형사4단독` is no part of it.
    """
    others, bench = _not_organizations()
    while words and (words[-1].text in others or bench.fullmatch(words[-1].text)):
        words = words[:-1]
    if not words:
        return None
    text = names.analysis.text
    for index, word in enumerate(words):
        if names.names_organization([word]):
            kept = [w for w in words[index:] if not bench.fullmatch(w.text)]
            return text[kept[0].start : kept[-1].end]
    last = words[-1]
    morphemes = names.analysis.morphemes
    # A name no lexicon knows stands as a proper noun next to the title: 피알그루 과장
    if any(morphemes.tags[index] in ("NNP", "SL") for index in morphemes.range(last.start, last.end)):
        return last.text
    return None


def organization_of_title(text: str, title: str) -> str | None:
    """Return the organization inside a title: `제천시장` heads 제천시, `부곡경찰청장` 부곡경찰청."""
    for head, tails in _units().items():
        if title.endswith(head) and len(title) > len(head) + 1:
            for tail in tails:
                name = title[: -len(head)] + tail
                if not _PLACES.isdisjoint(lexicon_classes(name)) or _stands_in(text, name):
                    return name
    if title.endswith("장") and len(title) > 3 and names_organization(title[:-1]) and _stands_in(text, title[:-1]):
        return title[:-1]
    return None


def _stands_in(text: str, name: str) -> bool:
    """Whether a text names the organization by itself, not only inside the title of its head."""
    return regex.search(rf"(?<![가-힣]){regex.escape(name)}(?!장)", text) is not None


def organization_in_context(
    analysis: Analysis, organizations: list[Candidate], titles: list[str], offset: int
) -> str | None:
    """Return the organization that the text has spoken of before `offset` and that fits one of the titles.

    The head of a council speaks for the council last named (`의장`), the head of a team for the organization the
    paragraph is about.
    """
    before = [o for o in organizations if o.start < offset]
    for title in titles:
        for head, tails in _units().items():
            if title == head or (title.endswith(head) and head not in ("위원", "의원")):
                fitting = [o for o in before if analysis.text[o.start : o.end].endswith(tails)]
                if fitting:
                    return _full_name(analysis, before, fitting[-1])
    if any(title.endswith(tuple(_members())) for title in titles):
        paragraph = analysis.text.rfind("\n", 0, offset) + 1
        same = [o for o in before if o.start >= paragraph and o.label == "ORG"]
        if same:
            return _full_name(analysis, before, same[-1])
    return None


def _full_name(analysis: Analysis, organizations: list[Candidate], last: Candidate) -> str:
    """Return the longest name the text has for an organization it now calls by its tail: 의료원, 지회."""
    tail = analysis.text[last.start : last.end]
    names = (analysis.text[o.start : o.end] for o in organizations)
    return max((name for name in names if name.endswith(tail)), key=len, default=tail)
