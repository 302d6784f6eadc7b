"""The result types, their JSON round trip, and the JSON Schema file made from them."""

import copy
import json
import pickle
from dataclasses import FrozenInstanceError, replace

import jsonschema
import pytest

import korex
from korex.schema import Directive, Event, Extraction, Mention, Person, Quantity, Reporter, TemporalExpression
from make_schema import SCHEMA_FILE, make_schema

TEXT = "윤가람 온누리시장은 22일 직원들에게 12.5㎞ 구간을 점검하라고 지시했다. 매주 3명이 044-000-0000으로 알린다."


def place(surface):
    """Return a surface with its offsets."""
    start = TEXT.index(surface)
    return surface, start, start + len(surface)


FULL = Extraction(
    schema_version="1",
    text=TEXT,
    reference_date="2025-07-22",
    sections=(korex.Section("BODY", 0, len(TEXT)),),
    sentences=(korex.Sentence(0, len(TEXT)),),
    reporter=Reporter("한별", None),
    entities=(korex.Entity("PERSON", *place("윤가람"), "names.full"),),
    people=(Person("윤가람", ("시장",), "온누리시", (Mention(*place("윤가람")),)),),
    dates=(
        TemporalExpression(*place("22일"), "DATE", "2025-07-22", interval=("2025-07-22T00:00", "2025-07-23T00:00")),
        TemporalExpression(*place("매주"), "SET", "P1W", None, "1X"),
    ),
    events=(Event("점검의 날", 0, 5, "OTHER", None, None),),
    quantities=(
        Quantity(*place("12.5㎞"), "LENGTH", 12.5, "㎞"),
        Quantity(*place("3명"), "COUNT", 3, "명"),
    ),
    contacts=(korex.Contact("PHONE", *place("044-000-0000")),),
    quotes=(korex.Quote(*place("점검하라"), "윤가람", False),),
    directives=(
        Directive(
            0, len(TEXT), TEXT, "ORDER", False, Mention(*place("지시했다")), Mention(*place("점검하라")),
            "윤가람", Mention(*place("윤가람")), None, None,
        ),
    ),
)  # fmt: skip
EMPTY = Extraction("1", "", None, (), (), None, (), (), (), (), (), (), (), ())
ODD = replace(EMPTY, text='\x00\ud800"\\\u2028👨‍👩‍👧')


@pytest.mark.parametrize("x", [FULL, EMPTY, ODD])
def test_round_trip(x):
    again = Extraction.from_json(x.to_json())
    assert again == x
    assert hash(again) == hash(x)
    assert Extraction.from_json(x.to_json(indent=2).encode()) == x
    assert Extraction.from_dict(x.to_dict()) == x
    assert pickle.loads(pickle.dumps(x)) == x


def test_numbers_keep_their_type():
    values = [quantity.value for quantity in Extraction.from_json(FULL.to_json()).quantities]
    assert [(value, type(value)) for value in values] == [(12.5, float), (3, int)]


def test_parts_round_trip():
    for part in (*FULL.dates, *FULL.people, *FULL.directives, FULL.reporter):
        assert type(part).from_json(part.to_json()) == part


def test_frozen_and_slotted():
    with pytest.raises(FrozenInstanceError):
        FULL.people[0].name = "다른 이름"
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(FULL, "extra", 1)


def at(path, value):
    def change(data):
        *way, last = path
        for step in way:
            data = data[step]
        data[last] = value

    return change


def without(path):
    def change(data):
        *way, last = path
        for step in way:
            data = data[step]
        del data[last]

    return change


BROKEN = [
    (at(["directives", 0, "predicate", "start"], "38"), "directives[0].predicate.start: expected an integer, got str"),
    (at(["directives", 0, "negative"], 0), "directives[0].negative: expected true or false, got int"),
    (at(["directives", 0, "kind"], "PLEA"), "directives[0].kind: expected one of ORDER, REQUEST"),
    (at(["directives", 0, "content"], "점검"), "directives[0].content: expected an object or null, got str"),
    (at(["people", 0, "titles"], "시장"), "people[0].titles: expected a list, got str"),
    (at(["people", 0, "titles"], [1]), "people[0].titles[0]: expected a string, got int"),
    (at(["people"], None), "people: expected a list, got null"),
    (at(["people", 0], "윤가람"), "people[0]: expected an object, got str"),
    (at(["dates", 0, "interval"], ["2025-07-22"]), "dates[0].interval: expected a list of 2, got one of 1"),
    (at(["dates", 0, "mod"], "LATE"), "dates[0].mod: expected one of START, MID"),
    (at(["quantities", 0, "value"], True), "quantities[0].value: expected an integer or a number, got bool"),
    (at(["quantities", 0, "value"], float("nan")), "quantities[0].value: expected an integer or a number"),
    (at(["sentences", 0, "end"], 1.0), "sentences[0].end: expected an integer, got float"),
    (at(["schema_version"], "2"), "schema_version: expected '1', got 2"),
    (at(["text"], None), "text: expected a string, got null"),
    (without(["text"]), "text: missing, expected a string"),
    (without(["entities", 0, "source"]), "entities[0].source: missing, expected a string"),
]

# Of the right shape, but not true of the text.
MISPLACED = [
    (at(["reference_date"], ""), "reference_date: expected an ISO 8601 date or null"),
    (at(["reference_date"], "내일"), "reference_date: expected an ISO 8601 date or null"),
    (at(["entities", 0, "end"], 10**30), "entities[0]: expected offsets in a text of"),
    (at(["sections", 0, "start"], -1), "sections[0]: expected offsets in a text of"),
    (at(["people", 0, "mentions", 0, "text"], "온"), "people[0].mentions[0].text: expected what stands at its offsets"),
    (at(["directives", 0, "content", "start"], 0), "directives[0].content.text: expected what stands at its offsets"),
]


@pytest.mark.parametrize(("change", "message"), BROKEN + MISPLACED)
def test_wrong_shape_names_the_path(change, message):
    data = copy.deepcopy(FULL.to_dict())
    change(data)
    with pytest.raises(korex.ResultError) as caught:
        Extraction.from_dict(data)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"문장"', b"\xff\xfe", "[" * 100_000])
def test_not_a_result(text):
    with pytest.raises(korex.ResultError):
        Extraction.from_json(text)


def test_keys_of_a_later_version_are_passed_over():
    data = FULL.to_dict() | {"id": "기사-1", "mood": "calm"}
    data["people"][0]["age"] = 51
    assert Extraction.from_dict(data) == FULL


def test_fields_with_defaults_may_be_absent():
    data = FULL.to_dict()
    del data["dates"][0]["mod"]
    assert Extraction.from_dict(data) == FULL


def test_schema_file_is_current():
    assert SCHEMA_FILE.read_text(encoding="utf-8") == make_schema(), "run: python tests/make_schema.py"


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("x", [FULL, EMPTY, ODD])
def test_results_follow_the_schema(x, validator):
    validator.validate(json.loads(x.to_json()))


def test_what_the_schema_refuses(validator):
    for change, _ in BROKEN:
        data = copy.deepcopy(FULL.to_dict())
        change(data)
        value = data["quantities"][0]["value"] if "quantities" in data else 0
        # JSON itself has no NaN, and JSON Schema takes 1.0 for an integer.
        if value == value and not isinstance(data["sentences"][0]["end"], float):
            assert not validator.is_valid(data)
