"""A result as one self-contained HTML page: the text with its entities coloured, directives as cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from jinja2 import Environment, PackageLoader

from korex.batches import Outcome
from korex.schema import Entity, EntityLabel, Extraction


class Piece(NamedTuple):
    """A stretch of the text; `entity` is None where it is no entity."""

    text: str
    entity: Entity | None


def html_of(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield a page with all outcomes, piece by piece as they come."""
    # Everything is escaped: a page of the web is shown, never run.
    environment = Environment(
        loader=PackageLoader("korex", "views"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(pieces=pieces, rows=_rows, people_rows=_people_rows)
    yield from environment.get_template("page.html.j2").generate(outcomes=outcomes, labels=get_args(EntityLabel))


def html(extraction: Extraction, *, title: str = "korex") -> str:
    """Return a page that shows one result.

    >>> import korex
    >>> html(korex.extract("김도율 부시장은 점검을 당부했다.")).splitlines()[0]
    '<!doctype html>'
    """
    return "".join(html_of([Outcome(title, title, extraction)]))


def pieces(extraction: Extraction) -> Iterator[Piece]:
    """Yield the text of an extraction cut at its entities; together the pieces are the text."""
    at = 0
    for entity in extraction.entities:
        if entity.start > at:
            yield Piece(extraction.text[at : entity.start], None)
        yield Piece(entity.text, entity)
        at = entity.end
    if at < len(extraction.text):
        yield Piece(extraction.text[at:], None)


def _rows(items: Iterable[object], *names: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(item, name) for name in names) for item in items]


def _people_rows(extraction: Extraction) -> list[tuple[object, ...]]:
    return [
        (
            person.name,
            " · ".join(person.titles),
            person.organization,
            " · ".join(dict.fromkeys(mention.text for mention in person.mentions)),
        )
        for person in extraction.people
    ]
