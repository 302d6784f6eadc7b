"""From what rules and labeller propose to the entities of a text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from spacy.scorer import get_ner_prf
from spacy.tokens import Span

from korex.entities.agreement import agree
from korex.entities.others import take_others
from korex.entities.overlaps import merge
from korex.entities.own import settle
from korex.language.analysis import analysis_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

    from korex.language.analysis import Candidate


class Entities:
    """Turns candidates into the `entities` of the analysis and into ``doc.ents`` where tokens allow.

    What an earlier component of somebody else's put into ``doc.ents`` stays there and goes before what korex finds.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        others = take_others(doc, analysis)
        if analysis.own or analysis.stops:
            analysis.entities = settle(analysis)
        else:
            analysis.entities = agree(merge(analysis.candidates), analysis.text)
        if analysis.token_starts:
            found = spans_of(doc, analysis.entities)
            doc.set_ents(_with(others, found) if others else found)
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Return the scores of ``doc.ents``, as ``nlp.evaluate`` asks for them."""
        scores: dict[str, Any] = get_ner_prf(examples)
        return scores


def spans_of(doc: Doc, entities: Iterable[Candidate]) -> list[Span]:
    """Return spaCy's spans of the entities that begin and end where tokens do."""
    analysis = analysis_of(doc)
    starts, ends = analysis.token_starts, analysis.token_ends
    count = len(starts)
    spans = []
    for start, end, label, source, _ in entities:
        first, last = bisect_left(starts, start), bisect_left(ends, end)
        if first < count and last < count and starts[first] == start and ends[last] == end:
            spans.append(Span(doc, first, last + 1, label, span_id=source))
    return spans


def _with(others: list[Span], found: list[Span]) -> list[Span]:
    """Return others' entities and those of korex that overlap none of them."""
    taken = {index for span in others for index in range(span.start, span.end)}
    return [*others, *(span for span in found if taken.isdisjoint(range(span.start, span.end)))]
