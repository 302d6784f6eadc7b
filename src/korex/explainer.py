"""Explains a result: runs the pipeline over its text once more, and looks at what was proposed and what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from korex.directive_explanations import DirectiveExplanations
from korex.entity_explanations import EntityExplanations
from korex.errors import InputError
from korex.explanations import Explainable, Explanation
from korex.rereading import Rereading
from korex.schema import (
    Contact,
    Directive,
    Entity,
    Event,
    Extraction,
    Mention,
    Person,
    Quantity,
    Quote,
    TemporalExpression,
)
from korex.statement_explanations import StatementExplanations

if TYPE_CHECKING:
    from spacy.language import Language

# Where items of each kind are in a result.
_HOMES: dict[type, str] = {
    Entity: "entities",
    Directive: "directives",
    TemporalExpression: "dates",
    Event: "events",
    Quantity: "quantities",
    Person: "people",
    Contact: "contacts",
    Quote: "quotes",
}
_OTHER_PIPELINE = (
    "is not in this result; to explain one of a pipeline of your own, give that pipeline: explain(item, nlp=nlp)"
)


class Explainer:
    """Explains the items of one result; the pipeline runs over its text once more, so a plain `extract` pays nothing.

    >>> import korex
    >>> x = korex.extract("새하늘공사는 25일 점검을 당부했다.")
    >>> explainer = Explainer(x)
    >>> explainer.explain(x.directives[0]).source.file
    'rules/directives/verbs.tsv'
    """

    def __init__(self, extraction: Extraction, nlp: Language | None = None) -> None:
        reading = Rereading(extraction, nlp)
        self.extraction = reading.extraction
        self._entities = EntityExplanations(reading)
        self._directives = DirectiveExplanations(reading)
        self._statements = StatementExplanations(reading)

    def explain(self, item: Explainable) -> Explanation:
        """Return why an item is in the result, or what was found at a span `(start, end)` and why it was not kept."""
        home = _HOMES.get(type(item))
        if home is not None and item not in getattr(self.extraction, home):
            raise InputError(f"{getattr(item, 'text', None) or getattr(item, 'name', item)!r} {_OTHER_PIPELINE}")
        if isinstance(item, Directive):
            return self._directives.of(item)
        if isinstance(item, Contact):
            return self._statements.of_contact(item)
        if isinstance(item, Quote):
            return self._statements.of_quote(item)
        if isinstance(item, Person):
            named = next((mention for mention in item.mentions if mention.text == item.name), item.mentions[0])
            return self._entities.of_span(named.start, named.end, ("PERSON",), _of_person(item))
        if isinstance(item, TemporalExpression):
            evidence = self._entities.evidence_of_date(item)
            return self._entities.of_span(item.start, item.end, ("DATE", "TIME", "QUANTITY"), evidence)
        if isinstance(item, Event):
            return self._entities.of_span(item.start, item.end, ("EVENT",), (f"kind {item.kind}",))
        if isinstance(item, Quantity):
            value = f"value {item.value} {item.unit or ''}".rstrip()
            return self._entities.of_span(item.start, item.end, ("QUANTITY",), (value,))
        if isinstance(item, Entity):
            return self._entities.of_span(item.start, item.end, (item.label,))
        start, end = (item.start, item.end) if isinstance(item, Mention) else _checked(item, len(self.extraction.text))
        found = self._entities.of_span(start, end, ())
        if found.source is None and (contact := self._statements.at(start, end)) is not None:
            return contact
        return found._replace(lost=(*found.lost, *self._directives.refused(start, end)))

    def everything(self) -> Iterator[Explanation]:
        """Yield the explanations of all entities and directives, and of what only looks like a directive, in order."""
        items: list[Entity | Directive] = [*self.extraction.entities, *self.extraction.directives]
        explained = [*map(self.explain, items), *self._directives.of_refused()]
        yield from sorted(explained, key=lambda explanation: (explanation.start, -explanation.end))


def explain(extraction: Extraction, item: Explainable, nlp: Language | None = None) -> Explanation:
    """Return why an item is in a result; see `Extraction.explain`."""
    return Explainer(extraction, nlp).explain(item)


def _of_person(person: Person) -> tuple[str, ...]:
    told = [f"title {title}" for title in person.titles]
    if person.organization:
        told.append(f"organization {person.organization}")
    return (*told, f"{len(person.mentions)} mentions: {', '.join(mention.text for mention in person.mentions)}")


def _checked(span: object, length: int) -> tuple[int, int]:
    """Return a span as it is given; raises `InputError` for what is none."""
    if isinstance(span, tuple) and len(span) == 2 and all(isinstance(offset, int) for offset in span):
        start, end = cast("tuple[int, int]", span)
        if 0 <= start < end <= length:
            return start, end
    raise InputError(
        "expected an entity, person, date, event, quantity, contact, quote, mention or directive of the result, "
        f"or a span (start, end) of its text; got {span!r}"
    )
