"""From what rules and labeller propose to the entities of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.agreement import agree
from korex.entities.overlaps import merge
from korex.entities.own import settle
from korex.language.analysis import analysis_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Entities:
    """Turns candidates into the `entities` of the analysis and into ``doc.ents`` where tokens allow."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        from spacy.tokens import Span

        analysis = analysis_of(doc)
        if analysis.own or analysis.stops:
            analysis.entities = settle(analysis)
        else:
            analysis.entities = agree(merge(analysis.candidates), analysis.text)
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
