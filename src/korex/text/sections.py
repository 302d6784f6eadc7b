"""The parts of a scraped page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.language.analysis import analysis_of
from korex.schema import Section

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Sections:
    """Adds `sections` and `reporter`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        if analysis.text:
            analysis.sections = [Section("BODY", 0, len(analysis.text))]
        return doc
