"""Titles: positions and occupations by lexicon and by the noun they end in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.lexicons import ORGANIZATION_CLASSES, PLACE_CLASSES, lexicon_classes, word_classes

if TYPE_CHECKING:
    from korex.entities.nouns import Word
    from korex.language.analysis import Morphemes

TITLE_CLASSES = frozenset(("title", "occupation"))


def classify_title(word: Word, morphemes: Morphemes) -> None:
    """Note a word that is a title by itself: 의원, 소득작목팀장, 제천시장."""
    classes = lexicon_classes(word.text)
    if not TITLE_CLASSES.isdisjoint(classes):
        word.found("TITLE", "title.known", 40)
        return
    if classes or (word.last == word.first and word.text[-1] not in "장관원사"):
        return
    start = title_start(word, morphemes)
    if start is not None:
        word.found("TITLE", "title.tail", 47)


def title_start(word: Word, morphemes: Morphemes) -> int | None:
    """Return the offset at which the title tail of a longer word begins (과장 in 수사과장), None if there is none."""
    forms, starts = morphemes.forms, morphemes.starts
    classes = word_classes()
    for index in range(word.first + 1, word.last + 1):
        rest = word.text[starts[index] - word.start :]
        if "title_tail" in classes.get(rest, ()) or "title" in classes.get(rest, ()):
            if rest == "시장" and not _is_place(word.text[: starts[index] - word.start]):
                return None
            return starts[index]
    if word.text[-1] == "장" and len(word.text) > 3:
        # 서울지방경찰청 + 장: the analyser keeps the head with its last syllable
        body = word.text[:-1]
        body_classes = classes.get(body, ()) or classes.get(forms[word.last][:-1], ())
        if not ORGANIZATION_CLASSES.isdisjoint(body_classes) or "organization_tail" in body_classes or _is_place(body):
            return word.end - 1
    return None


def _is_place(text: str) -> bool:
    classes = lexicon_classes(text)
    return not PLACE_CLASSES.isdisjoint(classes) or "ambiguous_region" in classes
