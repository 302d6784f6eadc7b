"""What an Extraction answers: by whom, of whom, on which day."""

import datetime

import pytest

from korex.errors import ReferenceDateError
from korex.schema import Directive, Event, Extraction, Mention, Person, Quote, Sentence, TemporalExpression

TEXT = "라도현 시장은 22일 “가자”고 말했다. 라 시장은 점검을 지시했다. 축제는 8월에 열린다."


def item(cls, surface, *values):
    start = TEXT.index(surface)
    return cls(surface, start, start + len(surface), *values)


@pytest.fixture(scope="module")
def extraction():
    ends = [i + 1 for i, letter in enumerate(TEXT) if letter == "."]
    order = item(Mention, "지시했다")
    return Extraction(
        schema_version="1",
        text=TEXT,
        reference_date=None,
        sections=(),
        sentences=tuple(map(Sentence, (0, ends[0] + 1, ends[1] + 1), ends)),
        reporter=None,
        entities=(),
        people=(Person("라도현", ("시장",), None, (item(Mention, "라도현"), item(Mention, "라 시장"))),),
        dates=(
            item(
                TemporalExpression,
                "22일",
                "DATE",
                "2025-07-22",
                None,
                None,
                ("2025-07-22T00:00:00", "2025-07-23T00:00:00"),
            ),
            item(
                TemporalExpression, "8월", "DATE", "2025-08", None, None, ("2025-08-01T00:00:00", "2025-09-01T00:00:00")
            ),
        ),
        events=(item(Event, "축제", "FESTIVAL", "2025-08", None),),
        quantities=(),
        contacts=(),
        quotes=(item(Quote, "가자", "라도현", True),),
        directives=(
            Directive(0, 1, "", "ORDER", False, order, None, "라도현", None, None, None),
            Directive(0, 1, "", "ORDER", False, order, None, None, None, None, None),
        ),
    )


@pytest.mark.parametrize(("name", "number"), [("라도현", 1), ("라 시장", 1), ("라", 0), ("마세연", 0)])
def test_by_speaker(extraction, name, number):
    assert len(extraction.directives_by(name)) == len(extraction.quotes_by(name)) == number


@pytest.mark.parametrize("name", ["라도현", "라 시장"])
def test_mentions(extraction, name):
    assert [mention.text for mention in extraction.mentions_of(name)] == ["라도현", "라 시장"]


DAYS = [
    ("2025-07-22", ["22일"], [], 1),
    (datetime.date(2025, 8, 31), ["8월"], ["축제"], 1),
    ("2025-09-01", [], [], 0),
]


@pytest.mark.parametrize(("day", "expressions", "events", "sentences"), DAYS)
def test_on_day(extraction, day, expressions, events, sentences):
    found = extraction.on(day)
    assert [expression.text for expression in found.expressions] == expressions
    assert [event.name for event in found.events] == events
    assert len(found.sentences) == sentences


def test_no_day(extraction):
    with pytest.raises(ReferenceDateError):
        extraction.on("next Friday")
