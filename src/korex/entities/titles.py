"""Titles: positions and occupations by lexicon and by the noun they end in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.lexicons import ORGANIZATION_CLASSES, lexicon_classes, tail_classes, word_classes
from korex.entities.places import is_place

if TYPE_CHECKING:
    from korex.entities.nouns import Word
    from korex.language.analysis import Morphemes

_KNOWN = frozenset(("title", "occupation"))
WEAK = "title.weak"


def classify_title(word: Word, morphemes: Morphemes, text: str) -> None:
    """Note a word that is a title by itself: 의원, 특화작목팀장, 제천시장.

    A word that is a title only beside a name gets the source `title.weak`, for `drop_weak_titles` to judge.
    """
    if text[word.end : word.end + 1].isdigit():
        return  # 형사3부 is a division, no detective
    classes = lexicon_classes(word.text)
    if not _KNOWN.isdisjoint(classes):
        word.found("TITLE", "title.known", 40)
    elif "weak_title" in classes:
        word.found("TITLE", WEAK, 40)
    elif not classes and (tail := _tail(word, morphemes)):
        body = word.text[: -len(tail)]
        weak = "weak_title" in lexicon_classes(tail) and len(body) < 2
        if tail == "시장":  # 농산물시장 is a market, 제천시장 a mayor
            weak = not (is_place(body) or "ambiguous_region" in lexicon_classes(body))
        word.found("TITLE", WEAK if weak else "title.tail", 47)


def _tail(word: Word, morphemes: Morphemes) -> str:
    """Return the title that a longer word ends in (과장 in 수사과장), "" if it ends in none."""
    starts = morphemes.starts
    classes = word_classes()
    for index in range(word.first + 1, word.last + 1):
        rest = word.text[starts[index] - word.start :]
        kinds = classes.get(rest, ())
        if "title_tail" in kinds or "title" in kinds:
            return rest
    if word.text[-1] == "장" and len(word.text) > 3:
        # 서울지방경찰청 + 장: the analyser keeps the head with its last syllable
        body = word.text[:-1]
        kinds = classes.get(body, ()) or classes.get(morphemes.forms[word.last][:-1], ()) or tail_classes(body)
        if body[-1] == "동" and morphemes.tags[word.first] == "NNP":
            return "장"  # 나래동장
        if not ORGANIZATION_CLASSES.isdisjoint(kinds) or "organization_tail" in kinds or is_place(body):
            return "장"
    return ""


def drop_weak_titles(words: list[Word], people: set[tuple[int, int]]) -> None:
    """Take back what is a title only beside a name or an organization, where there is none.

    `people` holds the spans of the people found.
    """
    starts = {start for start, _ in people}
    ends = {end for _, end in people}
    last: Word | None = None
    for word in words:
        if (
            word.source == WEAK
            and not {word.start - 1, word.start, word.start - 3} & ends
            and word.end + 1 not in starts
            and not (last is not None and last.label == "ORG" and word.blank_before and not last.particle)
        ):
            word.label = None
        last = word
