"""Several texts at a time through one pipeline, component by component.

Kiwi's model, the rules' patterns and the labeller's tables are together more than a processor's caches hold: text after
text, each component throws out what the others need. Eight texts that pass a component one after the other take about a
seventh less time than one by one (`python -m bench`); more of them gain nothing. A component with a method ``together``
takes them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from korex.components import ALIASES, FACTORIES
from korex.language.analysis import analysis_of
from korex.results import extraction_of

if TYPE_CHECKING:
    from spacy.language import Language

    from korex.dates import ReferenceDate
    from korex.language.tokenizer import KiwiTokenizer
    from korex.schema import Extraction

_KOREX = frozenset({*FACTORIES, *ALIASES})


def run_together(
    nlp: Language, texts: Sequence[str], references: Iterable[ReferenceDate], *, tokens: bool
) -> list[Extraction]:
    """Return what a pipeline finds in each text; `tokens` says whether its components need those of spaCy.

    Raises whatever one of the texts raises.
    """
    make = nlp.make_doc if tokens else cast("KiwiTokenizer", nlp.tokenizer).without_tokens
    docs = [make(text) for text in texts]
    for doc, reference in zip(docs, references, strict=True):
        analysis_of(doc).reference = reference
    if _KOREX.issuperset(map(nlp.pipe_factories.__getitem__, nlp.pipe_names)):
        for _, component in nlp.pipeline:
            if (together := getattr(component, "together", None)) is not None:
                together(docs)
            else:
                docs = [component(doc) for doc in docs]
    else:
        docs = [nlp(doc) for doc in docs]  # others may have settings that spaCy knows of
    return [extraction_of(doc) for doc in docs]
