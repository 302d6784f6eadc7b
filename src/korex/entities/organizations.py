"""Organizations by lexicon and by the ending of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.lexicons import ORGANIZATION_CLASSES, PLACE_CLASSES, lexicon_classes, tail_of, word_set

if TYPE_CHECKING:
    from korex.entities.nouns import Word
    from korex.language.analysis import Morphemes

# Bodies whose name takes in the place before it: 서울 강남경찰서, 일본 정부.
_LOCAL = frozenset(("government", "court", "organization_tail", "weak_organization_tail"))
_PARTS = tuple(word_set("organizations", "parts"))
_TEAMS = word_set("organizations", "teams")


def classify_organization(word: Word, morphemes: Morphemes) -> None:
    """Note a word that is an organization by itself."""
    text = word.text
    classes = lexicon_classes(text)
    if not ORGANIZATION_CLASSES.isdisjoint(classes):
        if "country" not in classes and "city" not in classes:
            word.found("ORG", "organization.known", 48)
        return
    if classes and classes != ("landmark",):
        return
    tags, forms = morphemes.tags, morphemes.forms
    first = forms[word.first]
    named = (
        tags[word.first] in ("NNP", "SL")
        or not PLACE_CLASSES.isdisjoint(lexicon_classes(first))
        or not ORGANIZATION_CLASSES.isdisjoint(lexicon_classes(first))
    )
    if word.last > word.first and text[len(first) :] in _TEAMS and named:
        word.found("ORG", "organization.team_of", 47)
        return
    if len(text) > 2 and text.endswith("대") and named and tags[word.last] == "NNP":
        word.found("ORG", "organization.university", 40)
        return
    tail = tail_of(text)
    kinds = lexicon_classes(tail) if tail else ()
    if "organization_tail" in kinds:
        word.found("ORG", "organization.tail", 45 if named else 39)
    elif "weak_organization_tail" in kinds and named:
        word.found("ORG", "organization.tail", 40)


def merge_organizations(words: list[Word]) -> None:
    """Join a place, or an organization, with the body that belongs to it: 일본 정부, 서울고법 형사부."""
    last: Word | None = None
    for word in words:
        if (
            last is not None
            and word.label == "ORG"
            and word.blank_before
            and last.end == word.start - 1
            and not last.particle
            and _belongs(last, word)
        ):
            last.end = word.end
            last.particle = word.particle
            last.label = "ORG"
            last.source = word.source
            last.priority = max(last.priority, word.priority) + 3
            last.text = f"{last.text} {word.text}"
            word.label = None
            continue
        last = word if word.label in ("LOC", "ORG") else None


def _belongs(first: Word, second: Word) -> bool:
    classes = lexicon_classes(second.text)
    tail = tail_of(second.text)
    tails = lexicon_classes(tail) if tail else ()
    if first.label == "LOC":
        return not _LOCAL.isdisjoint(classes) or (not _LOCAL.isdisjoint(tails) and second.source == "organization.tail")
    return second.text.endswith(_PARTS)
