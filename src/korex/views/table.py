"""A result as a table for reading on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import get_args

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from korex.batches import Outcome
from korex.schema import Directive, EntityLabel, Event, Extraction, Person, Quantity, Quote, TemporalExpression

# Line breaks, escape sequences and changes of direction in a page must not reach the terminal.
_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_WIDTH = 100


def tables_of(outcomes: Iterable[Outcome], *, width: int | None = None, color: bool = False) -> Iterator[str]:
    """Yield the table of each outcome as text; a terminal gives its `width` and takes `color`."""
    for outcome in outcomes:
        if outcome.extraction is None:
            continue
        out = StringIO()
        console = Console(
            file=out,
            width=width or _WIDTH,
            force_terminal=color,
            color_system="standard" if color else None,
            legacy_windows=False,
        )
        console.print(table(outcome.extraction, title=outcome.title))
        yield "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines()) + "\n"


def table(extraction: Extraction, *, title: str = "korex") -> RenderableType:
    """Return the result as something `rich` prints: a heading, then one part for each kind of finding.

    >>> import korex
    >>> Console(width=20).print(table(korex.extract(""), title="page.txt"))
    page.txt ───────────
    the text is empty
    """
    heading = f"{title} ({extraction.reference_date})" if extraction.reference_date else title
    parts: list[RenderableType] = [Rule(Text(_clean(heading), style="bold"), align="left", characters="─")]
    for name, body in _parts(extraction):
        parts += [Text(name, style="bold cyan"), Padding(body, (0, 0, 0, 2))]
    if len(parts) == 1:
        parts.append(Text("nothing found" if extraction.text.strip() else "the text is empty", style="dim"))
    return Group(*parts)


def _parts(x: Extraction) -> Iterator[tuple[str, RenderableType]]:
    titles = [x.text[s.start : s.end] for s in x.sections if s.kind == "TITLE"]
    if titles:
        yield "Title", _lines(titles)
    if x.reporter:
        yield "Reporter", _lines([" ".join(filter(None, (x.reporter.name, x.reporter.email)))])
    if x.people:
        yield "People", _grid(map(_person, x.people))
    for name, label in (("Organizations", "ORG"), ("Places", "LOC")):
        if found := dict.fromkeys(entity.text for entity in x.entities if entity.label == label):
            yield name, _lines([" · ".join(found)])
    for label in dict.fromkeys(entity.label for entity in x.entities if entity.label not in get_args(EntityLabel)):
        own = dict.fromkeys(entity.text for entity in x.entities if entity.label == label)
        yield label, _lines([" · ".join(own)])
    if x.dates:
        yield "Dates", _grid(map(_date, x.dates))
    if x.events:
        yield "Events", _grid(map(_event, x.events))
    if x.quantities:
        yield "Quantities", _grid(map(_quantity, x.quantities))
    if x.contacts:
        yield "Contacts", _grid((contact.text, contact.kind) for contact in x.contacts)
    if x.quotes:
        yield "Quotes", _lines(map(_quote, x.quotes))
    if x.directives:
        yield "Directives", _lines(map(_directive, x.directives))


def _person(person: Person) -> tuple[str, ...]:
    names = dict.fromkeys(mention.text for mention in person.mentions)
    return person.name, ", ".join(person.titles), person.organization or "", " · ".join(names)


def _date(date: TemporalExpression) -> tuple[str, ...]:
    more = (date.mod, f"freq {date.freq}" if date.freq else None)
    return date.text, date.value, " ".join(filter(None, (date.type, *more)))


def _event(event: Event) -> tuple[str, ...]:
    return event.name, event.kind, event.date or "", event.place or ""


def _quantity(quantity: Quantity) -> tuple[str, ...]:
    return quantity.text, f"{quantity.value:,} {quantity.unit or ''}", quantity.kind


def _quote(quote: Quote) -> str:
    said = f"“{quote.text}”" if quote.direct else f"{quote.text} (reported)"
    return f"{quote.speaker or '?'}: {said}"


def _directive(directive: Directive) -> str:
    """Return `who → whom: what (kind)`."""
    content = directive.content.text if directive.content else directive.predicate.text
    kind = f"{directive.kind}, not to" if directive.negative else directive.kind
    return f"{directive.speaker or '?'} → {directive.addressee or '?'}: {content} ({kind})"


def _lines(lines: Iterable[str]) -> RenderableType:
    """One line each, what does not fit indented below it."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for line in lines:
        grid.add_row("-", Text(_clean(line)))
    return grid


def _grid(rows: Iterable[tuple[str, ...]]) -> RenderableType:
    grid = Table.grid(padding=(0, 3))
    for row in rows:
        grid.add_row(*(Text(_clean(cell), overflow="fold") for cell in row))
    return grid


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()
