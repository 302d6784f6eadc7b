"""Why a span is an entity, or none: what was proposed there, what was kept, what lost and why."""

from __future__ import annotations

from typing import NamedTuple

from korex.entities.overlaps import confidence, strength, why_lost
from korex.explanations import Explanation, Loser, Source
from korex.language.analysis import Candidate
from korex.language.user_word import USER
from korex.language.user_words import UserWords
from korex.matching.sources import describe_model, place_of
from korex.rereading import Rereading, placed
from korex.schema import TemporalExpression


class _Found(NamedTuple):
    """A candidate with its offsets in the text as given."""

    start: int
    end: int
    candidate: Candidate


class EntityExplanations:
    """Explains spans of one text by the candidates for entities."""

    def __init__(self, reading: Rereading) -> None:
        self._reading = reading
        self._analysis = reading.analysis
        self._text = reading.extraction.text
        proposed = [*self._analysis.candidates, *self._analysis.refused]
        self._candidates = [_Found(*reading.original(c.start, c.end), c) for c in proposed]
        self._by_model = [found for found in self._candidates if confidence(found.candidate) is not None]
        # The overlap policy ranks what it keeps anew; a rule's own priority says more.
        own = {(f.candidate.start, f.candidate.end, f.candidate.source): f.candidate for f in self._candidates}
        self._entities = [
            _Found(
                *reading.original(c.start, c.end),
                c._replace(priority=own.get((c.start, c.end, c.source), c).priority),
            )
            for c in self._analysis.entities
        ]

    def of_span(self, start: int, end: int, labels: tuple[str, ...], evidence: tuple[str, ...] = ()) -> Explanation:
        """Return why the best entity at a span is there, one of `labels` first; else why nothing is."""
        winners = [w for w in self._entities if w.start < end and start < w.end]
        winner = max(
            winners, key=lambda w: (w.candidate.label in labels, min(w.end, end) - max(w.start, start)), default=None
        )
        around = [found for found in self._candidates if found.start < end and start < found.end]
        if winner is None:
            lost = tuple(self._lost(found, []) for found in self._ordered(around))
            text = self._text[start:end]
            return Explanation(
                text, start, end, None, None, None, (*evidence, *self._reading.morphemes(start, end)), lost
            )
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
            self._text[winner.start : winner.end],
            winner.start,
            winner.end,
            candidate.label,
            self._source(candidate),
            confidence(candidate),
            (*told, *self._reading.morphemes(winner.start, winner.end)),
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
            text = self._text[better.start : better.end]
            reason = f"{by.label} {text} ({by.source}) stands here: {stronger}; this is {strength(candidate)}"
        text = self._text[found.start : found.end]
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
        words = self._reading.user_words()
        surface = self._analysis.text[candidate.start : candidate.end]
        for occurrence in words.find(surface) if isinstance(words, UserWords) else ():
            if occurrence.word.source == candidate.source:
                word = occurrence.word
                return Source(candidate.source, "user word", word.file, word.line, f"your word {word.text}")
        identity = candidate.source.removeprefix(USER)
        nlp = self._reading.nlp
        component = nlp.get_pipe("korex_user_rules") if nlp.has_pipe("korex_user_rules") else None
        for rules in getattr(component, "rules", ()):
            for rule in rules.rules:
                if rule.id == identity:
                    example = rule.hits[0] if rule.hits else None
                    return Source(candidate.source, "user rule", rules.file, None, f"your rule {rule.id}", example)
        return Source(candidate.source, "user word")

    def evidence_of_date(self, item: TemporalExpression) -> tuple[str, ...]:
        """Return what speaks for the value of a temporal expression."""
        rules = [
            found.candidate.source
            for found in sorted(self._candidates)
            if item.start <= found.start and found.end <= item.end and confidence(found.candidate) is None
        ]
        told = [f"parts found by {', '.join(dict.fromkeys(rules))}"] if rules else []
        reference = self._reading.extraction.reference_date
        return (
            f"value {item.value}" + (f", {item.mod}" if item.mod else ""),
            *told,
            f"the reference date is {reference}" if reference else "no reference date is given",
        )


def _rule(source: str) -> Source:
    place = place_of(source)
    return Source(source, "rule") if place is None else placed(source, "rule", place)
