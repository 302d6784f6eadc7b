"""Organizations by lexicon and by the ending of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.lexicons import ORGANIZATION_CLASSES, PLACE_CLASSES, lexicon_classes, tail_of, word_set

if TYPE_CHECKING:
    from korex.entities.nouns import Word
    from korex.language.analysis import Morphemes

# Bodies whose name takes in the place before it: 서울 강남경찰서, 일본 정부.
_LOCAL = frozenset(("government", "court", "media", "organization_tail", "weak_organization_tail"))
_PARTS = tuple(word_set("organizations", "parts"))
_TEAMS = word_set("organizations", "teams")
_SERVICES = word_set("organizations", "services")
_LOCATIVE = word_set("places", "locative")
_NAMED = ORGANIZATION_CLASSES | PLACE_CLASSES


def classify_organization(word: Word, morphemes: Morphemes) -> None:
    """Note a word that is an organization by itself."""
    text = word.text
    classes = lexicon_classes(text)
    if not ORGANIZATION_CLASSES.isdisjoint(classes):
        if "country" in classes or "city" in classes or (text in _SERVICES and word.particle in _LOCATIVE):
            return
        word.found("ORG", "organization.known", 48)
        return
    if classes:
        return
    tags = morphemes.tags
    first = morphemes.forms[word.first]
    named = tags[word.first] in ("NNP", "SL") or not _NAMED.isdisjoint(lexicon_classes(first))
    if word.last > word.first and text[len(first) :] in _TEAMS and named:
        word.found("ORG", "organization.team_of", 47)
        return
    if len(text) > 2 and text.endswith("대") and named and (tags[word.last] == "NNP" or word.last > word.first):
        word.found("ORG", "organization.university", 40)
        return
    tail = tail_of(text)
    kinds = lexicon_classes(tail) if tail else ()
    if "organization_tail" in kinds:
        word.found("ORG", "organization.tail", 45 if named else 39)
    elif "weak_organization_tail" in kinds and named:
        word.found("ORG", "organization.tail", 40)


def merge_organizations(words: list[Word]) -> list[Word]:
    """Join a place, or an organization, with the body that belongs to it: 일본 정부, 평창읍 주민자치회."""
    merged: list[Word] = []
    for word in words:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.label in ("LOC", "ORG")
            and word.blank_before
            and last.end == word.start - 1
            and not last.particle
            and _belongs(last, word)
        ):
            last.found("ORG", word.source or "organization.team_of", max(last.priority, word.priority) + 3)
            last.end = word.end
            last.particle = word.particle
            last.text = f"{last.text} {word.text}"
            continue
        merged.append(word)
    return merged


def _belongs(first: Word, second: Word) -> bool:
    if second.text in _TEAMS and second.text != "측":
        return True
    if second.label != "ORG":
        return False
    if first.label == "LOC":
        classes = lexicon_classes(second.text)
        if not classes:
            classes = lexicon_classes(tail_of(second.text)) if second.source == "organization.tail" else ()
        return not _LOCAL.isdisjoint(classes)
    return second.text.endswith(_PARTS)
