"""Which of the rules' and the labeller's findings stay."""

import pytest

from korex.entities.overlaps import merge
from korex.language.analysis import Candidate

PERSON = (10, 13, "PERSON", "crf:0.95")
# (rules' findings, the labeller's, sources of what stays)
MERGED = [
    ([(0, 5, "ORG", "a", 80)], [(0, 2, "PERSON", "crf:0.91")], ["crf:0.91"]),
    ([(0, 5, "ORG", "a", 80)], [(0, 2, "PERSON", "crf:0.61")], ["a"]),
    # who knows no more than the name itself yields earlier
    ([(0, 2, "LOC", "place.country", 45)], [(0, 2, "ORG", "crf:0.61")], ["crf:0.61"]),
    ([(0, 2, "LOC", "place.country", 45)], [(0, 2, "ORG", "crf:0.45")], ["place.country"]),
    (
        [(0, 2, "LOC", "place.country", 45), (2, 5, "TITLE", "a", 60)],
        [(0, 5, "ORG", "crf:0.61")],
        ["place.country", "a"],
    ),
    # what the labeller sees only the beginning of
    ([(0, 5, "ORG", "a", 80)], [(0, 2, "LOC", "crf:0.91")], ["a"]),
    ([(0, 5, "ORG", "a", 80)], [(1, 3, "LOC", "crf:0.91")], ["crf:0.91"]),
    ([(0, 5, "ORG", "a", 80)], [(0, 2, "LOC", "crf:0.91"), (3, 5, "ORG", "crf:0.91")], ["crf:0.91", "crf:0.91"]),
    ([(0, 5, "ORG", "a", 30)], [(0, 2, "LOC", "crf:0.91")], ["crf:0.91"]),
    ([(0, 5, "ORG", "a", 30)], [(0, 2, "LOC", "crf:0.61")], ["crf:0.61"]),
    ([(0, 2, "LOC", "a", 60)], [PERSON], ["a", "crf:0.95"]),
    ([(0, 2, "ORG", "organization.known", 60)], [PERSON], ["crf:0.95"]),
    ([(0, 3, "ORG", "organization.team", 41)], [PERSON], ["crf:0.95"]),
    ([(0, 2, "ORG", "organization.public_body", 60)], [PERSON], ["organization.public_body", "crf:0.95"]),
    ([(6, 9, "TITLE", "a", 60)], [PERSON], ["a", "crf:0.95"]),
    ([(14, 16, "TITLE", "a", 60)], [PERSON], ["crf:0.95", "a"]),
    ([(2, 5, "TITLE", "a", 60)], [PERSON], ["crf:0.95"]),
    ([(0, 2, "DATE", "a", 60)], [PERSON], ["a", "crf:0.95"]),
    ([(0, 2, "QUANTITY", "a", 60)], [PERSON], ["crf:0.95"]),
    ([(0, 2, "DATE", "a", 60)], [], ["a"]),
    ([(0, 5, "DATE", "a", 60)], [(0, 3, "DATE", "crf:0.95")], ["a"]),
    ([(0, 5, "DATE", "a", 60)], [(0, 5, "DATE", "crf:0.95")], ["crf:0.95"]),
    ([(0, 5, "DATE", "a", 60)], [(0, 8, "EVENT", "crf:0.95")], ["crf:0.95"]),
    # a date is one only where a strong rule sees it
    ([(0, 5, "DATE", "a", 30)], [(0, 3, "DATE", "crf:0.95")], []),
    ([], [(0, 3, "DATE", "crf:0.95")], []),
    ([(0, 3, "QUANTITY", "a", 50)], [(0, 3, "DATE", "crf:0.95")], ["a"]),
    ([(0, 3, "TIME", "a", 60)], [(0, 3, "QUANTITY", "crf:0.95")], ["a"]),
    # the day that an event is called by
    ([(0, 4, "DATE", "name.event.date", 40)], [(0, 7, "EVENT", "crf:0.95")], ["name.event.date"]),
    ([(0, 4, "DATE", "b", 40)], [(0, 7, "EVENT", "crf:0.95")], ["crf:0.95"]),
    # amounts that the labeller sees the beginning or the parts of
    ([(0, 4, "QUANTITY", "quantity.counted_noun", 38)], [(0, 1, "QUANTITY", "crf:0.95")], ["quantity.counted_noun"]),
    ([(0, 4, "QUANTITY", "quantity.counted_noun", 38)], [(2, 4, "TITLE", "crf:0.95")], ["crf:0.95"]),
    (
        [(0, 4, "QUANTITY", "quantity.counted_noun", 38)],
        [(0, 1, "QUANTITY", "crf:0.55"), (2, 4, "TITLE", "crf:0.95")],
        ["quantity.counted_noun"],
    ),
    (
        [(0, 7, "QUANTITY", "quantity.pair", 57), (0, 3, "QUANTITY", "quantity.amount", 50)],
        [(0, 3, "QUANTITY", "crf:0.95"), (4, 7, "QUANTITY", "crf:0.95")],
        ["quantity.pair"],
    ),
]


@pytest.mark.parametrize(("rules", "found", "sources"), MERGED)
def test_merged(rules, found, sources):
    candidates = [Candidate(*candidate) for candidate in (*rules, *found)]
    assert [candidate.source for candidate in merge(candidates)] == sources
