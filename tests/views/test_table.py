"""The table."""

import re
from dataclasses import replace

import pytest

from korex.batches import Outcome
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
