"""Lines of a text, hard-wrapped ones joined again."""

from __future__ import annotations

import re
from typing import NamedTuple

from korex.language.analysis import Morphemes, Span

# Tags after which a line is not complete: particles, connective and adnominal endings, modifiers, commas.
_CONNECTING = frozenset(
    ("JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC", "EC", "ETM", "MM", "MAG", "MAJ", "SP", "XPN")
)
_STOPS = frozenset(("SF", "SE", "EF"))
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
# A connecting line shorter than this share of its paragraph's width was ended on purpose; so was any other line
# shorter than the larger share.
_CONNECTING_SHARE, _FULL_SHARE = 0.6, 0.8
_SHORTEST, _NARROWEST = 12, 30


def logical_lines(text: str, morphemes: Morphemes, start: int, end: int, item: re.Pattern[str]) -> list[Span]:
    """Return the lines of `text[start:end]` without the blanks around them, hard-wrapped lines as one.

    A line goes on in the next one when it ends as no sentence does and is about as long as its paragraph is wide;
    a line that begins as `item` matches never continues another.
    """
    lines = [Span(*match.span()) for match in _LINE.finditer(text, start, end)]
    if len(lines) < 2:
        return lines
    joined = [lines[0]]
    for line, following, paragraph in zip(lines, lines[1:], _paragraphs(text, lines), strict=False):
        if (
            text.count("\n", line.end, following.start) == 1
            and not item.match(text, following.start)
            and _continues(text, morphemes, line, paragraph)
        ):
            joined[-1] = Span(joined[-1].start, following.end)
        else:
            joined.append(following)
    return joined


class _Paragraph(NamedTuple):
    """Lines without a blank one between: the length of the longest, and whether they may be hard-wrapped."""

    width: int
    wrapped: bool


def _paragraphs(text: str, lines: list[Span]) -> list[_Paragraph]:
    """Return for each line the paragraph it is in."""
    paragraphs: list[_Paragraph] = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or text.count("\n", lines[index - 1].end, lines[index].start) > 1:
            inner = lines[first : index - 1]
            complete = sum(text[line.end - 1] in '.!?…”"’' for line in inner)
            width = max(line.end - line.start for line in lines[first:index])
            paragraphs += [_Paragraph(width, 2 * complete < len(inner))] * (index - first)
            first = index
    return paragraphs


def _continues(text: str, morphemes: Morphemes, line: Span, paragraph: _Paragraph) -> bool:
    """Whether a line goes on in the next one: no end of a sentence, and about as long as the others."""
    last = morphemes.at(line.end - 1)
    if last < 0 or text[line.end - 1] in '.!?…”"’:)]>' or morphemes.tags[last] in _STOPS:
        return False
    length = line.end - line.start
    if morphemes.tags[last] in _CONNECTING:
        return length >= max(_SHORTEST, _CONNECTING_SHARE * paragraph.width)
    if morphemes.tags[last].startswith("S") or not paragraph.wrapped:
        return False
    return length >= max(_NARROWEST, _FULL_SHARE * paragraph.width)
