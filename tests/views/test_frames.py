"""Results as columns, and what data frame libraries make of them."""

import sys
from dataclasses import replace
from datetime import datetime
from typing import get_args

import pandas
import polars
import pyarrow
import pytest

import korex
from korex.views.columns import FrameKind
from test_schema import EMPTY, FULL, ODD

KINDS = get_args(FrameKind)
HUGE = replace(EMPTY, quantities=(replace(FULL.quantities[0], value=10**400),))

# kind, the first row of FULL
FIRST = [
    ("documents", {"title": None, "reporter": "한별", "email": None, "reference_date": "2025-07-22",
                   "text": FULL.text}),
    ("sections", {"kind": "BODY", "text": FULL.text, "start": 0, "end": len(FULL.text)}),
    ("sentences", {"text": FULL.text, "start": 0, "end": len(FULL.text)}),
    ("entities", {"label": "PERSON", "text": "윤가람", "start": 0, "end": 3, "source": "names.full"}),
    ("people", {"name": "윤가람", "titles": ["시장"], "organization": "온누리시", "text": "윤가람", "start": 0,
                "end": 3, "mentions": 1}),
    ("mentions", {"person": "윤가람", "text": "윤가람", "start": 0, "end": 3}),
    ("dates", {"text": "22일", "start": 11, "end": 14, "type": "DATE", "value": "2025-07-22", "mod": None, "freq": None,
               "interval_begin": datetime(2025, 7, 22), "interval_end": datetime(2025, 7, 23)}),
    ("events", {"name": "점검의 날", "start": 0, "end": 5, "kind": "OTHER", "date": None, "place": None}),
    ("quantities", {"text": "12.5㎞", "start": 21, "end": 26, "kind": "LENGTH", "value": 12.5, "unit": "㎞"}),
    ("contacts", {"kind": "PHONE", "text": "044-000-0000", "start": 50, "end": 62}),
    ("quotes", {"text": "점검하라", "start": 31, "end": 35, "speaker": "윤가람", "direct": False}),
    ("directives", {
        "start": 0, "end": len(FULL.text), "text": FULL.text, "kind": "ORDER", "negative": False,
        "predicate": "지시했다", "predicate_start": 37, "predicate_end": 41,
        "content": "점검하라", "content_start": 31, "content_end": 35,
        "speaker": "윤가람", "speaker_mention": "윤가람", "speaker_mention_start": 0, "speaker_mention_end": 3,
        "addressee": None, "addressee_mention": None, "addressee_mention_start": None, "addressee_mention_end": None,
    }),
]  # fmt: skip


def test_every_kind_has_a_case():
    assert tuple(kind for kind, _ in FIRST) == KINDS


@pytest.mark.parametrize(("kind", "row"), FIRST)
def test_first_row(kind, row):
    assert next(FULL.to_frame(kind).rows()) == row


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("x", [FULL, EMPTY, ODD, HUGE])
def test_libraries_agree(kind, x):
    frame = x.to_frame(kind)
    rows = list(frame.rows())
    assert len(frame) == len(rows)
    by_polars = frame.to_polars()
    assert by_polars.rows(named=True) == rows
    assert polars.DataFrame(frame).equals(by_polars)
    assert frame.to_arrow().to_pylist() == rows
    assert pyarrow.table(frame).equals(frame.to_arrow())
    by_pandas = frame.to_pandas()
    assert list(by_pandas.columns) == list(frame.columns)
    assert [_plain(row) for row in by_pandas.to_dict("records")] == rows


def _plain(row):
    return {key: value if isinstance(value, list) or not pandas.isna(value) else None for key, value in row.items()}


def test_types_do_not_depend_on_the_rows():
    for kind in KINDS:
        assert EMPTY.to_frame(kind).to_polars().schema == FULL.to_frame(kind).to_polars().schema
        assert list(EMPTY.to_frame(kind).to_pandas().dtypes) == list(FULL.to_frame(kind).to_pandas().dtypes)


def test_offsets_hold(nlp):
    text = "윤가람 온누리시장은 22일 직원들에게 구간을 점검하라고 지시했다. 12억 원을 쓴다."
    x = korex.Extraction.from_doc(nlp(text))
    for kind in KINDS:
        frame = x.to_frame(kind)
        if "text" in frame.columns and "start" in frame.columns:
            assert all(text[row["start"] : row["end"]] == row["text"] for row in frame.rows())


def test_many():
    frame = korex.to_frame([FULL, EMPTY, FULL], "people")
    assert frame.columns["document"] == [0, 2]
    assert frame.to_polars()["document"].dtype == polars.Int64
    frame = korex.to_frame({"가-1": FULL, 2: FULL}, "dates")
    assert frame.columns["document"] == ["가-1", "가-1", "2", "2"]
    assert list(frame.columns)[:2] == ["document", "text"]
    assert len(korex.to_frame(iter([]), "dates").to_pandas()) == 0


def test_a_foreign_interval_is_none():
    x = replace(FULL, dates=(replace(FULL.dates[0], interval=("bald", "2025-07-23T00:00:00+09:00")),))
    row = next(x.to_frame("dates").rows())
    assert (row["interval_begin"], row["interval_end"]) == (None, datetime(2025, 7, 23))


def test_person_without_a_mention():
    x = replace(FULL, people=(replace(FULL.people[0], mentions=()),))
    assert next(x.to_frame("people").rows())["start"] is None


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: FULL.to_frame("persons"), "kind: expected one of documents, sections, .*got 'persons'"),
        (lambda: korex.to_frame([FULL], None), "kind: expected one of .*got None"),
        (lambda: korex.to_frame(FULL, "people"), "expected many extractions, got one"),
        (lambda: korex.to_frame(["글"], "people"), r"extractions\[0\]: expected an Extraction, got str"),
        (lambda: korex.to_frame({"a": None}, "people"), r"extractions\['a'\]: expected an Extraction, got NoneType"),
    ],
)
def test_wrong_calls(call, message):
    with pytest.raises(korex.InputError, match=message):
        call()


@pytest.mark.parametrize(
    ("package", "call", "extra"),
    [("pandas", "to_pandas", "pandas"), ("polars", "to_polars", "polars"), ("pyarrow", "to_arrow", "arrow")],
)
def test_missing_extra(package, call, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(korex.MissingExtraError, match=rf"needs {package}: pip install 'korex\[{extra}\]'") as caught:
        getattr(FULL.to_frame("people"), call)()
    assert isinstance(caught.value, ImportError)


def test_arrow_stream_needs_one_of_two(monkeypatch):
    frame = FULL.to_frame("people")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert polars.DataFrame(frame).equals(frame.to_polars())
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(korex.MissingExtraError, match="pyarrow or polars"):
        frame.__arrow_c_stream__()


def test_looks():
    frame = FULL.to_frame("people")
    assert repr(frame) == "<Frame of 1 people: name, titles, organization, text, start, end, mentions>"
    assert "<td>윤가람</td><td>시장</td>" in frame._repr_html_()
    hostile = replace(FULL, quotes=(replace(FULL.quotes[0], text="<script>"),))
    assert "<script>" not in hostile.to_frame("quotes")._repr_html_()
