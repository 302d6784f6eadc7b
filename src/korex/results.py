"""From the analysis a Doc carries to the typed `Extraction`."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from korex.items import Item
from korex.language.analysis import analysis_of
from korex.schema import SCHEMA_VERSION, Entity, Extraction, Section, Sentence
from korex.text.normalization import NormalizedText

if TYPE_CHECKING:
    from spacy.tokens import Doc


def extraction_of(doc: Doc) -> Extraction:
    """Return the result of a Doc that came out of the korex pipeline, with offsets in the text as given."""
    analysis = analysis_of(doc)
    normalized = analysis.normalized
    text = normalized.text
    extraction = Extraction(
        schema_version=SCHEMA_VERSION,
        text=normalized.original,
        reference_date=analysis.reference.isoformat() if analysis.reference else None,
        sections=tuple(analysis.sections),
        sentences=tuple(Sentence(start, end) for start, end in analysis.sentences),
        reporter=analysis.reporter,
        entities=tuple(
            Entity(label, text[start:end], start, end, source) for start, end, label, source, _ in analysis.entities
        ),
        people=tuple(analysis.people),
        dates=tuple(analysis.dates),
        events=tuple(analysis.events),
        quantities=tuple(analysis.quantities),
        contacts=tuple(analysis.contacts),
        quotes=tuple(analysis.quotes),
        directives=tuple(analysis.directives),
    )
    if normalized.text == normalized.original:
        return extraction
    moved: Extraction = _in_original(extraction, normalized)
    return replace(moved, sections=_without_gaps(moved.sections, len(moved.text)))


def _without_gaps(sections: tuple[Section, ...], length: int) -> tuple[Section, ...]:
    """Return sections that cover the text: characters that normalization took out go to the section before them."""
    starts = [0, *(section.start for section in sections[1:]), length]
    return tuple(
        Section(section.kind, start, end) for section, start, end in zip(sections, starts, starts[1:], strict=False)
    )


def _in_original(value: Any, normalized: NormalizedText) -> Any:
    """Return a result with every span moved to the original text."""
    if isinstance(value, tuple):
        return tuple(_in_original(item, normalized) for item in value)
    if not isinstance(value, Item):
        return value
    names = {field.name for field in fields(value)}  # type: ignore[arg-type]
    changes: dict[str, Any] = {
        name: _in_original(getattr(value, name), normalized)
        for name in names
        if isinstance(getattr(value, name), tuple | Item) and name != "interval"
    }
    if "start" in names:
        start, end = normalized.original_span(value.start, value.end)  # type: ignore[attr-defined]
        changes |= {"start": start, "end": end}
        for name in ("text", "name"):
            # A field that repeats the surface of the span: a name that is not the surface stays.
            if name in names and getattr(value, name) == normalized.text[value.start : value.end]:  # type: ignore[attr-defined]
                changes[name] = normalized.original[start:end]
    return replace(value, **changes)  # type: ignore[type-var]
