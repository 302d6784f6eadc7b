"""Sentences of the content sections, made from morphemes: a quotation never splits its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.scorer import Scorer

from korex.language.analysis import Analysis, Morphemes, Span, analysis_of
from korex.language.enclosures import brackets, quotations
from korex.language.lines import logical_lines
from korex.language.spans import trimmed
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

_STOPS = frozenset(("SF", "SE", "EF"))
_AFTER_STOP = re.compile(r"[.!?…~ㅋㅎㅠㅜ]*[)\]]*")
# What writers draw after an ending instead of a full stop: 좋아요ㅠㅠ 가요^^ 갔어요~
_DRAWN = re.compile(r"[~^ㅋㅎㅠㅜ♡♥★☆]{1,20}(?=\s)")
_OPENING = re.compile(r"[가-힣“‘\"'(\[]")
_CLOSED_STOP = re.compile(r"[.!?…][”\"’'」]+$")


# A longer sentence is none: a list or a transcript without punctuation.
_LONGEST = 1500


class Sentences:
    """Adds `sentences` (of the body) and `title_sentences`, and sets where ``doc.sents`` start."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.splitter = sentence_splitter()

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        for section in analysis.sections:
            if section.kind == "BODY":
                analysis.sentences += self.splitter.split(analysis, section.start, section.end)
            elif section.kind in ("TITLE", "SUBTITLE"):
                analysis.title_sentences += self.splitter.split(analysis, section.start, section.end)
        _set_starts(doc, analysis)
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Return the scores of the sentences, as ``nlp.evaluate`` asks for them."""
        scores: dict[str, Any] = Scorer.score_spans(
            examples, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START")
        )
        del scores["sents_per_type"]  # a sentence has no type
        return scores


def _set_starts(doc: Doc, analysis: Analysis) -> None:
    """Tell spaCy where sentences start (``doc.sents``); sections that hold none, such as captions, count as one."""
    if not len(doc):
        return
    starts: Any = np.full((len(doc), 1), -1, dtype=np.int64)
    first = [start for start, *_ in (*analysis.sentences, *analysis.title_sentences)]
    for start in (*first, *(section.start for section in analysis.sections)):
        starts[max(0, bisect_right(analysis.token_starts, start) - 1)] = 1  # the token that holds it
    doc.from_array(["SENT_START"], starts.astype(np.uint64))


class SentenceSplitter:
    """Splits a part of a text into sentences; `korex/rules/page/sentences.toml` holds what it knows of Korean."""

    def __init__(self) -> None:
        table = read_toml("page/sentences.toml")
        quotation, spoken = table["quotation"], table["spoken"]
        self._argument = re.compile(rf"{quotation['attached']}|[ \t]{quotation['apart']}")
        self._spoken_endings = frozenset(spoken["endings"])
        self._unpunctuated = frozenset(spoken["unpunctuated"])
        self._openers = frozenset(spoken["before"])
        self._item = re.compile(table["item"]["marker"])
        self._label = re.compile(table["item"]["label"])

    def split(self, analysis: Analysis, start: int, end: int) -> list[Span]:
        """Return the sentences of `text[start:end]` without the blanks around them.

        ``그는 “가자. 어서.”라고 했다. 모두 갔다.`` has two.
        """
        text = analysis.text
        quoted = quotations(text, start, end)
        enclosed = _outermost(quoted + brackets(text, start, end))
        cuts = {*self._line_cuts(analysis, start, end, enclosed)}
        cuts.update(self._stop_cuts(text, analysis.morphemes, start, end, enclosed))
        order = sorted(cuts)
        for span in quoted:
            if _CLOSED_STOP.search(text, max(span.start, span.end - 8), span.end) and self._stands_alone(
                text, span, order, start, end
            ):
                insort(order, span.end)
        edges = [start, *order, end]
        pieces = (Span(*trimmed(text, *edge)) for long in pairwise(edges) for edge in _parts(text, *long))
        return [piece for piece in pieces if piece.start < piece.end]

    def _line_cuts(self, analysis: Analysis, start: int, end: int, enclosed: list[Span]) -> Iterator[int]:
        """Yield where a line begins that does not continue the line before."""
        if analysis.text.find("\n", start, end) < 0:
            return
        for line in logical_lines(analysis.text, analysis.morphemes, start, end, self._item)[1:]:
            if not _inside(enclosed, line.start):
                yield line.start

    def _stop_cuts(self, text: str, morphemes: Morphemes, start: int, end: int, enclosed: list[Span]) -> Iterator[int]:
        """Yield where a sentence ends by its last morpheme."""
        tags, starts, ends = morphemes.tags, morphemes.starts, morphemes.ends
        inside = morphemes.range(start, end)
        last = inside.stop - 1
        endings = self._spoken_endings
        if "SF" not in tags[inside.start : inside.stop]:
            endings |= self._unpunctuated
        for index in [index for index in inside if tags[index] in _STOPS]:
            if index == last:
                continue
            at = ends[index]
            if _inside(enclosed, at):
                continue
            if tags[index] == "EF":
                if drawn := _DRAWN.match(text, at, end):
                    if morphemes.forms[index] in endings:
                        yield drawn.end()
                elif starts[index + 1] > at and self._closes_speech(text, morphemes, index, endings):
                    yield at
                continue
            before = tags[index - 1] if index > inside.start else ""
            if before in ("SN", "SL", "SB", "") or (tags[index] == "SE" and before != "EF"):
                continue
            if self._label.search(text, max(start, at - 6), at):
                continue
            at = _AFTER_STOP.match(text, at, end).end()  # type: ignore[union-attr]
            if at < end and (text[at].isspace() or (before == "EF" and _OPENING.match(text, at))):
                yield at

    def _closes_speech(self, text: str, morphemes: Morphemes, index: int, endings: frozenset[str]) -> bool:
        """Whether an ending without punctuation closes its sentence: ``네 알겠습니다 | 그럼 내일 봬요``."""
        following = morphemes.tags[index + 1]
        if following in self._openers:
            return True
        if following[0] in "JESX" or following in ("VX", "VCP"):
            return False
        return morphemes.forms[index] in endings and not self._argument.match(text, morphemes.ends[index])

    def _stands_alone(self, text: str, quotation: Span, cuts: list[int], start: int, end: int) -> bool:
        """Whether a quotation that ends with a stop is a sentence of its own, not part of a longer one."""
        if quotation.end == end or self._argument.match(text, quotation.end, end):
            return False
        if text[quotation.start] in '“"':
            return True
        if text[quotation.end - 2] != ".":  # a name: ‘어디로 가나?’ 특별전
            return False
        before = bisect_right(cuts, quotation.start)
        begin = cuts[before - 1] if before else start
        return not text[begin : quotation.start].strip()


@lru_cache(maxsize=1)
def sentence_splitter() -> SentenceSplitter:
    """Return the process's splitter."""
    return SentenceSplitter()


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence as it is, one that is too long to be one cut at blanks."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = blank + 1 if blank >= 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _inside(spans: list[Span], offset: int) -> bool:
    """Whether `offset` lies between the marks of one of the spans."""
    index = bisect_left(spans, (offset, offset)) - 1
    return index >= 0 and spans[index].start < offset < spans[index].end
