"""Entities that a component of somebody else's, such as spaCy's `entity_ruler`, has put into ``doc.ents``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from korex.language.analysis import OWN_RULE, OwnEntity
from korex.schema import EntityLabel

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from korex.language.analysis import Analysis

_LABELS = frozenset(get_args(EntityLabel))
_SOURCE = "doc.ents"


def take_others(doc: Doc, analysis: Analysis) -> list[Span]:
    """Return the entities of a Doc that korex did not put there; those with a label of korex's become the user's own.

    What korex put there, in an earlier run over the same Doc, is known by its source, the id of the span.
    """
    if not (spans := doc.ents):
        return []
    korex = {(entity.start, entity.end, entity.source) for entity in analysis.entities}
    known = {(entity.start, entity.end) for entity in analysis.own}
    others = []
    for span in spans:
        start, end = analysis.token_starts[span.start], analysis.token_ends[span.end - 1]
        if (start, end, span.ent_id_) in korex:
            continue
        others.append(span)
        if span.label_ in _LABELS and (start, end) not in known:
            source = f"{_SOURCE}:{span.ent_id_}" if span.ent_id_ else _SOURCE
            analysis.own.append(OwnEntity(start, end, cast("EntityLabel", span.label_), source, priority=OWN_RULE))
    return others
