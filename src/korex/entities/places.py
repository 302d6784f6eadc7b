"""Places by lexicon and by the ending of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.lexicons import PLACE_CLASSES, lexicon_classes, tail_of, word_set

if TYPE_CHECKING:
    from korex.entities.nouns import Word
    from korex.language.analysis import Morphemes

_UNITS = word_set("places", "units")
_FEATURES = word_set("places", "features")
_ACTING = word_set("places", "acting")
_SUFFIXES = word_set("places", "suffixes")
_OF_PEOPLE = word_set("places", "of_people")


def classify_place(word: Word, morphemes: Morphemes) -> None:
    """Note a word that is a place, or an acting country or city, by itself."""
    text = word.text
    classes = lexicon_classes(text)
    if classes:
        if "country" in classes:
            acts = word.particle in _ACTING or word.particle == "과" or (text == "북한" and word.particle == "의")
            word.found("ORG" if acts else "LOC", "place.country", 45)
            return
        if "korean_region" in classes:
            acts = word.particle in _ACTING and len(text) > 2 and text[-1] in "시군구도"
            word.found("ORG" if acts else "LOC", "place.korean_region", 46)
            return
        if "ambiguous_region" in classes:
            if morphemes.tags[word.first] == "NNP" and (
                word.particle in ("", "에서", "에", "으로", "로") or text[-1] in "시군구"
            ):
                word.found("LOC", "place.korean_region", 30)
            return
        if not PLACE_CLASSES.isdisjoint(classes):
            word.found("LOC", "place.known", 44)
            return
        if "surname" in classes or "title" in classes or "occupation" in classes:
            return
    if word.last > word.first and _begins_with_place(word, morphemes):
        return
    tags = morphemes.tags
    ending = morphemes.forms[word.last]
    if len(text) > 2 and tags[word.first] == "NNP":
        if word.last > word.first and len(ending) == 1:
            if ending in _UNITS:
                acts = word.particle in _ACTING and ending in "시군구도"
                word.found("ORG" if acts else "LOC", "place.unit_ending", 42)
                return
            if ending in _FEATURES:
                word.found("LOC", "place.feature_ending", 40)
                return
        elif word.last == word.first and text[-1] in "읍면리동역산강섬":
            word.found("LOC", "place.proper_noun_ending", 32)
            return
    tail = tail_of(text)
    if not tail:
        return
    kinds = lexicon_classes(tail)
    named = tags[word.first] == "NNP" or not PLACE_CLASSES.isdisjoint(lexicon_classes(morphemes.forms[word.first]))
    if (
        "place_tail" in kinds
        and (named or tags[word.first] == "NNG")
        and word.start + len(text) - len(tail) > word.start
    ):
        word.found("LOC", "place.tail", 41 if named else 36)
    elif "weak_place_tail" in kinds and named:
        word.found("LOC", "place.tail", 38)


def _begins_with_place(word: Word, morphemes: Morphemes) -> bool:
    """Note the place that a longer word begins with: 이탈리아 in 이탈리아산, 분당 in 분당주민."""
    first = morphemes.forms[word.first]
    classes = lexicon_classes(first)
    if PLACE_CLASSES.isdisjoint(classes) or len(first) < 2:
        return False
    rest = word.text[len(first) :]
    if rest in _OF_PEOPLE:
        return False
    if rest == "지역":
        word.found("LOC", "place.with_suffix", 43)
        return True
    if rest in _SUFFIXES:
        word.end = word.start + len(first)
        word.particle = ""
        word.found("LOC", "place.with_suffix", 43)
        return True
    return False


def merge_places(words: list[Word], chained: frozenset[str] = frozenset(("LOC",))) -> None:
    """Join chains of places: 서울 강남구 역삼동, 경남 김해. The first word of a chain keeps the whole span."""
    last: Word | None = None
    for word in words:
        if (
            last is not None
            and word.blank_before
            and word.label in chained
            and last.label == "LOC"
            and last.end == word.start - 1
            and not last.particle
            and not _same_level(last, word)
        ):
            last.end = word.end
            last.particle = word.particle
            last.text = f"{last.text} {word.text}"
            last.priority = max(last.priority, word.priority) + 2
            last.label = "LOC"
            word.label = None
            continue
        last = word if word.label == "LOC" else None


def _same_level(first: Word, second: Word) -> bool:
    """Tell whether two places stand beside each other (한국 일본) rather than one in the other (한국 서울)."""
    one, other = lexicon_classes(first.text), lexicon_classes(second.text)
    return "country" in one and "country" in other
