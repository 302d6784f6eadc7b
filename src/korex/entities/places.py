"""Places by lexicon and by the ending of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.lexicons import (
    PLACE_CLASSES,
    lexicon_classes,
    looks_like_korean_name,
    tail_classes,
    tail_of,
    word_set,
)

if TYPE_CHECKING:
    from korex.entities.nouns import Word
    from korex.language.analysis import Morphemes

_UNITS = word_set("places", "units")
_FEATURES = word_set("places", "features")
_ACTING = word_set("places", "acting")
_SUFFIXES = word_set("places", "suffixes")
_OF_PEOPLE = word_set("places", "of_people")
_LOCATIVE = word_set("places", "locative")
_BESIDE = word_set("places", "beside")
_SPOTS = word_set("places", "spots")
_ANYWHERE = word_set("places", "anywhere")
_BUILDINGS = tuple(word_set("places", "buildings"))
_PLACE_TAILS = frozenset(("place_tail", "weak_place_tail"))
_OF_A_PLACE = frozenset("인어")
_DECIDED = 90  # a room after its building: `korex.entities.overlaps` lets it overrule the labeller
# Units of government that act under the same name: 제천시는, 구례군은.
_GOVERNING = frozenset("시군구도")
VENUE_PARTICLES = frozenset(("에서", "에서는"))
# What is done at a venue.
_HOLDING = frozenset(("열리", "열", "개최", "펼쳐지", "진행", "개막"))


def is_place(text: str) -> bool:
    """Tell whether a lexicon knows `text` as a place."""
    return not PLACE_CLASSES.isdisjoint(lexicon_classes(text))


def is_of_place(text: str) -> bool:
    """Tell whether a word is made of a place, for its people or language: 인도네시아인, 한국어."""
    return text[-1:] in _OF_A_PLACE and is_place(text[:-1])


def classify_place(word: Word, morphemes: Morphemes) -> None:
    """Note a word that is a place, or an acting country or city, by itself."""
    tags, forms = morphemes.tags, morphemes.forms
    proper = tags[word.first] in ("NNP", "SL")
    if classes := lexicon_classes(word.text):
        if word.first == word.last and not proper and len(word.text) < 4:
            return
        _classify_known(word, classes)
        return
    if word.last > word.first and _begins_with_place(word, forms):
        return
    if looks_like_korean_name(word.text) and len(word.text) == 3 and word.particle not in _LOCATIVE:
        return  # 최민호, 한지수: the last syllable of a name is no ending of a place
    ending = forms[word.last]
    if len(word.text) > 2 and proper and word.last > word.first and len(ending) == 1:
        if ending in _UNITS:
            acts = word.particle in _ACTING and ending in _GOVERNING
            word.found("ORG" if acts else "LOC", "place.unit_ending", 42)
            return
        if ending in _FEATURES:
            word.found("LOC", "place.feature_ending", 40)
            return
    elif proper and word.last == word.first and len(word.text) > 2:
        if word.text[-1] in "읍면동리" and (word.particle in _LOCATIVE or word.text[-1] in "읍면"):
            acts = word.particle in _ACTING and word.text[-1] in "읍면"
            word.found("ORG" if acts else "LOC", "place.proper_noun_ending", 34)
            return
        if word.text[-1] in "시군구" and not word.particle:
            word.found("LOC", "place.proper_noun_ending", 33)
            return
        if word.text[-1] in _FEATURES and word.particle in _LOCATIVE:
            word.found("LOC", "place.proper_noun_ending", 33)
            return
    if tail := tail_of(word.text):
        kinds = lexicon_classes(tail)
        named = proper or is_place(forms[word.first])
        if "place_tail" in kinds:
            word.found("LOC", "place.tail", 41 if named else 36)
        elif "weak_place_tail" in kinds and named:
            word.found("LOC", "place.tail", 38)


def _classify_known(word: Word, classes: tuple[str, ...]) -> None:
    text = word.text
    if "country" in classes:
        acts = word.particle in _ACTING or word.particle == "과"
        acts = acts or (text == "북한" and word.particle != "" and word.particle not in _LOCATIVE)
        word.found("ORG" if acts else "LOC", "place.country", 45)
    elif "korean_region" in classes:
        acts = word.particle in _ACTING and len(text) > 2 and text[-1] in _GOVERNING and text != "제주도"
        word.found("ORG" if acts else "LOC", "place.korean_region", 46)
    elif not PLACE_CLASSES.isdisjoint(classes):
        word.found("LOC", "place.known", 44)
    elif "ambiguous_region" in classes and word.particle in _LOCATIVE:
        word.found("LOC", "place.korean_region", 32)


def _begins_with_place(word: Word, forms: list[str]) -> bool:
    """Note the place that a longer word begins with: 이탈리아 in 이탈리아산, 분당 in 분당주민."""
    first = forms[word.first]
    if not is_place(first) or len(first) < 2:
        return False
    rest = word.text[len(first) :]
    if rest in _OF_PEOPLE:
        return True
    if rest == "지역":
        word.found("LOC", "place.with_suffix", 43)
        return True
    if rest in _SUFFIXES:
        word.end = word.start + len(first)
        word.particle = ""
        word.found("LOC", "place.with_suffix", 43)
        return True
    return False


def classify_venue(word: Word, morphemes: Morphemes) -> None:
    """Note a word that nothing but its sentence shows to be a place: 집현실 in 집현실에서 열린 회의."""
    if word.particle not in VENUE_PARTICLES or len(word.text) < 2:
        return
    verb = word.last + 2
    held = verb < len(morphemes) and morphemes.forms[verb] in _HOLDING and morphemes.tags[verb] in ("VV", "NNG")
    if held and word.text not in _ANYWHERE:
        word.found("LOC", "place.venue", 40)
    elif word.text in _SPOTS:
        word.found("LOC", "place.spot", 34)


def merge_places(words: list[Word], morphemes: Morphemes) -> list[Word]:
    """Join chains of places, 서울 강남구 역삼동, with the name of the spot they lead to, 서울 서초동 대검찰청 앞."""
    merged: list[Word] = []
    for index, word in enumerate(words):
        last = merged[-1] if merged else None
        # 배알도 섬정원: the particle 도 is the island's 도
        island = last is not None and last.particle == "도" and word.text[0] == "섬" and word.start == last.end + 2
        beside = island or (word.blank_before and last is not None and last.end == word.start - 1 and not last.particle)
        if last is None or not beside:
            merged.append(word)
        elif word.text in _SPOTS and (island or _is_building(last, morphemes)):
            last.found("LOC", "place.spot", _DECIDED)
            last.absorb(word)
        elif last.label == "LOC" and _continues(
            last, word, words[index + 1] if index + 1 < len(words) else None, morphemes
        ):
            last.absorb(word)
            last.priority = max(last.priority, word.priority) + 2
        else:
            merged.append(word)
    return merged


def _is_building(word: Word, morphemes: Morphemes) -> bool:
    """Tell whether a word can be what a room or spot belongs to: 학생회관 소극장, 최참판댁 앞마당."""
    if word.label in ("LOC", "ORG"):
        return True
    return word.label is None and (morphemes.tags[word.first] == "NNP" or word.text.endswith(_BUILDINGS))


def _continues(last: Word, word: Word, following: Word | None, morphemes: Morphemes) -> bool:
    classes = lexicon_classes(word.text)
    if word.label == "LOC" or "ambiguous_region" in classes:
        head = last.text.rpartition(" ")[2]
        return not ("country" in lexicon_classes(head) and "country" in classes)
    if (
        word.label is None
        and len(word.text) > 2
        and word.text[-1] in "읍면동리"
        and morphemes.tags[word.first] == "NNP"
    ):
        return True
    if word.label is None and not _PLACE_TAILS.isdisjoint(tail_classes(word.text)) and last.text[-1] not in "시도":
        return True  # 나래산 다솔계곡과
    if word.particle not in _LOCATIVE and not (
        not word.particle and following is not None and following.blank_before and following.text in _BESIDE
    ):
        return False
    if word.label == "ORG":
        return word.particle != "에" and not classes
    return word.label is None and morphemes.tags[word.first] == "NNP" and len(word.text) > 1 and word.particle != "에"
