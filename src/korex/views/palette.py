"""One colour and one line for each entity label, told apart without seeing colour too.

The hues are those of Okabe and Ito (Color Universal Design, 2008), darkened where needed, so that a line of each
has a contrast of 3 to 1 or more (WCAG 2.2, 1.4.11) on a white page and on a black one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from korex.schema import EntityLabel


class Mark(NamedTuple):
    """How an entity is marked: the colour of its line, and the line as CSS has it."""

    color: str
    line: str


MARKS: dict[EntityLabel, Mark] = {
    "PERSON": Mark("#D55E00", "solid 2px"),
    "TITLE": Mark("#B27A00", "dashed 2px"),
    "ORG": Mark("#0072B2", "double 2px"),
    "LOC": Mark("#009E73", "dotted 3px"),
    "DATE": Mark("#B8588C", "wavy 1.5px"),
    "TIME": Mark("#2B8CC4", "wavy 2.5px"),
    "QUANTITY": Mark("#8A8200", "dashed 3.5px"),
    "EVENT": Mark("#767676", "solid 4px"),
}


def displacy_colors() -> dict[str, str]:
    """Return the background of each label for spaCy's displaCy, which asks for it through the entry point
    `spacy_displacy_colors`: the same hues, light enough for its black text.

    >>> displacy_colors()["PERSON"]
    '#EEBF99'
    """
    return {label: _lighter(mark.color) for label, mark in MARKS.items()}


def _lighter(color: str) -> str:
    """Return a colour mixed with three parts of white to two of its own."""
    parts = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(0.4 * part + 0.6 * 255):02X}" for part in parts)
