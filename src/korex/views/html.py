"""A result, or a part of one, as HTML: whole pages for files, fragments for notebooks, made from the same templates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader

from korex.batches import Outcome
from korex.items import Item
from korex.schema import Entity, Extraction, Section
from korex.views.palette import MARKS
from korex.views.timeline import moments, without_place


class Piece(NamedTuple):
    """A stretch of the text; `entity` is None where it is no entity."""

    text: str
    entity: Entity | None


def html_of(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield a page with all outcomes, piece by piece as they come."""
    yield from _environment().get_template("page.html.j2").generate(outcomes=outcomes)


def html(extraction: Extraction, *, title: str = "korex") -> str:
    """Return a page that shows one result.

    >>> import korex
    >>> html(korex.extract("김도율 부시장은 점검을 당부했다.")).splitlines()[0]
    '<!doctype html>'
    """
    return "".join(html_of([Outcome(title, title, extraction)]))


def fragment(item: Item) -> str:
    """Return a result or a part of one as HTML to stand in another page: what a notebook shows.

    >>> import korex
    >>> "부시장" in fragment(korex.extract("김도율 부시장이 왔다.").people[0])
    True
    """
    return _fragment(item, type(item).__name__)


def table_fragment(columns: list[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return columns and rows as a table to stand in another page."""
    return _fragment((columns, rows), "table")


def lines_fragment(text: str) -> str:
    """Return lines that stand as they are, to stand in another page."""
    return _fragment(text, "lines")


def _fragment(item: object, kind: str) -> str:
    text = _environment().get_template("fragment.html.j2").render(item=item, kind=kind)
    # A notebook stores UTF-8, which has no half of a surrogate pair.
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # Everything is escaped: a page of the web is shown, never run.
    environment = Environment(
        loader=PackageLoader("korex", "views"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(
        marks=MARKS,
        parts=parts,
        rows=_rows,
        mentions=_mentions,
        shown=_shown,
        moments=moments,
        without_place=without_place,
        rest_rows=lambda dates: [(date.text, date.value, date.freq, date.type) for date in dates],
    )
    return environment


def parts(extraction: Extraction) -> Iterator[tuple[Section | None, list[Piece]]]:
    """Yield the sections of the text, each cut at its entities; together the pieces are the text.

    The section is None for blanks above one, and for what none covers, as in a result that another program wrote.
    """
    text = extraction.text
    at = 0
    for section in extraction.sections:
        # Line breaks above a section are no part of what is shown as it.
        start = max(at, section.end - len(text[section.start : section.end].lstrip()))
        if start > at:
            yield None, list(_pieces(extraction, at, start))
        yield section, list(_pieces(extraction, start, section.end))
        at = max(at, section.end)
    if at < len(text):
        yield None, list(_pieces(extraction, at, len(text)))


def _pieces(extraction: Extraction, start: int, end: int) -> Iterator[Piece]:
    at = bisect_right(extraction.entities, start, key=attrgetter("end"))
    for entity in islice(extraction.entities, at, None):
        if entity.start >= end:
            break
        # An entity across the border of two sections is shown in both, a part in each.
        first, last = max(entity.start, start), min(entity.end, end)
        if first < last:
            if first > start:
                yield Piece(extraction.text[start:first], None)
            yield Piece(extraction.text[first:last], entity)
            start = last
    if start < end:
        yield Piece(extraction.text[start:end], None)


def _rows(items: Iterable[Item]) -> tuple[list[str], list[list[Any]]]:
    """Return the fields that any of the items has, and their values, without the offsets."""
    items = list(items)
    names = [name for name in items[0].__slots__ if name not in ("start", "end")] if items else []
    names = [name for name in names if any(getattr(item, name) not in (None, ()) for item in items)]
    return names, [[getattr(item, name) for name in names] for item in items]


def _shown(cell: Any) -> str:
    if isinstance(cell, list | tuple):
        return " · ".join(cell)
    return "" if cell is None else str(cell)


def _mentions(person: Any) -> list[str]:
    return list(dict.fromkeys(mention.text for mention in person.mentions))
