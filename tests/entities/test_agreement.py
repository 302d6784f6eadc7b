"""What entities say about each other in a whole text."""

import pytest

from korex.entities.agreement import agree
from korex.language.analysis import Candidate

ALIKE = [
    ("러시아와 우크라이나는 맞섰다.", [(0, 3, "LOC", 0.55), (5, 10, "ORG", 0.85)], ["ORG", "ORG"]),
    ("대구, 부산에서", [(0, 2, "LOC", 0.9), (4, 6, "ORG", 0.5)], ["LOC", "LOC"]),
    ("대구에서 부산은", [(0, 2, "LOC", 0.6), (5, 7, "ORG", 0.9)], ["LOC", "ORG"]),  # no conjunction
    ("가람네와 부산은", [(0, 3, "LOC", 0.6), (5, 7, "ORG", 0.9)], ["LOC", "ORG"]),  # no place that could act
    ("대구와 부산은", [(0, 2, "PERSON", 0.6), (4, 6, "ORG", 0.9)], ["PERSON", "ORG"]),
]
REPEATED = [
    ("고운빛누리는 컸다. ‘고운빛누리’ 직원", (0, 5), [(0, 5), (12, 17)]),
    ("고운빛누리는 컸다. 새고운빛누리도 있다.", (0, 5), [(0, 5)]),  # part of a longer word
    ("부산은 졌다. 부산에 갔다.", (0, 2), [(0, 2)]),  # too short to be told from a word
]
SHORT = [
    ("강릉시는 눈을 치웠다. 시는 길도 열었다.", (0, 3), [(13, 14)]),
    ("구례군이 나섰다.\n군은 바쁘다.", (0, 3), [(10, 11)]),
    ("강릉은 눈을 치웠다. 시는 짧은 글이다.", (0, 2), []),  # no city has been named
    ("강릉시는 눈을 치웠다. 그 시는 짧다.", (0, 3), []),  # not at the beginning
]


@pytest.mark.parametrize(("text", "found", "labels"), ALIKE)
def test_joined_alike(text, found, labels):
    entities = [Candidate(start, end, label, f"crf:{sure:.2f}") for start, end, label, sure in found]
    assert [entity.label for entity in agree(entities, text)] == labels


@pytest.mark.parametrize(("text", "known", "spans"), REPEATED)
def test_same_throughout(text, known, spans):
    entities = agree([Candidate(*known, "ORG", "crf:0.95")], text)
    assert [(entity.start, entity.end) for entity in entities] == spans


@pytest.mark.parametrize(("text", "known", "spans"), SHORT)
def test_short_names(text, known, spans):
    entities = agree([Candidate(*known, "ORG", "crf:0.95")], text)
    assert [(e.start, e.end) for e in entities if e.source == "organization.short_name"] == spans


def test_lot_belongs_to_its_place():
    found = [(0, 7, "LOC"), (10, 16, "QUANTITY"), (18, 24, "QUANTITY")]
    entities = agree([Candidate(*span, "crf:0.95") for span in found], "나래시 다솔동 산 12-3번지, 45-6번지")
    assert [entity[:3] for entity in entities] == [(0, 16, "LOC"), (18, 24, "QUANTITY")]


def test_ends_of_a_range_are_one_amount():
    found = [(0, 3, "QUANTITY"), (4, 7, "QUANTITY"), (9, 12, "QUANTITY")]
    entities = agree([Candidate(*span, "crf:0.95") for span in found], "20평~30평, 40평")
    assert [entity[:3] for entity in entities] == [(0, 7, "QUANTITY"), (9, 12, "QUANTITY")]


EMPLOYERS = [  # text, entities, what each is
    ("도하람 한빛나래 사장은", [(0, 3, "PERSON"), (4, 8, "PERSON"), (9, 11, "TITLE")], ["PERSON", "ORG", "TITLE"]),
    ("나래마루 주장 도하람이", [(0, 4, "PERSON"), (5, 7, "TITLE"), (8, 11, "PERSON")], ["ORG", "TITLE", "PERSON"]),
    ("예보국 도하람 예보관은", [(0, 3, "PERSON"), (8, 11, "TITLE")], ["ORG", "TITLE"]),
    # a foreign name in two parts, one before a title alone
    ("이네스 카르발류 총리는", [(0, 3, "PERSON"), (4, 8, "PERSON"), (9, 11, "TITLE")], ["PERSON", "PERSON", "TITLE"]),
    ("카르발류 총리 선임을 알렸다.", [(0, 4, "PERSON"), (5, 7, "TITLE")], ["PERSON", "TITLE"]),
    ("카르발류 총리는 말했다.", [(0, 4, "PERSON"), (5, 7, "TITLE")], ["PERSON", "TITLE"]),
]


@pytest.mark.parametrize(("text", "found", "labels"), EMPLOYERS)
def test_employers(text, found, labels):
    entities = agree([Candidate(*span, "crf:0.91") for span in found], text)
    assert [entity.label for entity in entities] == labels


def test_clubs_and_heads_of_lists():
    text = "◇나래박물관 △전시과장 도하람\n◇과장급 전보 △총무과장 석가온\n나래마루FC를 꺾었다."
    entities = agree([], text)
    assert [text[e.start : e.end] for e in entities if e.label == "ORG"] == ["나래박물관", "나래마루FC"]
