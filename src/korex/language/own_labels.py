"""Labels of a user's own, PRODUCT or LAW, beside those that korex knows."""

from __future__ import annotations

from difflib import get_close_matches
from typing import get_args

import regex

from korex.schema import EntityLabel

LABELS: tuple[str, ...] = get_args(EntityLabel)
_OWN = regex.compile(r"[A-Z][A-Z0-9_]{1,29}")
# What other schemes call the labels of korex: two names for one kind would part what belongs together.
_OTHER_NAMES = {
    "PER": "PERSON", "PS": "PERSON", "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "OG": "ORG", "LOCATION": "LOC",
    "PLACE": "LOC", "LC": "LOC", "CV": "TITLE", "POSITION": "TITLE", "DT": "DATE", "TI": "TIME", "QT": "QUANTITY",
    "EV": "EVENT",
}  # fmt: skip
_ALIKE = 0.8  # how like one of korex's a label may not be: PERSN, EVENTS


def label_problem(label: object, *others: str) -> str | None:
    """Return what a label of the user should be, None where it is right; `others` are allowed there as well.

    >>> label_problem("PRODUCT"), label_problem("PERSN")[:23]
    (None, 'did you mean PERSON? al')
    """
    known = (*LABELS, *others)
    if label in known:
        return None
    meant = None
    if isinstance(label, str):
        near = get_close_matches(label.upper(), known, 1, _ALIKE)
        meant = _OTHER_NAMES.get(label.upper()) or (near[0] if near else None)
        if meant is None and _OWN.fullmatch(label):
            return None
    hint = f"did you mean {meant}? " if meant else ""
    return f"{hint}allowed: {', '.join(known)}, or one of your own in capital letters, such as PRODUCT"
