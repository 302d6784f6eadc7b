"""Who signed the page and who publishes it, read from its byline and copyright sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from korex.language.analysis import Analysis, Span
from korex.matching.files import read_toml
from korex.schema import Reporter

if TYPE_CHECKING:
    from collections.abc import Iterator


class BylineReader:
    """Reads reporter and outlet; `korex/rules/page/reporters.toml` holds the patterns."""

    def __init__(self) -> None:
        table = read_toml("page/reporters.toml")["pattern"]
        self._name = regex.compile(table["name"])
        self._photographer = regex.compile(table["photographer"])
        self._task = regex.compile(table["task"])
        self._mail = regex.compile(table["mail"])
        self._outlet = regex.compile(table["outlet"])

    def read(self, analysis: Analysis) -> None:
        """Set `reporter`, `reporter_span`, `outlet` and `outlet_span` of an analysis that has sections.

        ``진주=송이레 기자 songir@hanbit.kr`` gives the reporter 송이레 with that address.
        """
        text = analysis.text
        name = next(self._signers(analysis), None)
        if name is not None:
            analysis.reporter_span = name
            mails = (
                mail.group()
                for start, end in _spans(analysis, "BYLINE")
                for mail in self._mail.finditer(text, start, end)
            )
            analysis.reporter = Reporter(text[name.start : name.end], next(mails, None))
        for start, end in _spans(analysis, "COPYRIGHT"):
            if found := self._outlet.search(text, start, end):
                analysis.outlet_span = Span(*found.span("span"))
                analysis.outlet = found["span"]
                return

    def _signers(self, analysis: Analysis) -> Iterator[Span]:
        """Yield the names in bylines: those of writers first, then those of photographers."""
        text = analysis.text
        photographers: list[Span] = []
        for start, end in _spans(analysis, "BYLINE"):
            for pattern in (self._name, self._task):
                for found in pattern.finditer(text, start, end):
                    span = Span(*found.span("span"))
                    if self._photographer.match(text, found.start(), end):
                        photographers.append(span)
                    else:
                        yield span
        yield from photographers


def _spans(analysis: Analysis, kind: str) -> Iterator[Span]:
    return (Span(section.start, section.end) for section in analysis.sections if section.kind == kind)
