"""What the trained labeller sees of a morpheme that its eojeol does not tell: rule findings, quotation marks, brackets.

Each is a small number, 0 for nothing, which the model has a row of weights for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from korex.entities.overlaps import STRONG, resolve_overlaps
from korex.schema import EntityLabel

if TYPE_CHECKING:
    from korex.language.analysis import Analysis

_LABELS: tuple[str, ...] = get_args(EntityLabel)
# Four numbers a label: begins and goes on, after a weak sign and after a strong one.
_EVIDENCE = {label: 4 * number + 1 for number, label in enumerate(_LABELS)}
EVIDENCE_SIGNS = 4 * len(_LABELS) + 1

_OPENERS = {mark: number for number, mark in enumerate("‘“'\"(<《「『[〈", start=3)}
_OPEN, _CLOSE = 1, 2
MARK_SIGNS = len(_OPENERS) + 3
_SAME = frozenset("'\"")
_MARK_TAGS = frozenset({"SSO", "SSC", "SS", "SW", "SO", "SP", "SE"})


def evidence_of(analysis: Analysis) -> list[int]:
    """Return what the rules say of each morpheme."""
    signs = [0] * len(analysis.morphemes)
    for candidate in resolve_overlaps(analysis.candidates):
        sign = _EVIDENCE[candidate.label] + (2 if candidate.priority >= STRONG else 0)
        for index in analysis.morphemes.range(candidate.start, candidate.end):
            signs[index] = sign
            sign += 1 if sign % 2 else 0
    return signs


def marks_of(forms: Sequence[str], tags: Sequence[str]) -> list[int]:
    """Return the mark each morpheme of a sentence stands in, or whether it is one itself.

    >>> marks_of(["‘", "봄", "’"], ["SSO", "NNG", "SSC"])
    [1, 3, 2]
    """
    signs = [0] * len(forms)
    state = ""
    since = 0
    for index in [index for index, tag in enumerate(tags) if tag in _MARK_TAGS]:
        form = forms[index]
        closes = tags[index] == "SSC" or (state and form == state and form in _SAME)
        if not closes and form not in _OPENERS:
            continue
        if state:
            signs[since:index] = [_OPENERS[state]] * (index - since)
        state = "" if closes else form
        since = index + 1
        signs[index] = _CLOSE if closes else _OPEN
    if state:
        signs[since:] = [_OPENERS[state]] * (len(signs) - since)
    return signs
