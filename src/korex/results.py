"""From the analysis a Doc carries to the typed `Extraction`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from korex.items import Item
from korex.language.analysis import Analysis, analysis_of
from korex.schema import SCHEMA_VERSION, Entity, Extraction, Quote, Section, Sentence
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
        quotes=_quotes_of(analysis),
        directives=tuple(analysis.directives),
    )
    if normalized.text == normalized.original:
        return extraction
    moved: Extraction = _in_original(extraction, normalized)
    return replace(moved, sections=_without_gaps(moved.sections, len(moved.text)))


def _quotes_of(analysis: Analysis) -> tuple[Quote, ...]:
    """Return the quotes in text order, one with marks before what is reported from the same place on."""
    if not analysis.indirect_quotes:
        return tuple(analysis.quotes)
    return tuple(sorted((*analysis.quotes, *analysis.indirect_quotes), key=lambda quote: quote.start))


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
    fields: dict[str, Any] = {name: getattr(value, name) for name in value.__slots__}
    surface: str | None = None
    if "start" in fields:
        surface = normalized.text[fields["start"] : fields["end"]]
        start, end = normalized.original_span(fields["start"], fields["end"])
        fields["start"], fields["end"] = start, end
    for name, field in fields.items():
        if isinstance(field, tuple | Item) and name != "interval":
            fields[name] = _in_original(field, normalized)
        elif surface is not None and name in ("text", "name") and field == surface:
            # A field that repeats the surface of the span: a name that is not the surface stays.
            fields[name] = normalized.original[start:end]
    cls: Any = type(value)
    return cls(**fields)
