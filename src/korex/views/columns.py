"""Which columns each kind of finding has: read off the result types, so that a field added there is a column here.

A mention becomes three columns (``content``, ``content_start``, ``content_end``), an interval two.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from korex.errors import InputError
from korex.schema import (
    Contact,
    Directive,
    Entity,
    Event,
    Extraction,
    Mention,
    Quantity,
    Quote,
    TemporalExpression,
)

FrameKind = Literal[
    "documents", "sections", "sentences", "entities", "people", "mentions", "dates", "events", "quantities",
    "contacts", "quotes", "directives",
]  # fmt: skip
ColumnType = Literal["text", "texts", "integer", "number", "flag", "moment"]


class Column(NamedTuple):
    """A column: its name, what it holds, and how its value is read off a row's item."""

    name: str
    type: ColumnType
    read: Callable[[Any], Any]


class DocumentRow(NamedTuple):
    """What a text says of itself."""

    title: str | None
    reporter: str | None
    email: str | None
    reference_date: str | None
    text: str


class SectionRow(NamedTuple):
    """A section with its text."""

    kind: str
    text: str
    start: int
    end: int


class PersonRow(NamedTuple):
    """A person; `text`, `start` and `end` are those of the first mention, `mentions` says how many there are."""

    name: str
    titles: tuple[str, ...]
    organization: str | None
    text: str | None
    start: int | None
    end: int | None
    mentions: int


class MentionRow(NamedTuple):
    """A mention of a person, who has the name `person`."""

    person: str
    text: str
    start: int
    end: int


# What a row of each kind is; where it is not the item itself, `items_of` makes it.
_ROWS: dict[FrameKind, type] = {
    "documents": DocumentRow, "sections": SectionRow, "sentences": Mention, "entities": Entity, "people": PersonRow,
    "mentions": MentionRow, "dates": TemporalExpression, "events": Event, "quantities": Quantity, "contacts": Contact,
    "quotes": Quote, "directives": Directive,
}  # fmt: skip


@lru_cache
def columns_of(kind: FrameKind) -> tuple[Column, ...]:
    """Return the columns of a kind; raises `InputError` for one that is none."""
    if kind not in _ROWS:
        raise InputError(f"kind: expected one of {', '.join(_ROWS)}, got {kind!r}")
    row = _ROWS[kind]
    hints = get_type_hints(row)
    names = [field.name for field in fields(row)] if is_dataclass(row) else list(hints)
    return tuple(column for name in names for column in _columns(name, hints[name]))


def items_of(extraction: Extraction, kind: FrameKind) -> Iterable[Any]:
    """Return the rows of a kind, in the order of the result."""
    text = extraction.text
    if kind == "documents":
        return [_document(extraction)]
    if kind == "sections":
        return [
            SectionRow(part.kind, text[part.start : part.end], part.start, part.end) for part in extraction.sections
        ]
    if kind == "sentences":
        return [Mention(text[part.start : part.end], part.start, part.end) for part in extraction.sentences]
    if kind == "people":
        return [
            PersonRow(person.name, person.titles, person.organization, *_first(person.mentions), len(person.mentions))
            for person in extraction.people
        ]
    if kind == "mentions":
        return [
            MentionRow(person.name, mention.text, mention.start, mention.end)
            for person in extraction.people
            for mention in person.mentions
        ]
    items: tuple[Any, ...] = getattr(extraction, kind)
    return items


def _document(extraction: Extraction) -> DocumentRow:
    titles = [part for part in extraction.sections if part.kind == "TITLE"]
    title = extraction.text[titles[0].start : titles[0].end].strip() if titles else None
    reporter = extraction.reporter
    return DocumentRow(
        title,
        reporter.name if reporter else None,
        reporter.email if reporter else None,
        extraction.reference_date,
        extraction.text,
    )


def _first(mentions: tuple[Mention, ...]) -> tuple[str | None, int | None, int | None]:
    return (mentions[0].text, mentions[0].start, mentions[0].end) if mentions else (None, None, None)


def _columns(name: str, hint: Any) -> Iterator[Column]:
    """Yield the columns of a field with the type `hint`."""
    read = attrgetter(name)
    options = [option for option in get_args(hint) or (hint,) if option is not NoneType]
    if Mention in options:
        yield Column(name, "text", lambda item: text_of(getattr(read(item), "text", None)))
        yield Column(f"{name}_start", "integer", lambda item: getattr(read(item), "start", None))
        yield Column(f"{name}_end", "integer", lambda item: getattr(read(item), "end", None))
    elif tuple[str, str] in options:
        yield Column(f"{name}_begin", "moment", lambda item: _moment(read(item), 0))
        yield Column(f"{name}_end", "moment", lambda item: _moment(read(item), 1))
    elif get_origin(hint) is tuple:
        yield Column(name, "texts", lambda item: [text_of(part) for part in read(item)])
    elif float in options:
        yield Column(name, "number", lambda item: _number(read(item)))
    elif bool in options:
        yield Column(name, "flag", read)
    elif int in options:
        yield Column(name, "integer", read)
    else:
        yield Column(name, "text", lambda item: text_of(read(item)))


def text_of(value: str | None) -> str | None:
    """Return text that is UTF-8: half of a surrogate pair, which no data frame takes, becomes a question mark."""
    return value if value is None or value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def _moment(interval: tuple[str, str] | None, side: int) -> datetime | None:
    """Return a bound of an interval as the clock there shows it."""
    try:
        return datetime.fromisoformat(interval[side]).replace(tzinfo=None) if interval else None
    except ValueError:  # a result read from somebody else's JSON
        return None


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf
