"""Who, when, where, what, why and how of documents, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from korex.answers import summarize

if TYPE_CHECKING:
    from korex.batches import Outcome


def summaries_of(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the answers of each document under its name."""
    before = ""
    for outcome in outcomes:
        if outcome.extraction is not None:
            yield f"{before}{outcome.title}\n{summarize(outcome.extraction)}\n"
            before = "\n"
