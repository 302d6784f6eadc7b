"""Who signed the page and who publishes it, read from its byline and copyright sections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from korex.language.analysis import Analysis, Span
from korex.matching.files import read_toml
from korex.schema import Reporter

# How far from its end a broadcast says who spoke.
_LAST_WORDS = 60
# The patterns that tell who publishes a page, by the sections they are for.
_PUBLISHERS = {"DATELINE": "agency", "BODY": "signing_off"}

if TYPE_CHECKING:
    from collections.abc import Iterator

    from korex.text.blocks import Mark


class BylineReader:
    """Reads reporter and outlet; `korex/rules/page/reporters.toml` holds the patterns."""

    def __init__(self) -> None:
        table = read_toml("page/reporters.toml")["pattern"]
        self._name = re.compile(table["name"])
        self._two = re.compile(table["two"])
        self._photographer = re.compile(table["photographer"])
        self._task = re.compile(table["task"])
        self._author = re.compile(table["author"])
        self._addressed = re.compile(table["addressed"])
        self._sign_off = re.compile(table["sign_off"])
        self._mail = re.compile(table["mail"])
        self._outlet = re.compile(table["outlet"])
        self._publishing = {kind: re.compile(table[key]) for kind, key in _PUBLISHERS.items()}

    def read(self, analysis: Analysis, bylines: list[Mark]) -> None:
        """Set `reporter`, `reporter_span`, `outlet` and `outlet_span` of an analysis that has sections.

        ``진주=송하레 기자 songir@hanbit.kr`` gives the reporter 송하레 with that address.
        """
        text = analysis.text
        name = self._signer(analysis, bylines)
        if name is not None:
            analysis.reporter_span = name
            mails = (self._mail.search(text, byline.start, byline.end) for byline in bylines)
            mail = next((mail.group() for mail in mails if mail), None)
            analysis.reporter = Reporter(text[name.start : name.end], mail)
        for start, end in _spans(analysis, "COPYRIGHT"):
            if found := self._outlet.search(text, start, end):
                analysis.outlet_span = Span(*found.span("span"))
                analysis.outlet = found["span"]
                return
        for kind, pattern in self._publishing.items():
            for start, end in _spans(analysis, kind):
                if found := pattern.search(text, start if kind == "DATELINE" else max(start, end - _LAST_WORDS), end):
                    analysis.outlet_span, analysis.outlet = Span(*found.span("span")), found["span"]
                    return

    def _signer(self, analysis: Analysis, bylines: list[Mark]) -> Span | None:
        """Return who wrote the page: a reporter, a broadcast's last words, a column's author, then a photographer."""
        text = analysis.text
        pictures: Span | None = None
        for byline in bylines:
            for pattern in (self._two, self._name, self._task):
                for found in pattern.finditer(text, byline.start, byline.end):
                    span = Span(*found.span("span"))
                    if not self._photographer.match(text, found.start(), byline.end):
                        return span
                    pictures = pictures or span
        for start, end in _spans(analysis, "BODY"):
            if said := self._sign_off.search(text, max(start, end - _LAST_WORDS), end):
                return Span(*said.span("span"))
        for byline in bylines:
            pattern = self._author if byline.author else self._addressed
            if written := pattern.match(text, byline.start, byline.end):
                return Span(*written.span("span"))
        return pictures


def _spans(analysis: Analysis, kind: str) -> Iterator[Span]:
    return (Span(section.start, section.end) for section in analysis.sections if section.kind == kind)
