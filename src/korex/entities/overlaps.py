"""The one overlap policy: which of the proposed entities stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.language.analysis import Candidate, analysis_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Doc


def resolve_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return non-overlapping candidates in text order: higher priority first, then longer, then earlier.

    >>> resolve_overlaps([Candidate(0, 2, "LOC", "a"), Candidate(0, 5, "ORG", "b")])
    [Candidate(start=0, end=5, label='ORG', source='b', priority=50)]
    """
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(set(candidates), key=lambda c: (-c.priority, c.start - c.end, c.start, c.label, c.source)):
        span = range(candidate.start, candidate.end)
        if span and taken.isdisjoint(span):
            taken.update(span)
            kept.append(candidate)
    return sorted(kept)


class Entities:
    """Turns candidates into the `entities` of the analysis and into ``doc.ents`` where tokens allow."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        from spacy.tokens import Span

        analysis = analysis_of(doc)
        analysis.entities = resolve_overlaps(analysis.candidates)
        starts = {offset: index for index, offset in enumerate(analysis.token_starts)}
        ends = {offset: index + 1 for index, offset in enumerate(analysis.token_ends)}
        doc.set_ents(
            [
                Span(doc, starts[entity.start], ends[entity.end], entity.label, span_id=entity.source)
                for entity in analysis.entities
                if entity.start in starts and entity.end in ends
            ]
        )
        return doc
