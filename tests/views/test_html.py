"""Results as HTML: pages for files, fragments for notebooks."""

from dataclasses import replace
from html.parser import HTMLParser
from typing import get_args

import pytest
from spacy import displacy

import korex
from korex.batches import Outcome
from korex.schema import EntityLabel, SectionKind, TemporalExpression
from korex.views.html import fragment, html, html_of, parts
from korex.views.palette import MARKS, displacy_colors
from korex.views.timeline import moments, without_place
from test_schema import EMPTY, FULL, ODD

HOSTILE = "<script>alert(\"한글\")</script>&amp;<b onclick='x'>"
ITEMS = [FULL, EMPTY, ODD, FULL.reporter]
ITEMS += [part for name in FULL.__slots__ if isinstance(value := getattr(FULL, name), tuple) for part in value]


class Checker(HTMLParser):
    """Collects text and tags, and checks that tags close in order."""

    def __init__(self, page):
        super().__init__()
        self.open, self.text, self.tags = [], "", set()
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attributes)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.text += data


def hostile(item):
    """The item with markup in every free text of it."""
    changes = {name: HOSTILE for name in ("text", "name", "speaker", "source", "unit", "email") if hasattr(item, name)}
    return replace(item, **changes)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
def test_everything_is_escaped_and_self_contained(item):
    for page in (fragment(hostile(item)), item._repr_html_()):
        checker = Checker(page)
        assert not checker.tags & {"script", "link", "img", "b", "iframe"}
        assert "http" not in page
        assert "url(" not in page
        page.encode("utf-8")


def test_page_is_escaped_and_self_contained():
    page = html(replace(FULL, text=HOSTILE, people=(hostile(FULL.people[0]),), entities=()), title=HOSTILE)
    checker = Checker(page)
    assert not checker.tags & {"script", "link", "img", "b"}
    assert "http" not in page
    assert checker.text.count("<script>") == 3


def test_page_shows_what_was_found():
    page = html(FULL)
    assert (
        '<mark class="PERSON" data-label="PERSON" title="PERSON · names.full"><span>윤가람</span></mark> 온누리시장은'
        in page
    )
    assert '<span class="who">윤가람</span> → <span class="who">?</span>' in page
    assert "<time>2025-07-22</time>22일" in page
    assert "<td>매주</td><td>P1W</td><td>1X</td><td>SET</td>" in page


def test_page_shows_errors_in_their_place():
    page = "".join(html_of([Outcome(1, "a:1", None, "text: <expected> a string"), Outcome(2, "a:2", FULL)]))
    assert "text: &lt;expected&gt; a string" in page
    assert page.count("<article>") == 2


PART = [
    (FULL.entities[0], "윤가람[0, 3) · names.full"),
    (FULL.people[0], "윤가람시장온누리시윤가람"),
    (FULL.directives[0], "ORDER윤가람→?점검하라지시했다"),
    (replace(FULL.directives[0], negative=True, content=None), "ORDERNOTTO윤가람→?지시했다"),
    (FULL.quotes[0], "점검하라—윤가람·reported"),
    (FULL.dates[1], "TemporalExpression[43, 45)text매주typeSETvalueP1Wfreq1X"),
    (FULL.events[0], "Event[0, 5)name점검의날kindOTHER"),
    (FULL.reporter, "Reportername한별"),
]


@pytest.mark.parametrize(("item", "text"), PART)
def test_part(item, text):
    assert "".join(Checker(item._repr_html_()).text.split()) == "".join(text.split())


def test_answers_and_explanations(nlp):
    x = korex.extract("윤가람 시장은 22일 화재를 막기 위해 <b>점검</b>을 지시했다.", reference_date="2025-07-22")
    summary = x.summary()._repr_html_()
    assert "<td>언제</td><td>22일</td><td>2025-07-22</td>" in summary
    why = Checker(x.explain(x.directives[0])._repr_html_())
    assert "verb:지시" in why.text
    assert "b" not in why.tags


@pytest.mark.parametrize("kind", get_args(SectionKind))
def test_what_is_no_article_is_greyed_and_named(kind):
    page = fragment(replace(FULL, sections=(korex.Section(kind, 0, len(FULL.text)),)))
    aside = f'<span class="aside" data-kind="{kind}">' in page
    assert aside == (kind not in ("TITLE", "SUBTITLE", "BODY"))


SECTIONS = [
    FULL.sections,
    (),
    (korex.Section("TITLE", 0, 2), korex.Section("BODY", 2, 9)),  # an entity across the border, text uncovered
    (korex.Section("BODY", 5, 9), korex.Section("BODY", 3, 99)),  # overlapping and too long
]


@pytest.mark.parametrize("x", [*(replace(FULL, sections=sections) for sections in SECTIONS), EMPTY, ODD])
def test_parts_make_up_the_text(x):
    assert "".join(piece.text for _, pieces in parts(x) for piece in pieces) == x.text


def on(value, text, interval, mod=None):
    return TemporalExpression(text, 0, len(text), "DATE", value, mod, interval=interval)


def test_time_line():
    day, later = ("2025-07-22T00:00:00", "2025-07-23T00:00:00"), ("2025-08-01T00:00:00", "2025-09-01T00:00:00")
    dates = (
        on("2025-08", "다음 달", later),
        on("2025-07-22", "22일", day),
        on("2025-07-22", "이날", day),
        on("2025-07-22", "22일", day),
        on("2025-08", "다음 달 초", later, "START"),
        on("P3D", "사흘", None),
    )
    event = replace(FULL.events[0], date="2025-07-22")
    x = replace(FULL, dates=dates, events=(event,))
    assert [(moment.value, moment.words, moment.events, moment.is_span) for moment in moments(x)] == [
        ("2025-07-22", ("22일", "이날"), ("점검의 날",), False),
        ("2025-08", ("다음 달",), (), True),
        ("2025-08 START", ("다음 달 초",), (), True),
    ]
    assert [date.text for date in without_place(x)] == ["사흘"]


def luminance(color):
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("label", get_args(EntityLabel))
def test_colours_can_be_seen(label):
    """Contrast as WCAG 2.2 counts it: lines on light and dark pages, displaCy's black text on its background."""
    assert min(contrast(MARKS[label].color, page) for page in ("#FFFFFF", "#111111")) >= 3
    assert contrast(displacy_colors()[label], "#000000") >= 7


def test_no_two_labels_share_a_line():
    assert len({mark.line for mark in MARKS.values()}) == len(MARKS)
    assert tuple(MARKS) == get_args(EntityLabel)


def test_displacy_uses_the_colours(nlp):
    page = displacy.render(nlp("윤가람 시장은 22일 점검을 지시했다."), style="ent", jupyter=False)
    assert displacy_colors()["PERSON"] in page
    assert displacy_colors()["DATE"] in page
