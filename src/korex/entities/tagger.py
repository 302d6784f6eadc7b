"""The trained labeller: proposes entities of all eight labels, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, cast

import regex

from korex.entities.overlaps import MODEL_SOURCE
from korex.entities.tagger_eojeols import eojeol_key
from korex.entities.tagger_model import Sentences, joined, load_model
from korex.entities.tagger_signs import evidence_of, marks_of
from korex.entities.tagger_spans import spans_within
from korex.language.analysis import Candidate, analysis_of
from korex.language.spans import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.entities.tagger_model import Labelled, TaggerModel
    from korex.language.analysis import Analysis, Morphemes
    from korex.schema import EntityLabel

_LINE_BREAK = regex.compile(r"\n\s*")
_LONGEST = 300  # morphemes of one piece
_BATCH = 4000  # morphemes computed at a time
_first = itemgetter(0)


class Tagger:
    """Adds the model's candidates; their `source` is ``crf:`` with the probability of the least certain morpheme."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        self.together([doc])
        return doc

    def together(self, docs: Sequence[Doc]) -> None:
        """Do for several documents at once what a call does for one: the network takes less time for all at once."""
        parts: list[_Part] = []
        size = 0
        for doc in docs:
            analysis = analysis_of(doc)
            evidence = evidence_of(analysis)
            for pieces in _batches(pieces_of(analysis)):
                part = _Part(analysis, pieces, evidence)
                if parts and size + part.size > _BATCH:
                    _label(parts)
                    parts, size = [], 0
                parts.append(part)
                size += part.size
        if parts:
            _label(parts)


class _Part(NamedTuple):
    """Pieces of a text that follow each other, ranges of morphemes; `evidence` is that of the whole text."""

    analysis: Analysis
    pieces: Sequence[tuple[int, int]]
    evidence: Sequence[int]

    @property
    def size(self) -> int:
        """How many morphemes the pieces have."""
        return self.pieces[-1][1] - self.pieces[0][0]


def _label(parts: Sequence[_Part]) -> None:
    """Add the model's candidates of some parts."""
    described = [describe(part.analysis.morphemes, part.evidence, part.pieces) for part in parts]
    entities = shared_model().label(joined(described))
    first = at = 0  # the first morpheme of a part among those of all, the first entity that is not before it
    for part in parts:
        analysis, begin = part.analysis, part.pieces[0][0]
        last = first + part.size
        until = bisect_left(entities, last, at, key=_first)
        starts, ends = analysis.morphemes.starts, analysis.morphemes.ends
        found = _candidates(entities[at:until], analysis.text, starts, ends, begin - first)
        contacts = analysis.contacts
        # an address names nobody, a telephone number counts nothing
        analysis.candidates += (
            [c for c in found if not any(overlapping(contacts, c.start, c.end))] if contacts else found
        )
        first, at = last, until


def describe(morphemes: Morphemes, evidence: Sequence[int], pieces: Sequence[tuple[int, int]]) -> Sentences:
    """Return what the model sees of pieces of a text, ranges of morphemes that follow each other.

    `evidence` is that of `evidence_of`.
    """
    forms, tags = morphemes.forms, morphemes.tags
    cuts = split_eojeols(morphemes.starts, morphemes.ends, pieces)
    bounds = [bisect_left(cuts, start) for start, _ in pieces] + [len(cuts) - 1]
    eojeols = list(pairwise(cuts))
    return Sentences(
        [eojeol_key(forms[a:b], tags[a:b]) for a, b in eojeols],
        [b - a for a, b in eojeols],
        [b - a for a, b in pairwise(bounds)],
        list(evidence[cuts[0] : cuts[-1]]),
        [sign for a, b in pieces for sign in marks_of(forms[a:b], tags[a:b])],
    )


def split_eojeols(starts: Sequence[int], ends: Sequence[int], pieces: Sequence[tuple[int, int]]) -> list[int]:
    """Return where the eojeols of pieces begin, as indices of morphemes, and where the last one ends.

    >>> split_eojeols([0, 2, 4], [2, 3, 6], [(0, 3)])
    [0, 2, 3]
    """
    first, last = pieces[0][0], pieces[-1][1]
    cuts = {start for start, _ in pieces}
    inside = range(first + 1, last)
    cuts.update(
        [
            at
            for at, start, end in zip(inside, starts[first + 1 : last], ends[first : last - 1], strict=True)
            if start > end
        ]
    )
    return [*sorted(cuts), last]


def model_candidates(
    model: TaggerModel, sentences: Sentences, text: str, starts: Sequence[int], ends: Sequence[int]
) -> list[Candidate]:
    """Return what the model finds in sentences of a text; `starts` and `ends` are those of their morphemes."""
    return _candidates(model.label(sentences), text, starts, ends, 0)


def _candidates(
    entities: Iterable[Labelled], text: str, starts: Sequence[int], ends: Sequence[int], shift: int
) -> list[Candidate]:
    """Return what the model has found in a text, whose morphemes are `shift` further on than the model counts them."""
    candidates: list[Candidate] = []
    for first, last, name, confidence in entities:
        label = cast("EntityLabel", name)
        source = f"{MODEL_SOURCE}{confidence:.2f}"
        for span in spans_within(text, starts[first + shift], ends[last + shift], label):
            candidates.append(Candidate(span.start, span.end, label, source))
    return candidates


def _batches(pieces: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """Yield pieces in groups of a size that a processor's cache holds."""
    first = 0
    for number, (_, end) in enumerate(pieces):
        if end - pieces[first][0] > _BATCH and number > first:
            yield pieces[first:number]
            first = number
    if pieces:
        yield pieces[first:]


@lru_cache(maxsize=1)
def shared_model() -> TaggerModel:
    """Return the model of the package, read at the first text."""
    return load_model()


def pieces_of(analysis: Analysis) -> list[tuple[int, int]]:
    """Return what is labelled at a time, as ranges of morphemes: sentences, and the lines of what lies between them."""
    first_at = analysis.morphemes.first_at
    cuts = {0, len(analysis.morphemes)}
    covered = 0
    text = analysis.text
    for start, end in [*sorted([*analysis.sentences, *analysis.title_sentences]), (len(text), len(text))]:
        cuts.update(first_at(found.end()) for found in _LINE_BREAK.finditer(text, covered, max(start, covered)))
        cuts.update((first_at(start), first_at(end)))
        covered = end
    order = sorted(cuts)
    return [(at, min(at + _LONGEST, end)) for start, end in pairwise(order) for at in range(start, end, _LONGEST)]
