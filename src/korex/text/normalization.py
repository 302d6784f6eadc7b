"""Normalized text next to the original, with an index map between the two.

Everything inside korex works on the normalized text; spans go back to the original once, when the result is built.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import regex

# What the analyser must not see: half a surrogate pair, control characters, full-width ASCII, odd blanks.
# Each is replaced by one character, so offsets stay.
_REPLACED: dict[int, str] = {
    **dict.fromkeys((*range(0, 9), *range(14, 32), 127, 160, 5760, *range(8192, 8203)), " "),
    **{0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0x202F: " ", 0x205F: " ", 0x3000: " "},
    **{0x2032: "'", 0x2033: '"'},  # ′ ″, primes that stand for quotation marks
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
}
# Invisible characters that only get in the way of analysis: soft hyphen, zero-width, direction marks, BOM.
_REMOVED = "".join(
    (
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f",
        "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0",
    )
)
# Decomposed Hangul syllables (leading consonant, vowel, maybe final) and letters with combining marks.
_CLUSTER = r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]|\P{M}\p{M}{1,30}"

_UNUSUAL = regex.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u2032\u2033\u205f\u3000\uff01-\uff5e"
    rf"{_REMOVED}\ud800-\udfff\u1100-\u1112\p{{M}}]"
)
# Nearly every text holds nothing but these, which one quick look shows.
_COMMON_RANGES = "".join(
    (
        r"\t\n\r -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030\u2031\u2034-\u203e\u2100-\u2bff",
        r"\u3001-\u3029\u3030-\u303d\u3131-\u3163\u3200-\u4dbf\u4e00-\u9fff\uac00-\ud7a3",
    )
)
_UNCOMMON = re.compile(f"[^{_COMMON_RANGES}]")
_CHANGES_LENGTH = regex.compile(rf"(?P<removed>[{_REMOVED}]+)|(?P<cluster>{_CLUSTER})")
_SURROGATE = regex.compile(r"[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """Return `text`, as long as before, with U+FFFD for each half of a surrogate pair, so that it can be UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text as given and as analysed.

    `starts[i]` and `ends[i]` are where the i-th normalized character begins and ends in the original;
    both are None where the two texts have the same offsets (nearly always).
    """

    original: str
    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span `[start, end)` of the normalized text into the span of the original that holds the same."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]


def normalize(original: str) -> NormalizedText:
    """Return `original` with its normalized form and the map between them.

    Decomposed Hangul is composed, full-width ASCII becomes ASCII, ′ and ″ quotation marks, odd blanks become plain
    ones, zero-width and direction characters go, lone surrogates become U+FFFD:
    ``normalize("김\\u200b하균").text == "김하균"``.
    """
    if not _UNCOMMON.search(original) or not _UNUSUAL.search(original):
        return NormalizedText(original, original)
    text = without_surrogates(original).translate(_REPLACED)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _CHANGES_LENGTH.finditer(text):
        start, end = match.span()
        composed = unicodedata.normalize("NFC", match["cluster"]) if match["cluster"] else ""
        if len(composed) > 1:
            continue  # marks that no single character holds stay as they are
        pieces.append(text[at:start])
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        if composed:
            pieces.append(composed)
            starts.append(start)
            ends.append(end)
        at = end
    if not starts and at == 0:
        return NormalizedText(original, text)
    pieces.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return NormalizedText(original, "".join(pieces), starts, ends)
