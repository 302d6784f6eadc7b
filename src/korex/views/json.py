"""Outcomes as JSON: one document, a list of documents, or one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from korex.batches import Outcome
from korex.items import dump_json


def json_of(outcomes: Iterable[Outcome], *, one: bool) -> Iterator[str]:
    """Yield pieces of indented JSON: the extraction alone for `one` document, else a list of records with their id."""
    if one:
        for outcome in outcomes:
            if outcome.extraction:
                yield outcome.extraction.to_json(indent=2) + "\n"
        return
    before = "[\n"
    for outcome in outcomes:
        yield before + dump_json(_record(outcome), indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def json_lines_of(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield one line of JSON for each outcome: its id with the extraction or with the error."""
    for outcome in outcomes:
        yield dump_json(_record(outcome)) + "\n"


def _record(outcome: Outcome) -> dict[str, Any]:
    if outcome.extraction is None:
        return {"id": outcome.id, "error": outcome.error}
    return {"id": outcome.id, **outcome.extraction.to_dict()}
