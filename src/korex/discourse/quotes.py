"""Who said what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.language.analysis import analysis_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Quotes:
    """Adds `quotes`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        analysis_of(doc)
        return doc
