"""The trained labeller: proposes entities of all eight labels, sentence by sentence."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

import regex

from korex.entities.overlaps import MODEL_SOURCE
from korex.entities.tagger_features import Description, describe, evidence_of
from korex.entities.tagger_model import load_model
from korex.entities.tagger_spans import spans_within
from korex.language.analysis import Candidate, analysis_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.entities.tagger_model import TaggerModel
    from korex.language.analysis import Analysis
    from korex.schema import EntityLabel

_LINE_BREAK = regex.compile(r"\n\s*")
_LONGEST = 300  # morphemes of one piece


class Piece(NamedTuple):
    """What is labelled at a time: its text, the offsets of its morphemes in that text, and their keys."""

    text: str
    starts: list[int]
    ends: list[int]
    description: Description


class Tagger:
    """Adds the model's candidates; their `source` is ``crf:`` with the probability of the least certain morpheme."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        ranges = pieces_of(analysis)
        if not ranges:
            return doc
        m = analysis.morphemes
        evidence = evidence_of(analysis)
        pieces: list[Piece] = []
        for a, b in ranges:
            starts, ends = m.starts[a:b], m.ends[a:b]
            described = describe(m.forms[a:b], m.tags[a:b], starts, ends, evidence[a:b])
            pieces.append(Piece(analysis.text, starts, ends, described))
        analysis.candidates += model_candidates(shared_model(), pieces)
        return doc


def model_candidates(model: TaggerModel, pieces: Sequence[Piece]) -> list[Candidate]:
    """Return what the model finds in pieces of text."""
    candidates: list[Candidate] = []
    for piece, found in zip(pieces, model.label([piece.description for piece in pieces]), strict=True):
        for entity in found:
            label = cast("EntityLabel", entity.label)
            source = f"{MODEL_SOURCE}{entity.confidence:.2f}"
            for span in spans_within(piece.text, piece.starts[entity.first], piece.ends[entity.last], label):
                candidates.append(Candidate(span.start, span.end, label, source))
    return candidates


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
