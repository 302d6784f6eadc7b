"""A user's own rules: the same format, the same errors, found before what korex knows."""

import pickle

import pytest
import spacy

import korex

TEAM = {"id": "team", "label": "ORG", "regex": "[가-힣]{2}팀", "hits": ["[[기획팀]]에 왔다."], "refuse": ["팀에 왔다."]}
ERRORS = [
    ({"rules": []}, "unknown table"),
    ({"rule": {"id": "a"}}, r"write rules as \[\[rule\]\]"),
    ({"rule": ["a"]}, r"a rule is a table of its own"),
    ({"rule": [{**TEAM, "label": "Team"}]}, "rule 'team': bad label 'Team'; allowed: PERSON"),
    ({"rule": [{**TEAM, "label": "ORGX"}]}, r"bad label 'ORGX'; did you mean ORG\?"),
    ({"rule": [{"id": "a", "regex": "가"}]}, "needs an `id` and a `label` out of DATE"),
    ({"rule": [{**TEAM, "regexp": "x"}]}, "unknown key"),
    ({"rule": [{**TEAM, "regex": "("}]}, "not a regular expression"),
    ({"rule": [{**TEAM, "regex": 3}]}, "regex: expected a string, got 3"),
    ({"rule": [{**TEAM, "hits": "기획팀"}]}, "hits: expected a list"),
    ({"rule": [{**TEAM, "priority": "high"}]}, "priority: expected a whole number"),
    ({"rule": [{"id": "a", "label": "ORG"}]}, "needs exactly one of regex"),
    ({"rule": [{"id": "a", "label": "ORG", "tokens": [{"FOO": 1}]}]}, "not a token pattern"),
    ({"rule": [TEAM, TEAM]}, "two rules share an id"),
    ({"rule": [{**TEAM, "label": "EVENT", "set": {"kind": "PARTY"}}]}, "bad kind 'PARTY'; allowed: FESTIVAL"),
    ({"rule": [{"id": "a", "label": "ORG", "lexicon": "none.tsv"}]}, "no such lexicon"),
]
FILE = """
[lists]
unit = ["팀", "반"]

[[rule]]
id = "unit"
label = "ORG"
regex = '[가-힣]{2}{unit}(?=은|이|에)'
hits = ["[[기획팀]]이 왔다."]

[[rule]]
id = "product"
label = "EVENT"
lexicon = "products.tsv"
set = { kind = "CAMPAIGN" }
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "products.tsv").write_text("# 캠페인\n별나눔\n온기더하기\t2025\n", encoding="utf-8")
    (tmp_path / "my.toml").write_text(FILE, encoding="utf-8")
    return tmp_path / "my.toml"


@pytest.mark.parametrize(("data", "message"), ERRORS)
def test_errors(data, message):
    with pytest.raises(korex.RuleError, match=message):
        korex.UserRules(data)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[[rule]\n", r"my\.toml: not TOML: .*line 1"),
        ("팀 = 1".encode("cp949"), "not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_files_that_are_none(tmp_path, content, message):
    path = tmp_path / "my.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(korex.RuleError, match=message):
        korex.UserRules.read(path)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('id = "team"\nlabel = "team"', "bad label 'team'"),
        ('id = "team"\nlabel = "ORG"\nregex = "("', "not a regular"),
        ('id = "first"\nlabel = "ORG"\nregex = "x"', "two rules share an id"),
    ],
)
def test_errors_name_the_line_of_the_rule(tmp_path, rule, message):
    path = tmp_path / "my.toml"
    path.write_text(f'[[rule]]\nid = "first"\nlabel = "ORG"\nregex = "x"\n\n[[rule]]\n{rule}\n', encoding="utf-8")
    with pytest.raises(korex.RuleError) as caught:
        korex.UserRules.read(path)
    assert caught.value.line == (2 if "first" in rule else 7)
    assert str(caught.value).startswith(f"{path}:{caught.value.line}: ")
    assert message in str(caught.value)


@pytest.mark.parametrize("rules", [3, None, [3], {"rule": [TEAM]}])
def test_what_is_no_rules(rules):
    if rules is not None:
        with pytest.raises(korex.RuleError, match="expected a TOML file or UserRules"):
            korex.load(rules=rules)


def test_two_files_with_one_id(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text('\n[[rule]]\nid = "x"\nlabel = "ORG"\nregex = "가온"\n', encoding="utf-8")
    with pytest.raises(korex.RuleError, match=r"b\.toml:3: rule 'x': .*a\.toml has a rule with this id, too"):
        korex.load(rules=[tmp_path / "a.toml", tmp_path / "b.toml"])


def test_a_label_of_ones_own():
    rules = korex.UserRules({"rule": [{"id": "model", "label": "PRODUCT", "regex": "가온-[0-9]+"}]})
    x = korex.extract("가온-12를 샀다.", nlp=korex.load(rules=rules))
    assert [(entity.text, entity.label) for entity in x.entities] == [("가온-12", "PRODUCT")]
    assert korex.Extraction.from_json(x.to_json()) == x


def test_check(nlp):
    assert korex.UserRules({"rule": [TEAM]}).check(nlp.make_doc) == ()
    wrong = korex.UserRules({"rule": [{**TEAM, "hits": ["[[개발실]]에 왔다."], "refuse": ["운영팀에 왔다."]}]})
    assert [(f.rule, f.expected, f.found) for f in wrong.check(nlp.make_doc)] == [
        ("team", ("개발실",), ()),
        ("team", (), ("운영팀",)),
    ]


def test_rules_from_a_file(file):
    nlp = korex.load(rules=file)
    text = "기획팀은 25일 별나눔을 연다."
    x = korex.extract(text, nlp=nlp)
    assert [(e.text, e.label, e.source) for e in x.entities if e.source.startswith("user:")] == [
        ("기획팀", "ORG", "user:unit"),
        ("별나눔", "EVENT", "user:product"),
    ]
    assert [(event.name, event.kind) for event in x.events] == [("별나눔", "CAMPAIGN")]


def test_words_go_before_rules_and_rules_by_priority():
    rules = korex.UserRules(
        {"rule": [{**TEAM, "priority": 10}, {"id": "place", "label": "LOC", "words": ["기획팀"], "priority": 80}]}
    )
    text = "기획팀과 운영팀이 왔다."
    labels = {e.text: e.label for e in korex.extract(text, nlp=korex.load(rules=rules)).entities}
    assert labels == {"기획팀": "LOC", "운영팀": "ORG"}
    own = korex.load(rules=[rules], words={"기획팀": "PERSON", "운영팀": "-"})
    assert {e.text: e.label for e in korex.extract(text, nlp=own).entities} == {"기획팀": "PERSON", "운영팀": "ORG"}


def test_pickle_bytes_and_disk(file, tmp_path):
    rules = korex.UserRules.read(file)
    nlp = korex.load(rules=rules)
    (file.parent / "products.tsv").unlink()  # the words are part of the rules now
    assert pickle.loads(pickle.dumps(rules)) == rules
    text = "기획팀이 별나눔을 연다."
    expected = korex.extract(text, nlp=nlp)
    again = spacy.util.load_model_from_config(nlp.config).from_bytes(nlp.to_bytes())
    assert korex.extract(text, nlp=again) == expected
    nlp.to_disk(tmp_path / "model")
    assert korex.extract(text, nlp=spacy.load(tmp_path / "model")) == expected
