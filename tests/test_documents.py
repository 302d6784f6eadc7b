"""korex on whole pages of many genres: what must hold whatever it finds. How well: see `score_own.py`."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

import korex
from korex.dates import parse_reference_date
from korex.pipeline import analyse

DOCUMENTS = Path(__file__).parent / "data" / "documents"
PAGES = sorted(path.stem for path in DOCUMENTS.glob("*.txt"))


@pytest.fixture(scope="module", params=PAGES)
def page(request, nlp):
    text = (DOCUMENTS / f"{request.param}.txt").read_text(encoding="utf-8")
    gold = json.loads((DOCUMENTS / f"{request.param}.gold.json").read_text(encoding="utf-8"))
    return korex.Extraction.from_doc(analyse(nlp, text, parse_reference_date(gold["reference_date"])))


def test_offsets_are_true(page):
    for item in spans(page.to_dict()):
        assert 0 <= item["start"] < item["end"] <= len(page.text)
        surface = page.text[item["start"] : item["end"]]
        assert item.get("text", surface) == surface


def test_json_round_trip(page):
    assert korex.Extraction.from_json(page.to_json()) == page


def test_sections_cover_the_text_in_order(page):
    edges = [0, *(edge for section in page.sections for edge in (section.start, section.end)), len(page.text)]
    assert edges == sorted(edges)
    gaps = zip(edges[::2], edges[1::2], strict=True)
    assert not any(page.text[start:end].strip() for start, end in gaps)


def test_sentences_lie_inside_the_body_in_order(page):
    assert all(left.end <= right.start for left, right in pairwise(page.sentences))
    bodies = [section for section in page.sections if section.kind == "BODY"]
    for sentence in page.sentences:
        assert any(body.start <= sentence.start and sentence.end <= body.end for body in bodies)


def test_entities_do_not_overlap(page):
    assert all(left.end <= right.start for left, right in pairwise(page.entities))


def spans(value):
    """Every part of a result that has a start and an end."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from spans(part)
