"""Why a directive was found, and what looked like one and is none."""

from __future__ import annotations

from functools import cached_property

from korex.discourse.directives.component import read_directives
from korex.discourse.directives.findings import Finding, Refusal
from korex.discourse.directives.knowledge import knowledge_of
from korex.explanations import Explanation, Loser, Source
from korex.matching.sources import describe_reading, describe_refusal, place_of, place_of_verb
from korex.rereading import Rereading, placed
from korex.schema import Directive, Mention


class DirectiveExplanations:
    """Explains the directives of one text, and where it has none though something looks like one."""

    def __init__(self, reading: Rereading) -> None:
        self._reading = reading
        self._analysis = reading.analysis

    def of(self, directive: Directive) -> Explanation:
        """Return why a directive of the result was found, and what else of its sentence was refused."""
        finding = self._findings[self._reading.extraction.directives.index(directive)]
        predicate = directive.predicate
        told = [f"the predicate {predicate.text}", "reported" if finding.reported else "performed"]
        if directive.content is not None:
            told.append(f"what is asked: {directive.content.text}")
        if directive.speaker is not None:
            named = "named in the sentence" if finding.speaker else "of the quotation, the turn or a sentence before"
            told.append(f"the speaker {directive.speaker}: {named}")
        if directive.addressee is not None:
            told.append(f"the addressee {directive.addressee}: named in the sentence")
        told += self._reading.morphemes(predicate.start, predicate.end)
        return Explanation(
            directive.text,
            directive.start,
            directive.end,
            directive.kind,
            self._source_of(finding.source, predicate),
            None,
            tuple(told),
            self.refused(directive.start, directive.end),
        )

    def refused(self, start: int, end: int) -> tuple[Loser, ...]:
        """Return what looks like a directive at a span and is none, with the reason."""
        return tuple(loser for loser in self._losers if loser.start < end and start < loser.end)

    def of_refused(self) -> list[Explanation]:
        """Return an explanation for each predicate that only looks like a directive's, in sentences without any."""
        sentences = [(directive.start, directive.end) for directive in self._reading.extraction.directives]
        return [
            Explanation(loser.text, loser.start, loser.end, None, None, None, (), (loser,))
            for loser in self._losers
            if not any(start <= loser.start < end for start, end in sentences)
        ]

    @cached_property
    def _read(self) -> tuple[list[Finding], list[Refusal]]:
        refusals: list[Refusal] = []
        findings = [finding for _, finding in read_directives(self._analysis, refusals)]
        return findings, refusals

    @property
    def _findings(self) -> list[Finding]:
        return self._read[0]

    @cached_property
    def _losers(self) -> list[Loser]:
        """Return what was refused, in the order of the text, each predicate once; not what was read in another way."""
        found = {finding.predicate for finding in self._findings}
        losers: dict[tuple[int, int], Loser] = {}
        for refusal in sorted(self._read[1], key=lambda refusal: refusal.predicate):
            if refusal.predicate in found:
                continue
            start, end = self._reading.original(*refusal.predicate)
            text = self._reading.extraction.text[start:end]
            source = self._source_of(refusal.source, Mention(text, start, end))
            reason = describe_refusal(refusal.reason)
            losers.setdefault((start, end), Loser(refusal.kind, text, start, end, source, reason))
        return list(losers.values())

    def _source_of(self, source: str, predicate: Mention) -> Source:
        if source == "verb":
            verb = self._verb_in(predicate)
            own = next((own for own in self._analysis.verbs if own.word == verb), None)
            if own is not None:
                for word in self._reading.user_words():
                    if word.label == "DIRECTIVE" and word.text.startswith(own.word):
                        return Source(f"verb:{verb}", "user word", word.file, word.line, f"your word {word.text}")
            return placed(f"verb:{verb}", "predicate", place_of_verb(verb))
        if (place := place_of(source)) is not None:
            return placed(source, "act", place)
        return Source(source, "predicate", None, None, describe_reading(source))

    def _verb_in(self, predicate: Mention) -> str:
        """Return the longest predicate of the lexicon that the words of a predicate hold: 지시 of 지시했다."""
        morphemes, original = self._analysis.morphemes, self._reading.original
        forms = {
            form
            for form, start, end in zip(morphemes.forms, morphemes.starts, morphemes.ends, strict=True)
            if predicate.start <= original(start, end)[0] < predicate.end
        }
        verbs = knowledge_of(self._analysis).verbs
        known = [verb for verb in verbs if verb in forms or predicate.text.startswith(verb)]
        return max(known, key=len, default=predicate.text)
