"""Renders a text with TIMEX3 tags (ISO-TimeML)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from korex.schema import Extraction, TemporalExpression


_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_timex3(extraction: Extraction) -> str:
    """Return the text, XML-escaped, with every temporal expression in a ``TIMEX3`` element.

    >>> import korex
    >>> to_timex3(korex.extract("22일 회의를 열었다.", reference_date="2025-07-22"))
    '<TIMEX3 tid="t1" type="DATE" value="2025-07-22">22일</TIMEX3> 회의를 열었다.'
    """
    parts: list[str] = []
    position = 0
    for number, item in enumerate(sorted(extraction.dates, key=lambda item: item.start), start=1):
        if item.start < position:
            continue
        parts += [_escape(extraction.text[position : item.start]), _tag(item, number), _escape(item.text), "</TIMEX3>"]
        position = item.end
    parts.append(_escape(extraction.text[position:]))
    return "".join(parts)


def _tag(item: TemporalExpression, number: int) -> str:
    attributes = {
        "tid": f"t{number}", "type": item.type, "value": item.value, "mod": item.mod, "freq": item.freq,
    }  # fmt: skip
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value is not None)
    return f"<TIMEX3{written}>"


def _escape(text: str) -> str:
    # XML 1.0 has no way to write most control characters and lone surrogates.
    return escape(_NOT_XML.sub("\ufffd", text))
