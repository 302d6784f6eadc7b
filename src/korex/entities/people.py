"""People: names that a title, 씨 or an age gives away, names known by their syllables, and their other mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from korex.entities.lexicons import lexicon_classes, looks_like_korean_name, word_set
from korex.entities.titles import TITLE_CLASSES
from korex.language.analysis import Candidate

if TYPE_CHECKING:
    from collections.abc import Callable

    from korex.entities.nouns import Word
    from korex.language.analysis import Analysis

_SURNAMES = frozenset(("surname", "rare_surname", "double_surname"))
_FORMER = word_set("people", "former")
_PARTICLES = "|".join(word_set("people", "particles"))
_JOSA = rf"(?=(?:{_PARTICLES})?(?!\p{{Hangul}}))"


def find_people(analysis: Analysis, words: list[Word], candidates: list[Candidate]) -> list[Candidate]:
    """Return PERSON candidates; `candidates` are those that patterns (씨, an age …) have found already.

    A name found once with a title is the same name elsewhere in the text.
    """
    text = analysis.text
    tags = analysis.morphemes.tags
    strong: set[str] = {text[c.start : c.end] for c in candidates if c.label == "PERSON" and c.end - c.start > 1}
    found: list[Candidate] = []

    def add(start: int, end: int, source: str, priority: int) -> None:
        found.append(Candidate(start, end, "PERSON", source, priority))

    for index, word in enumerate(words):
        if word.label == "TITLE":
            before = words[index - 1] if index else None
            if before is not None and _next_to(text, before, word):
                _name_before_title(before, word, words, index, add, strong, text, tags)
            after = words[index + 1] if index + 1 < len(words) else None
            if after is not None and after.blank_before and not word.particle and after.label is None:
                name = _leading_name(after)
                if name and tags[after.first] in ("NNP", "NNG"):
                    add(after.start, after.start + len(name), "person.after_title", 62)
                    strong.add(name)
        elif word.label is None:
            if looks_like_korean_name(word.text) and len(word.text) > 2 and not lexicon_classes(word.text):
                if tags[word.first] == "NNP" and word.first == word.last:
                    add(word.start, word.end, "person.syllables", 34)
                    if len(word.text) > 2:
                        strong.add(word.text)
                elif word.first < word.last and _SURNAMES & set(lexicon_classes(analysis.morphemes.forms[word.first])):
                    add(word.start, word.end, "person.split_syllables", 33)
            elif "foreign_name" in lexicon_classes(word.text):
                add(word.start, word.end, "person.foreign", 36)
    taken = {(c.start, c.end) for c in (*found, *candidates)}
    names = [name for name in strong if len(name) > 1]
    if names:
        pattern = regex.compile(r"(?<!\p{Hangul})(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")" + _JOSA)
        for match in pattern.finditer(text):
            if match.span() not in taken:
                add(match.start(), match.end(), "person.same_name", 58)
    return found


def _next_to(text: str, before: Word, title: Word) -> bool:
    """Tell whether only a blank, or 전 and the like, stands between a name and its title."""
    if before.particle:
        return False
    between = text[before.end : title.start]
    return between == " " or (len(between) < 6 and between.strip() in _FORMER and between[:1] == " ")


def _name_before_title(
    before: Word,
    title: Word,
    words: list[Word],
    index: int,
    add: Callable[[int, int, str, int], None],
    strong: set[str],
    text: str,
    tags: list[str],
) -> None:
    classes = lexicon_classes(before.text)
    size = len(before.text)
    if _SURNAMES & set(classes) and (size == 1 or "double_surname" in classes):
        if tags[before.first] == "NNP" and not TITLE_CLASSES.isdisjoint(lexicon_classes(title.text) or ("title",)):
            add(before.start, before.end, "person.family_name_before_title", 63)
        return
    position = index - 1
    # 이연숙 한국지역사회교육협의회 회장: the name stands before the organization
    while position > 0 and words[position].label in ("ORG", "LOC") and words[position].blank_before:
        position -= 1
        if words[position].particle:
            return
    name = words[position]
    if name.label not in (None,) or lexicon_classes(name.text):
        return
    if looks_like_korean_name(name.text) and (position < index - 1 or len(name.text) > 1):
        if name.first == name.last and tags[name.first] == "NNG" and len(name.text) < 3:
            return
        add(name.start, name.end, "person.before_title", 64)
        strong.add(name.text)
    elif position == index - 1 and tags[name.first] == "NNP" and name.first == name.last:
        start = name.start
        back = position
        while (
            back > 0
            and words[back].blank_before
            and not words[back - 1].particle
            and words[back - 1].label is None
            and tags[words[back - 1].first] == "NNP"
        ):
            back -= 1
            start = words[back].start
        add(start, name.end, "person.foreign_before_title", 50)
        strong.add(text[start : name.end])


def _leading_name(word: Word) -> str:
    """Return the Korean name a word is or begins with, "" if none."""
    if looks_like_korean_name(word.text) and not lexicon_classes(word.text):
        return word.text
    return ""
