"""Who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.language.analysis import Analysis, analysis_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class People:
    """Adds `people`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        analysis_of(doc)
        return doc


def name_of(analysis: Analysis, start: int, end: int) -> str | None:
    """Return the name of the person that `[start, end)` speaks of, the last one if there are more."""
    found: tuple[int, str] | None = None
    for person in analysis.people:
        for mention in person.mentions:
            if mention.start < end and start < mention.end and (found is None or mention.start > found[0]):
                found = (mention.start, person.name)
    return found[1] if found else None
