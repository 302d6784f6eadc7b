"""Many documents through the pipeline: one outcome each, in order, whatever one of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from korex.dates import ReferenceDate
from korex.documents import STANDARD_INPUT, Document, Unreadable
from korex.errors import KorexError
from korex.processes import map_in_processes
from korex.schema import Extraction

if TYPE_CHECKING:
    from spacy.language import Language

# Small enough that results come while a slow batch runs, large enough that passing it on costs nothing.
_BATCH_SIZE = 16


class Outcome(NamedTuple):
    """What became of one document: its extraction, or else the error that says what was expected."""

    id: Any
    where: str
    extraction: Extraction | None
    error: str | None = None

    @property
    def title(self) -> str:
        """What to call the document in a heading."""
        return self.where if self.id in (None, STANDARD_INPUT) else str(self.id)


def extract_documents(
    documents: Iterable[Document | Unreadable],
    *,
    reference_date: ReferenceDate = None,
    jobs: int = 1,
    nlp: Language | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each document, in order; a document's own reference date goes before `reference_date`.

    `nlp` is a pipeline with the user's words and rules, where there are any.
    """
    if jobs == 1:
        return (_extract_one(document, reference_date=reference_date, nlp=nlp) for document in documents)
    setup = None
    if nlp is not None:
        from korex.pipeline import copying

        setup = copying(nlp)
    return map_in_processes(
        _extract_one,
        documents,
        n_process=jobs,
        batch_size=_BATCH_SIZE,
        prepare=None if nlp else _warm_up,
        given_up=_given_up,
        setup=setup,
        reference_date=reference_date,
    )


def _warm_up(documents: list[Document | Unreadable]) -> None:
    from korex.pipeline import warm_up

    if any(isinstance(document, Document) for document in documents):
        warm_up()


def _given_up(_index: int, document: Document | Unreadable) -> Outcome:
    return Outcome(document.id, document.where, None, "the process that worked on this text ended, twice")


def _extract_one(
    document: Document | Unreadable, *, reference_date: ReferenceDate, nlp: Language | None = None
) -> Outcome:
    if isinstance(document, Unreadable):
        return Outcome(document.id, document.where, None, document.error)
    from korex.pipeline import extract

    try:
        own = document.reference_date
        extraction = extract(document.text, reference_date=reference_date if own is None else own, nlp=nlp)
    except KorexError as error:
        return Outcome(document.id, document.where, None, str(error))
    except Exception as error:
        # A messy page is never an error, so this is korex's own fault; the other documents must not pay for it.
        return Outcome(document.id, document.where, None, f"korex failed on this text, please report it: {error!r}")
    return Outcome(document.id, document.where, extraction)
