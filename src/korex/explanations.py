"""What an explanation says: which rule or model found an item, on what evidence, how surely, and what lost."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from korex.schema import Contact, Directive, Entity, Event, Mention, Person, Quantity, Quote, TemporalExpression

Explainable: TypeAlias = (
    Entity | Directive | TemporalExpression | Event | Quantity | Contact | Quote | Mention | Person | tuple[int, int]
)


class Source(NamedTuple):
    """What found something: the id of a rule, the model or a user's word, where it is written, what it is."""

    id: str
    kind: str  # "rule", "model", "user word", "user rule", "predicate" or "act"
    file: str | None = None
    line: int | None = None
    description: str | None = None
    example: str | None = None


class Loser(NamedTuple):
    """A finding that did not become part of the result, and why."""

    label: str
    text: str
    start: int
    end: int
    source: Source
    reason: str


class Explanation(NamedTuple):
    """Why `[start, end)` is what it is; without a source, why nothing was found there. ``print()`` shows it as text."""

    text: str
    start: int
    end: int
    label: str | None
    source: Source | None
    confidence: float | None = None
    evidence: tuple[str, ...] = ()
    lost: tuple[Loser, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings and numbers, ready for `json.dumps`."""
        return {
            **self._asdict(),
            "source": self.source._asdict() if self.source else None,
            "evidence": list(self.evidence),
            "lost": [{**loser._asdict(), "source": loser.source._asdict()} for loser in self.lost],
        }

    def _repr_html_(self) -> str:
        from korex.views.html import lines_fragment

        return lines_fragment(str(self))

    def __str__(self) -> str:
        from korex.views.explanation import text_of

        return text_of(self)
