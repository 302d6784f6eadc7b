"""Why something is a contact or a quotation."""

from __future__ import annotations

from korex.discourse.quotes import find_quoted
from korex.explanations import Explanation, Source
from korex.language.analysis import Span
from korex.matching.sources import describe_quotation, place_of
from korex.rereading import Rereading, placed
from korex.schema import Contact, Quote

_QUOTES = "discourse/quotes.py"
_REPORTED = "discourse/reported_clauses.py"


class StatementExplanations:
    """Explains the contacts and quotations of one text: what stands in it as it is, and has no candidates."""

    def __init__(self, reading: Rereading) -> None:
        self._reading = reading

    def at(self, start: int, end: int) -> Explanation | None:
        """Return the explanation of a contact at a span, None if there is none."""
        for contact in self._reading.extraction.contacts:
            if contact.start < end and start < contact.end:
                return self.of_contact(contact)
        return None

    def of_contact(self, contact: Contact) -> Explanation:
        """Return which rule found a contact."""
        rule = self._rule_of(contact)
        place = place_of(rule) if rule else None
        source = placed(rule, "rule", place) if rule and place else Source("contact", "rule", "entities/contacts.py")
        evidence = self._reading.morphemes(contact.start, contact.end)
        return Explanation(contact.text, contact.start, contact.end, contact.kind, source, None, evidence)

    def of_quote(self, quote: Quote) -> Explanation:
        """Return why words are somebody's, and who is taken for the speaker."""
        speaker = f"the speaker {quote.speaker}" if quote.speaker else "nobody near it is named as the speaker"
        if not quote.direct:
            source = Source("quote.reported", "rule", _REPORTED, None, describe_quotation("quote.reported"))
            return Explanation(quote.text, quote.start, quote.end, "QUOTE", source, None, (speaker,))
        analysis = self._reading.analysis
        body = [Span(section.start, section.end) for section in analysis.sections if section.kind == "BODY"]
        ways = {
            self._reading.original(quoted.stretch.start, quoted.stretch.end): quoted.citing
            for quoted in find_quoted(analysis, body)
        }
        way = f"quote.{(ways.get((quote.start, quote.end)) or 'alone').lower()}"
        source = Source(way, "rule", _QUOTES, None, describe_quotation(way))
        return Explanation(quote.text, quote.start, quote.end, "QUOTE", source, None, (speaker,))

    def _rule_of(self, contact: Contact) -> str | None:
        """Return the id of the rule that finds a contact: the strongest one that finds just that."""
        nlp, analysis = self._reading.nlp, self._reading.analysis
        matcher = getattr(nlp.get_pipe("korex_contacts"), "matcher", None) if nlp.has_pipe("korex_contacts") else None
        matches = matcher.match(self._reading.doc, analysis) if matcher is not None else ()
        found = [m for m in matches if self._reading.original(m.start, m.end) == (contact.start, contact.end)]
        return max(found, key=lambda m: m.rule.priority).rule.id if found else None
