"""Where an atom of time may begin is read off the rules' patterns: no match of a rule may be missed."""

import re
from pathlib import Path

import pytest

from korex.entities.temporal.atoms import FILES, LABELS
from korex.entities.temporal.openings import openings_of
from korex.errors import RuleError
from korex.matching.rules import Rule, load_rules
from korex.text.normalization import normalize

DATA = Path(__file__).parents[2] / "data" / "temporal"
RULES = dict(enumerate(rule for name in FILES for rule in load_rules(f"temporal/{name}.toml", LABELS)))
ABSOLUTE = {i: rule for i, rule in RULES.items() if rule.label not in ("PART", "SAME", "MARK")}
OPENINGS = openings_of(ABSOLUTE)
SENTENCES = [line.split("\t")[0] for path in sorted(DATA.glob("*.tsv")) for line in path.open(encoding="utf-8")]
EXAMPLES = "\n".join([*SENTENCES, *(hit for rule in RULES.values() for hit in rule.hits)])
TEXT = normalize(EXAMPLES.replace("[[", "").replace("]]", "")).text


@pytest.mark.parametrize("index", ABSOLUTE, ids=lambda index: RULES[index].id)
def test_every_match_of_a_rule_begins_where_it_is_looked_for(index: int) -> None:
    pattern = re.compile(RULES[index].source or "(?!)")
    starts = [start for start in range(len(TEXT)) if (match := pattern.match(TEXT, start)) and match.end() > start]
    assert starts
    for start in starts:
        opening = TEXT[start : start + 2]
        inside = opening[0].isdecimal() and TEXT[start - 1 : start].isdecimal()
        assert OPENINGS.trigger.match(TEXT, start), (start, opening)
        assert index in (OPENINGS.inside_number if inside else OPENINGS.at(opening)), (start, opening)


def test_few_places_are_looked_at() -> None:
    text = "".join(path.read_text("utf-8") for path in DATA.parent.glob("documents/*.txt"))
    assert 0 < sum(1 for _ in OPENINGS.trigger.finditer(text)) < len(text) / 5


@pytest.mark.parametrize(
    ("source", "found", "missed"),
    [
        ("설날|추석", ["설날", "추석"], ["설석", "설", "추억"]),
        ("설날?", ["설날", "설"], ["날"]),
        ("설?날", ["설날", "날에"], ["설은"]),
        ("[설추]석", ["설석", "추석"], ["추가"]),
        ("(?:달|주){2}째", ["달주", "주주"], ["달째", "째"]),
        ("(?:초|말)*녘", ["초말", "녘", "말녘"], ["초에"]),
        (r"\d+일", ["12", "1일", "９일"], ["1월", "일"]),
        (r"\d\s?일", ["1 ", "1일"], ["11"]),
        ("(?=[추설].)(?:설날|단오)", ["설날"], ["단오", "추석"]),
        ("(?!설)[설추]석", ["추석"], ["날"]),
    ],
)
def test_beginnings(source: str, found: list[str], missed: list[str]) -> None:
    openings = openings_of({7: Rule("narrow", "DATE", source=source)})
    assert [opening for opening in found if openings.at(opening) != (7,)] == []
    assert [opening for opening in missed if openings.at(opening)] == []


@pytest.mark.parametrize(
    ("source", "inside"),
    [
        (r"\d일", True),
        (r"(?<!\d)\d일", False),
        (r"(?<![\d.])\d일", False),
        (r"(?<!제)\d일", True),
        (r"(?<=년)\d일", False),
        (r"(?<=[년\d])\d일", True),
        ("설날", False),
    ],
)
def test_what_may_begin_inside_a_number(source: str, inside: bool) -> None:
    assert openings_of({7: Rule("day", "DAY", source=source)}).inside_number == ((7,) if inside else ())


@pytest.mark.parametrize("source", ["[^가]월", ".일", r"\s일", "[가-힣]일", "(?:설날)?"])
def test_a_rule_that_may_begin_with_anything_is_refused(source: str) -> None:
    with pytest.raises(RuleError, match="'anywhere': has to begin with"):
        openings_of({7: Rule("anywhere", "DAY", source=source)})
