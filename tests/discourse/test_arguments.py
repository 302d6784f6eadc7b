"""Phrases and clauses that a predicate governs."""

import pytest

from korex.discourse.arguments import parse_clauses
from korex.language.analysis import analysis_of

# sentence, predicate word, agent, dative, object, quotation clause
ARGUMENTS = [
    ("허 시장은 담당 부서가 점검하라고 지시했다.", "지시했다", "허 시장", None, None, "점검하라고"),
    ("허 시장은 담당 부서가 점검하라고 지시했다.", "점검하라고", "담당 부서", None, None, None),
    ("문지호(41) 대표는 “서두르자”고 말했다.", "말했다", "문지호(41) 대표", None, None, "“서두르자”고"),
    ("“서두르자”며 문 대표가 직원들에게 협조를 당부했다.", "당부했다", "문 대표", "직원들", "협조", "“서두르자”며"),
    ("법원은 또 B씨에 대해 사회봉사를 명령했다.", "명령했다", "법원", "B씨", "사회봉사", None),
    ("문 대표는 늦었다고 지적하고, 각 팀이 자료를 낼 것을 당부했다.", "낼", "각 팀", None, "자료", None),
    (
        "문 대표는 늦었다고 지적하고, 각 팀이 자료를 낼 것을 당부했다.",
        "지적하고",
        "문 대표",
        None,
        None,
        "늦었다고",
    ),
    ("연태수 한빛대 교수가 논란을 멈춰야 한다고 밝혔다.", "밝혔다", "연태수 한빛대 교수", None, None, "멈춰야 한다고"),
    ("이어 교통과가 인력을 배치하라고 요청했다.", "요청했다", None, None, None, "배치하라고"),
]


@pytest.mark.parametrize(("text", "predicate", "agent", "dative", "object_", "quotation"), ARGUMENTS)
def test_arguments(nlp, text, predicate, agent, dative, object_, quotation):
    clauses = parse_clauses(analysis_of(nlp.make_doc(text)), 0, len(text))
    clause = next(c for c in clauses if text[c.start : c.end].rstrip(",") == predicate)
    assert surface(text, clause.agent) == agent
    assert surface(text, clause.find("dative")) == dative
    assert surface(text, clause.find("object")) == object_
    assert surface(text, clause.quotation) == quotation


def surface(text, span):
    return text[span.start : span.end] if span else None


@pytest.mark.parametrize("text", ["", " ", "“", "'", "(", "하", "「」", "\"'\"'", "그는 “가라", "\x00\ud800", "." * 50])
def test_messy_text_is_no_error(nlp, text):
    doc = nlp.make_doc(text)
    parse_clauses(analysis_of(doc), 0, len(text))
