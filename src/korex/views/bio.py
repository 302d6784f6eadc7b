"""Entities as BIO tags (Ramshaw and Marcus 1995), for those who train models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from korex.errors import InputError
from korex.language.spans import trimmed
from korex.schema import Extraction

if TYPE_CHECKING:
    from korex.schema import Entity

BioUnit = Literal["word", "character"]
TaggedToken = tuple[str, str]

# What a token is: a run of letters and digits, one other sign; or any one character, blanks too, as in KLUE-NER.
_TOKENS: dict[BioUnit, re.Pattern[str]] = {
    "word": re.compile(r"\w+|[^\w\s]"),
    "character": re.compile(r".", re.DOTALL),
}
_LINE_BREAK = re.compile(r"\n")


def to_bio(extraction: Extraction, *, unit: BioUnit = "word") -> list[list[TaggedToken]]:
    """Return the tokens of each sentence with the BIO tag of the entity they belong to.

    With the unit "word" a token is a run of letters and digits, or one other sign; it ends where an entity ends, so
    that the particle after it is a token of its own. With "character" it is one character, blanks included, as in
    KLUE-NER. The whole text is tagged: what no sentence covers, such as a caption, is cut at its line breaks.

    >>> import korex
    >>> to_bio(korex.extract("김도율 부시장이 왔다."))
    [[('김도율', 'B-PERSON'), ('부시장', 'B-TITLE'), ('이', 'O'), ('왔다', 'O'), ('.', 'O')]]
    """
    if not isinstance(extraction, Extraction):
        raise InputError(f"expected an Extraction, as korex.extract gives one; got {type(extraction).__name__}")
    if unit not in _TOKENS:
        raise InputError(f"unit: expected one of {', '.join(_TOKENS)}, got {unit!r}")
    pattern = _TOKENS[unit]
    sentences: list[list[TaggedToken]] = []
    entities = list(extraction.entities)[::-1]  # the next one last
    for start, end in _stretches(extraction):
        sentence: list[TaggedToken] = []
        at = start
        while entities and entities[-1].start < end:
            entity = entities.pop()
            sentence += _outside(pattern, extraction.text, at, entity.start)
            sentence += _inside(pattern, extraction.text, entity)
            at = entity.end
        sentence += _outside(pattern, extraction.text, at, end)
        if sentence:
            sentences.append(sentence)
    return sentences


def to_conll(extraction: Extraction, *, unit: BioUnit = "word") -> str:
    """Return `to_bio` as CoNLL text: a token and its tag a line with a tab between, a blank line after a sentence.

    >>> import korex
    >>> to_conll(korex.extract("서울에 갔다.")).splitlines()
    ['서울\\tB-LOC', '에\\tO', '갔다\\tO', '.\\tO', '']
    """
    sentences = to_bio(extraction, unit=unit)
    return "".join("".join(f"{token}\t{tag}\n" for token, tag in sentence) + "\n" for sentence in sentences)


def _outside(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[TaggedToken]:
    return ((token, "O") for token in pattern.findall(text, start, end))


def _inside(pattern: re.Pattern[str], text: str, entity: Entity) -> Iterator[TaggedToken]:
    tag = f"B-{entity.label}"
    for token in pattern.findall(text, entity.start, entity.end):
        yield token, tag
        tag = f"I-{entity.label}"


def _stretches(extraction: Extraction) -> Iterator[tuple[int, int]]:
    """Yield the sentences and the lines between them, in order; no cut goes through an entity."""
    text = extraction.text
    cuts = {at for sentence in extraction.sentences for at in (sentence.start, sentence.end)}
    covered = 0
    for sentence in extraction.sentences:
        cuts.update(match.end() for match in _LINE_BREAK.finditer(text, covered, max(covered, sentence.start)))
        covered = sentence.end
    cuts.update(match.end() for match in _LINE_BREAK.finditer(text, covered))
    for entity in extraction.entities:
        cuts.difference_update(range(entity.start + 1, entity.end))
    start = 0
    for cut in sorted(cuts | {len(text)}):
        # Blanks around a sentence belong to none.
        first, last = trimmed(text, start, cut)
        if first < last:
            yield first, last
        start = cut
