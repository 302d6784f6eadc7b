"""What stands between marks: quotations, brackets and parentheses, as spans with their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from korex.language.analysis import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest quotation that still is one; an opening mark without its partner gives up there or at a blank line.
_INSIDE = r"(?:[^{marks}\n]|\n(?![ \t]*\n)){{1,{length}}}?"


def _pair(opening: str, closing: str, length: int) -> str:
    return opening + _INSIDE.format(marks=opening + closing, length=length) + closing


# A straight mark opens after a blank, a bracket or punctuation and before a word; it closes after a word.
# An apostrophe in '25.9.1. or in '90년대 is none of both.
_STRAIGHT_DOUBLE = r'(?<![^\s(\[{<“‘\'…·,:=/.―-])"(?=\S)' + _INSIDE.format(marks='"', length=800) + r'(?<=\S)"'
_STRAIGHT_SINGLE = (
    r"(?<![^\s(\[{<“\"…·,:=/.―-])'(?=\S)(?!\d\d[.년])" + _INSIDE.format(marks="'", length=300) + r"(?<=\S)'"
)
# Opened with the mark of one style, closed with that of the other.
_MIXED_DOUBLE = "|".join(
    opening + _INSIDE.format(marks='“”"', length=800) + closing for opening, closing in ('"”', '“"')
)
_QUOTATIONS = regex.compile(
    "|".join(
        (
            _pair("“", "”", 800),
            _STRAIGHT_DOUBLE,
            _MIXED_DOUBLE,
            _pair("‘", "’", 300),
            _STRAIGHT_SINGLE,
            _pair("「", "」", 300),
        )
    )
)
_BRACKETS = regex.compile(
    "|".join(
        _pair(opening, closing, 300)
        for opening, closing in ((r"\(", r"\)"), ("『", "』"), ("《", "》"), ("〈", "〉"), ("【", "】"))
    )
)


_PARENTHESIS = regex.compile(r"\s?\([^()\n]{0,40}\)")


def without_parentheses(text: str) -> str:
    """Return a phrase without what stands in parentheses in it: 최고경영자(CEO), A(34)씨.

    >>> without_parentheses("나래소프트 최고경영자(CEO)")
    '나래소프트 최고경영자'
    """
    return _PARENTHESIS.sub("", text)


def quotations(text: str, start: int, end: int) -> list[Span]:
    """Return the outermost quotations in `text[start:end]`, marks included, in order; unclosed ones are none.

    >>> quotations("그는 “가자. 어서.”라고 했다.", 0, 17)
    [Span(start=3, end=12)]
    """
    return list(_found(_QUOTATIONS, text, start, end))


def brackets(text: str, start: int, end: int) -> list[Span]:
    """Return the parentheses and title brackets in `text[start:end]`, marks included, in order."""
    return list(_found(_BRACKETS, text, start, end))


def _found(pattern: regex.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    for match in pattern.finditer(text, start, end):
        yield Span(*match.span())
