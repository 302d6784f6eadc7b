"""Rules find what they should wherever their cues stand; `line` rules see short lines only."""

import pytest

from korex.matching.rules import parse_rules
from korex.matching.search import RuleSearch

RULES = {
    "rule": [
        {"id": "line.sender", "label": "X", "line": "보낸 이 ?: ?[가-힣]+", "cues": ["보낸", "이:"]},
        {"id": "line.any", "label": "X", "line": "[○●] [가-힣 ]+"},
        {"id": "text.year", "label": "X", "regex": r"\d+년", "cues": ["년"]},
        {"id": "words", "label": "X", "words": ["한글날", "한글"]},
    ]
}
LONG = "보낸 이: " + "가" * 300
# text, what is found
FOUND = [
    ("보낸 이: 다솔누리", ["보낸 이: 다솔누리"]),
    ("  보낸 이: 다솔누리 \n끝", ["보낸 이: 다솔누리"]),
    (f"{LONG}\n보낸 이: 다솔누리\n{LONG}", ["보낸 이: 다솔누리"]),
    (f"보낸 이: 보낸\n\n{LONG}\n● 목록\n보낸 이: 다솔", ["보낸 이: 보낸", "보낸 이: 다솔", "● 목록"]),
    ("보낸 이:\n다솔누리", []),
    ("2031년과 2032년", ["2031년", "2032년"]),
    ("2031달", []),
    (f"2031년 2032{'년' * 3}{'가' * 3000} 2033년{'나' * 600}2034년", ["2031년", "2032년", "2033년", "2034년"]),
    ("한글날에는 한글을 쓴다.", ["한글날", "한글"]),
    (LONG, []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text, expected):
    search = RuleSearch(parse_rules("test", RULES, frozenset("X")))
    assert [found.group() for _, found in search.matches(text)] == expected
