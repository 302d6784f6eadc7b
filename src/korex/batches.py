"""Many documents through the pipeline: one outcome each, in order, whatever one of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from korex.dates import ReferenceDate, parse_reference_date
from korex.documents import STANDARD_INPUT, Document, Unreadable
from korex.errors import KorexError
from korex.groups import groups_of
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
        groups = groups_of(documents, _length)
        return chain.from_iterable(_extract_group(group, reference_date=reference_date, nlp=nlp) for group in groups)
    setup = None
    if nlp is not None:
        from korex.pipeline import copying

        setup = copying(nlp)
    return map_in_processes(
        _extract_batch,
        documents,
        n_process=jobs,
        batch_size=_BATCH_SIZE,
        by_batch=True,
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


def _length(document: Document | Unreadable) -> int:
    return len(document.text) if isinstance(document, Document) else 0


def _extract_batch(documents: list[Document | Unreadable], **options: Any) -> list[Outcome]:
    return [outcome for group in groups_of(documents, _length) for outcome in _extract_group(group, **options)]


def _extract_group(
    documents: list[Document | Unreadable], *, reference_date: ReferenceDate, nlp: Language | None = None
) -> list[Outcome]:
    """Return the outcomes of documents that go through the pipeline together."""
    from korex.pipeline import extract_together

    texts = [document for document in documents if isinstance(document, Document)]
    try:
        own = [parse_reference_date(text.reference_date) for text in texts]
        dates = [reference_date if date is None else date for date in own]
        found = iter(extract_together([text.text for text in texts], dates, nlp) if texts else [])
    except Exception:  # of one text, which is told of by itself
        return [_extract_one(document, reference_date=reference_date, nlp=nlp) for document in documents]
    return [
        Outcome(document.id, document.where, next(found), None)
        if isinstance(document, Document)
        else _extract_one(document, reference_date=reference_date)
        for document in documents
    ]


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
