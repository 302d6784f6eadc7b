"""Explains a result: runs the pipeline over its text once more, and looks at what was proposed and what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from korex.dates import parse_reference_date
from korex.discourse.directives.component import read_directives
from korex.discourse.directives.knowledge import knowledge_of
from korex.discourse.directives.reports import Finding
from korex.entities.overlaps import confidence, strength, why_lost
from korex.errors import InputError
from korex.explanations import Explainable, Explanation, Loser, Source
from korex.language.analysis import Candidate, analysis_of
from korex.language.user_word import USER
from korex.matching.sources import Place, describe_model, describe_reading, place_of, place_of_verb
from korex.pipeline import analyse, shared_pipeline
from korex.results import extraction_of
from korex.schema import Directive, Entity, Event, Extraction, Mention, Person, Quantity, TemporalExpression

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
}
_OTHER_PIPELINE = (
    "is not in this result; to explain one of a pipeline of your own, give that pipeline: explain(item, nlp=nlp)"
)


class _Found(NamedTuple):
    """A candidate with its offsets in the text as given."""

    start: int
    end: int
    candidate: Candidate


class Explainer:
    """Explains the items of one result; the pipeline runs over its text once more, so a plain `extract` pays nothing.

    >>> import korex
    >>> x = korex.extract("새하늘공사는 25일 점검을 당부했다.")
    >>> explainer = Explainer(x)
    >>> explainer.explain(x.directives[0]).source.file
    'rules/directives/verbs.tsv'
    """

    def __init__(self, extraction: Extraction, nlp: Language | None = None) -> None:
        self._nlp = nlp or shared_pipeline()
        doc = analyse(self._nlp, extraction.text, parse_reference_date(extraction.reference_date))
        self._analysis = analysis_of(doc)
        self.extraction = extraction_of(doc)
        normalized = self._analysis.normalized
        proposed = [*self._analysis.candidates, *self._analysis.refused]
        self._candidates = [_Found(*normalized.original_span(c.start, c.end), c) for c in proposed]
        self._by_model = [found for found in self._candidates if confidence(found.candidate) is not None]
        # The overlap policy ranks what it keeps anew; a rule's own priority says more.
        own = {(f.candidate.start, f.candidate.end, f.candidate.source): f.candidate for f in self._candidates}
        self._entities = [
            _Found(
                *normalized.original_span(c.start, c.end),
                c._replace(priority=own.get((c.start, c.end, c.source), c).priority),
            )
            for c in self._analysis.entities
        ]
        self._directives: list[tuple[Directive, Finding]] | None = None

    def explain(self, item: Explainable) -> Explanation:
        """Return why an item is in the result, or what was found at a span `(start, end)` and why it was not kept."""
        home = _HOMES.get(type(item))
        if home is not None and item not in getattr(self.extraction, home):
            raise InputError(f"{getattr(item, 'text', None) or getattr(item, 'name', item)!r} {_OTHER_PIPELINE}")
        if isinstance(item, Directive):
            return self._directive(item)
        if isinstance(item, Person):
            named = next((mention for mention in item.mentions if mention.text == item.name), item.mentions[0])
            return self._span(named.start, named.end, ("PERSON",), _of_person(item))
        if isinstance(item, TemporalExpression):
            return self._span(item.start, item.end, ("DATE", "TIME", "QUANTITY"), self._of_date(item))
        if isinstance(item, Event):
            return self._span(item.start, item.end, ("EVENT",), (f"kind {item.kind}",))
        if isinstance(item, Quantity):
            value = f"value {item.value} {item.unit or ''}".rstrip()
            return self._span(item.start, item.end, ("QUANTITY",), (value,))
        if isinstance(item, Entity):
            return self._span(item.start, item.end, (item.label,))
        if isinstance(item, Mention):
            return self._span(item.start, item.end, ())
        return self._span(*_checked(item, len(self.extraction.text)), ())

    def everything(self) -> Iterator[Explanation]:
        """Yield the explanations of all entities and directives, in the order of the text."""
        items: list[Entity | Directive] = [*self.extraction.entities, *self.extraction.directives]
        for item in sorted(items, key=lambda item: (item.start, -item.end)):
            yield self.explain(item)

    # ------------------------------------------------------------------ spans

    def _span(self, start: int, end: int, labels: tuple[str, ...], evidence: tuple[str, ...] = ()) -> Explanation:
        winners = [w for w in self._entities if w.start < end and start < w.end]
        winner = max(
            winners, key=lambda w: (w.candidate.label in labels, min(w.end, end) - max(w.start, start)), default=None
        )
        around = [found for found in self._candidates if found.start < end and start < found.end]
        if winner is None:
            lost = tuple(self._lost(found, []) for found in self._ordered(around))
            text = self.extraction.text[start:end]
            return Explanation(text, start, end, None, None, None, (*evidence, *self._morphemes(start, end)), lost)
        candidate = winner.candidate
        alike = [
            f for f in around if (f.start, f.end) == (winner.start, winner.end) and f.candidate.label == candidate.label
        ]
        told = [*evidence]
        told += [
            f"also found by {found.candidate.source}, {strength(found.candidate)}"
            for found in self._ordered(alike)
            if found.candidate.source != candidate.source
        ]
        if not any(found.candidate.source == candidate.source for found in alike):
            told.append("its label is that of the same name, or of what stands beside it, in the rest of the text")
        kept = {(w.start, w.end, w.candidate.label) for w in self._entities}
        lost = tuple(
            self._lost(found, winners)
            for found in self._ordered(around)
            if (found.start, found.end, found.candidate.label) not in kept
        )
        return Explanation(
            self.extraction.text[winner.start : winner.end],
            winner.start,
            winner.end,
            candidate.label,
            self._source(candidate),
            confidence(candidate),
            (*told, *self._morphemes(winner.start, winner.end)),
            lost,
        )

    def _ordered(self, found: list[_Found]) -> list[_Found]:
        """Return findings, the strongest first, each once."""
        distinct = {(f.start, f.end, f.candidate.label, f.candidate.source): f for f in found}
        return sorted(
            distinct.values(), key=lambda f: (-(confidence(f.candidate) or 0), -f.candidate.priority, f.start)
        )

    def _lost(self, found: _Found, winners: list[_Found]) -> Loser:
        candidate = found.candidate
        near = [w.candidate for w in self._by_model if w.start < found.end and found.start < w.end]
        # One more of the model, wherever it is, shows that there is a model.
        reason = why_lost(candidate, [*near, *(other.candidate for other in self._by_model[:1])])
        better = next((w for w in winners if w.start < found.end and found.start < w.end), None)
        if not reason and better is not None:
            by = better.candidate
            stronger = "your own" if by.source.startswith(USER) else strength(by)
            text = self.extraction.text[better.start : better.end]
            reason = f"{by.label} {text} ({by.source}) stands here: {stronger}; this is {strength(candidate)}"
        text = self.extraction.text[found.start : found.end]
        source = self._source(candidate)
        return Loser(candidate.label, text, found.start, found.end, source, reason or self._refusal(candidate))

    def _refusal(self, candidate: Candidate) -> str:
        """Return why something was taken out that nothing better stands in the place of."""
        for stop in self._analysis.stops:
            if stop.start <= candidate.start and candidate.end <= stop.end and stop.label in (None, candidate.label):
                return f"your words say that {self._analysis.text[stop.start : stop.end]} is none"
        return "taken out again, for what stands around it"

    def _source(self, candidate: Candidate) -> Source:
        source = candidate.source
        if confidence(candidate) is not None:
            return Source(source, "model", "entities/tagger.py", None, describe_model())
        if source.startswith(USER):
            return self._own_source(candidate)
        return _rule(source)

    def _own_source(self, candidate: Candidate) -> Source:
        words = getattr(self._nlp.tokenizer, "words", None)
        surface = self._analysis.text[candidate.start : candidate.end]
        for occurrence in words.find(surface) if words is not None else ():
            if occurrence.word.source == candidate.source:
                word = occurrence.word
                return Source(candidate.source, "user word", word.file, word.line, f"your word {word.text}")
        identity = candidate.source.removeprefix(USER)
        component = self._nlp.get_pipe("korex_user_rules") if self._nlp.has_pipe("korex_user_rules") else None
        for rules in getattr(component, "rules", ()):
            for rule in rules.rules:
                if rule.id == identity:
                    example = rule.hits[0] if rule.hits else None
                    return Source(candidate.source, "user rule", rules.file, None, f"your rule {rule.id}", example)
        return Source(candidate.source, "user word")

    def _morphemes(self, start: int, end: int) -> tuple[str, ...]:
        morphemes, original = self._analysis.morphemes, self._analysis.normalized.original_span
        words = [
            f"{form}/{tag}"
            for form, tag, first, last in zip(
                morphemes.forms, morphemes.tags, morphemes.starts, morphemes.ends, strict=True
            )
            if original(first, last)[0] < end and start < original(first, last)[1]
        ]
        return (f"morphemes {' '.join(words)}",) if words else ()

    def _of_date(self, item: TemporalExpression) -> tuple[str, ...]:
        rules = [
            found.candidate.source
            for found in sorted(self._candidates)
            if item.start <= found.start and found.end <= item.end and confidence(found.candidate) is None
        ]
        told = [f"parts found by {', '.join(dict.fromkeys(rules))}"] if rules else []
        reference = self.extraction.reference_date
        return (
            f"value {item.value}" + (f", {item.mod}" if item.mod else ""),
            *told,
            f"the reference date is {reference}" if reference else "no reference date is given",
        )

    # ------------------------------------------------------------------ directives

    def _directive(self, item: Directive) -> Explanation:
        if self._directives is None:
            found = [finding for _, finding in read_directives(self._analysis)]
            self._directives = list(zip(self.extraction.directives, found, strict=True))
        return self._explained(*self._directives[self.extraction.directives.index(item)])

    def _explained(self, directive: Directive, finding: Finding) -> Explanation:
        predicate = directive.predicate
        told = [f"the predicate {predicate.text}", "reported" if finding.reported else "performed"]
        if directive.content is not None:
            told.append(f"what is asked: {directive.content.text}")
        if directive.speaker is not None:
            named = "named in the sentence" if finding.speaker else "of the quotation, the turn or a sentence before"
            told.append(f"the speaker {directive.speaker}: {named}")
        if directive.addressee is not None:
            told.append(f"the addressee {directive.addressee}: named in the sentence")
        told += self._morphemes(predicate.start, predicate.end)
        source = self._source_of(finding, predicate)
        return Explanation(directive.text, directive.start, directive.end, directive.kind, source, None, tuple(told))

    def _source_of(self, finding: Finding, predicate: Mention) -> Source:
        if finding.source == "verb":
            verb = self._verb_in(predicate)
            own = next((own for own in self._analysis.verbs if own.word == verb), None)
            if own is not None:
                words = getattr(self._nlp.tokenizer, "words", None)
                for word in words or ():
                    if word.label == "DIRECTIVE" and word.text.startswith(own.word):
                        return Source(f"verb:{verb}", "user word", word.file, word.line, f"your word {word.text}")
            return _placed(f"verb:{verb}", "predicate", place_of_verb(verb))
        if (place := place_of(finding.source)) is not None:
            return _placed(finding.source, "act", place)
        return Source(finding.source, "predicate", None, None, describe_reading(finding.source))

    def _verb_in(self, predicate: Mention) -> str:
        """Return the longest predicate of the lexicon that the words of a predicate hold: 지시 of 지시했다."""
        morphemes, original = self._analysis.morphemes, self._analysis.normalized.original_span
        forms = {
            form
            for form, start, end in zip(morphemes.forms, morphemes.starts, morphemes.ends, strict=True)
            if predicate.start <= original(start, end)[0] < predicate.end
        }
        verbs = knowledge_of(self._analysis).verbs
        known = [verb for verb in verbs if verb in forms or predicate.text.startswith(verb)]
        return max(known, key=len, default=predicate.text)


def explain(extraction: Extraction, item: Explainable, nlp: Language | None = None) -> Explanation:
    """Return why an item is in a result; see `Extraction.explain`."""
    return Explainer(extraction, nlp).explain(item)


def _of_person(person: Person) -> tuple[str, ...]:
    told = [f"title {title}" for title in person.titles]
    if person.organization:
        told.append(f"organization {person.organization}")
    return (*told, f"{len(person.mentions)} mentions: {', '.join(mention.text for mention in person.mentions)}")


def _rule(source: str) -> Source:
    place = place_of(source)
    return Source(source, "rule") if place is None else _placed(source, "rule", place)


def _placed(source: str, kind: str, place: Place) -> Source:
    return Source(source, kind, *place)


def _checked(span: object, length: int) -> tuple[int, int]:
    """Return a span as it is given; raises `InputError` for what is none."""
    if isinstance(span, tuple) and len(span) == 2 and all(isinstance(offset, int) for offset in span):
        start, end = cast("tuple[int, int]", span)
        if 0 <= start < end <= length:
            return start, end
    raise InputError(
        "expected an entity, person, date, event, quantity, mention or directive of the result, or a span "
        f"(start, end) of its text; got {span!r}"
    )
