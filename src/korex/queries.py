"""What users ask of a result: by whom, of whom, on which day. `Extraction` has these as methods."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from korex.dates import parse_reference_date
from korex.entities.abbreviations import abbreviations
from korex.errors import ReferenceDateError
from korex.schema import Directive, Event, Extraction, Mention, Quote, TemporalExpression

if TYPE_CHECKING:
    from collections.abc import Iterator


class Day(NamedTuple):
    """What a text says of one day: the expressions that hold it, its events, the sentences that speak of it."""

    expressions: tuple[TemporalExpression, ...]
    events: tuple[Event, ...]
    sentences: tuple[Mention, ...]


def names_of(extraction: Extraction, name: str) -> frozenset[str]:
    """Return `name` and the name of whoever the text calls so: `윤 시장` gives 윤도석 too.

    For an organization, these are its full name and the short ones: 세계보건기구, WHO.
    """
    full = short_names(extraction)
    called = full.get(name, name)
    return frozenset({name, called}).union(
        (short for short, whole in full.items() if whole == called),
        (person.name for person in extraction.people if any(mention.text == name for mention in person.mentions)),
    )


def short_names(extraction: Extraction) -> dict[str, str]:
    """Return the full name for each short one by which the text calls an organization: {"WHO": "세계보건기구"}."""
    return abbreviations(extraction.text, [entity for entity in extraction.entities if entity.label == "ORG"])


def directives_by(extraction: Extraction, speaker: str) -> tuple[Directive, ...]:
    """Return the directives that `speaker` gives."""
    names = names_of(extraction, speaker)
    return tuple(directive for directive in extraction.directives if directive.speaker in names)


def quotes_by(extraction: Extraction, speaker: str) -> tuple[Quote, ...]:
    """Return what `speaker` says."""
    names = names_of(extraction, speaker)
    return tuple(quote for quote in extraction.quotes if quote.speaker in names)


def mentions_of(extraction: Extraction, name: str) -> tuple[Mention, ...]:
    """Return every place that speaks of a person or names an organization, in the order of the text."""
    names = names_of(extraction, name)
    found = [mention for person in extraction.people if person.name in names for mention in person.mentions]
    found += [Mention(e.text, e.start, e.end) for e in extraction.entities if e.label == "ORG" and e.text in names]
    return tuple(sorted(found, key=lambda mention: mention.start))


def on_day(extraction: Extraction, day: date | str) -> Day:
    """Return what happens on a day; raises `ReferenceDateError` for what is no day."""
    wanted = parse_reference_date(day)
    if wanted is None:
        raise ReferenceDateError("expected a day, got None")
    moment = datetime(wanted.year, wanted.month, wanted.day)
    expressions = tuple(expression for expression in extraction.dates if _holds(expression, moment))
    values = {expression.value for expression in expressions}
    events = tuple(event for event in extraction.events if event.date in values)
    return Day(expressions, events, tuple(_sentences(extraction, expressions)))


def _holds(expression: TemporalExpression, day: datetime) -> bool:
    """Whether the interval of an expression shares a moment with the day."""
    if expression.interval is None:
        return False
    try:
        begin, end = (datetime.fromisoformat(bound).replace(tzinfo=None) for bound in expression.interval)
    except ValueError:  # a result read from somebody else's JSON
        return False
    return begin < day + timedelta(days=1) and day < max(end, begin + timedelta(microseconds=1))


def _sentences(extraction: Extraction, expressions: tuple[TemporalExpression, ...]) -> Iterator[Mention]:
    for sentence in extraction.sentences:
        if any(sentence.start <= expression.start < sentence.end for expression in expressions):
            yield Mention(extraction.text[sentence.start : sentence.end], sentence.start, sentence.end)
