"""One text read once more by a pipeline, for its explanations: what was proposed in it, and the morphemes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from korex.dates import parse_reference_date
from korex.explanations import Source
from korex.language.analysis import analysis_of
from korex.matching.sources import Place
from korex.pipeline import analyse, shared_pipeline
from korex.results import extraction_of
from korex.schema import Extraction

if TYPE_CHECKING:
    from spacy.language import Language

    from korex.language.user_word import UserWord


class Rereading:
    """The text of a result with its analysis, which a plain `extract` does not keep."""

    def __init__(self, extraction: Extraction, nlp: Language | None = None) -> None:
        self.nlp = nlp or shared_pipeline()
        self.doc = analyse(self.nlp, extraction.text, parse_reference_date(extraction.reference_date))
        self.analysis = analysis_of(self.doc)
        self.extraction = extraction_of(self.doc)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text as given of `[start, end)` in the normalized text."""
        return self.analysis.normalized.original_span(start, end)

    def morphemes(self, start: int, end: int) -> tuple[str, ...]:
        """Return the line that tells the morphemes of `[start, end)`, none where there are none."""
        parts = self.analysis.morphemes
        words = [
            f"{form}/{tag}"
            for form, tag, first, last in zip(parts.forms, parts.tags, parts.starts, parts.ends, strict=True)
            if self.original(first, last)[0] < end and start < self.original(first, last)[1]
        ]
        return (f"morphemes {' '.join(words)}",) if words else ()

    def user_words(self) -> Iterable[UserWord]:
        """Return the user's words."""
        return getattr(self.nlp.tokenizer, "words", None) or ()


def placed(source: str, kind: str, place: Place) -> Source:
    """Return a source with the place where it is written."""
    return Source(source, kind, *place)
