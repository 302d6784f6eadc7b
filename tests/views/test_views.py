"""The table and the HTML page."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from korex.batches import Outcome
from korex.views.html import html, html_of, pieces
from korex.views.table import tables_of
from test_schema import EMPTY, FULL

HOSTILE = '<script>alert("한글")</script>&amp;\x1b[31m빨강\x1b[0m [bold]굵게[/bold]\x07\u202e'


def shown(extraction):
    return "".join(tables_of([Outcome("page.txt", "page.txt", extraction)]))


@pytest.mark.parametrize(
    "line",
    [
        "page.txt (2025-07-22) ──",
        "  윤가람   시장   온누리시   윤가람",
        "  22일   2025-07-22   DATE",
        "  매주   P1W          SET freq 1X",
        "  점검의 날   OTHER",
        "  12.5㎞   12.5 ㎞   LENGTH",
        "  044-000-0000   PHONE",
        "  - 윤가람: 점검하라 (reported)",
        "  - 윤가람 → ?: 점검하라 (ORDER)",
        "  - 한별",
    ],
)
def test_table_line(line):
    assert any(shown_line.startswith(line) for shown_line in shown(FULL).splitlines())


def test_table_of_nothing():
    assert "the text is empty" in shown(EMPTY)
    assert "nothing found" in shown(
        replace(EMPTY, text="글", dates=(), events=(), quantities=(), contacts=(), quotes=())
    )


def test_table_passes_no_control_characters_on():
    people = (replace(FULL.people[0], name=HOSTILE),)
    text = shown(replace(FULL, people=people))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert "[bold]굵게[/bold]" in text


def test_long_line_is_folded_within_the_width():
    quote = replace(FULL.quotes[0], text="가나다라 " * 100)
    tables = tables_of([Outcome(1, "x", replace(FULL, quotes=(quote,)))], width=60)
    # A Korean syllable takes two columns.
    assert all(sum(2 if "가" <= c <= "힣" else 1 for c in line) <= 60 for line in "".join(tables).splitlines())


class Checker(HTMLParser):
    """Collects the text and checks that tags close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.tags = [], [], set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_page_is_self_contained_and_escaped():
    hostile = replace(FULL, text=HOSTILE, people=(replace(FULL.people[0], name=HOSTILE),), entities=())
    page = html(hostile, title=HOSTILE)
    checker = Checker()
    checker.feed(page)
    assert not checker.open
    assert not checker.tags & {"script", "link", "img", "bold"}
    assert "http" not in page
    assert "".join(checker.text).count("<script>") == 3


def test_page_shows_what_was_found():
    page = html(FULL)
    assert '<mark class="PERSON" title="PERSON · names.full">윤가람</mark> 온누리시장은' in page
    assert "<strong>윤가람</strong> → <strong>?</strong>" in page


def test_page_shows_errors_in_their_place():
    page = "".join(html_of([Outcome(1, "a:1", None, "text: <expected> a string"), Outcome(2, "a:2", FULL)]))
    assert "text: &lt;expected&gt; a string" in page
    assert page.count("<article>") == 2


@pytest.mark.parametrize("x", [FULL, EMPTY])
def test_pieces_make_up_the_text(x):
    assert "".join(piece.text for piece in pieces(x)) == x.text
