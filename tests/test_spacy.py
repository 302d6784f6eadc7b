"""korex as a citizen of spaCy: parts alone, beside other people's components, stored, scored."""

import pickle
import warnings
from datetime import date

import pytest
import spacy
from spacy.tokens import DocBin
from spacy.training import Corpus, Example

import korex
from korex.components import NEEDS
from korex.pipeline import COMPONENTS

TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "korex.KiwiTokenizer.v1"}}}
TEXT = (
    '한지우 누리시장은 2025년 9월 25일 시청에서 열린 간부회의에서 "안전이 먼저다"라며 12억 원을 쓰라고 지시했다. '
    "문의 02-000-1234."
)


def blank(*components):
    nlp = spacy.blank("ko", config=TOKENIZER)
    for name in components:
        nlp.add_pipe(name)
    return nlp


def found(nlp, text=TEXT):
    return korex.Extraction.from_doc(nlp(text))


# component, part of the result, what it finds with no other component there
ALONE = [
    ("korex_sections", "sections", lambda x: x.kind, ["BODY"]),
    ("korex_sentences", "sentences", lambda x: TEXT[x.end - 3 : x.end], ["했다.", "34."]),
    ("korex_contacts", "contacts", lambda x: x.text, ["02-000-1234"]),
    ("korex_temporals", "dates", lambda x: x.value, ["2025-09-25"]),
    ("korex_temporal", "dates", lambda x: x.value, ["2025-09-25"]),
    ("korex_quantities", "quantities", lambda x: x.value, [1200000000]),
    ("korex_events", "events", lambda x: x.name, ["간부회의"]),
    ("korex_quotes", "quotes", lambda x: x.text, ["안전이 먼저다"]),
    ("korex_directives", "directives", lambda x: x.predicate.text, ["지시했다"]),
]


@pytest.mark.parametrize(("component", "part", "read", "expected"), ALONE)
def test_component_alone(component, part, read, expected):
    assert [read(item) for item in getattr(found(blank(component)), part)] == expected


def test_tokenizer_alone():
    doc = blank()("시민이 모였다.")
    assert [(token.text, token.tag_, token.pos_, token.lemma_) for token in doc] == [
        ("시민", "NNG", "NOUN", "시민"),
        ("이", "JKS", "ADP", "이"),
        ("모였", "VV+EP", "VERB", "모이+었"),
        ("다", "EF", "PART", "다"),
        (".", "SF", "PUNCT", "."),
    ]
    assert korex.Extraction.from_doc(doc).sections == (korex.Section("BODY", 0, 8),)


@pytest.mark.parametrize("component", COMPONENTS)
def test_one_component_less_is_no_error(component, nlp):
    with nlp.select_pipes(disable=[component]):
        x = found(nlp)
    assert x.text == TEXT
    assert x.sections


@pytest.mark.parametrize("component", NEEDS)
def test_component_that_could_find_nothing(component):
    with pytest.warns(UserWarning, match=rf"{component} finds little or nothing unless .*nlp\.add_pipe\('korex_"):
        alone = blank("korex_sections", component)
    assert found(alone).text == TEXT
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in NEEDS[component]:
            blank(name, component)


# spaCy makes the components before it reads the words
@pytest.mark.filterwarnings("ignore:korex_entities finds little")
def test_own_words_alone_give_entities(tmp_path):
    nlp = blank()
    nlp.tokenizer.words = korex.UserWords({"한빛솔루션": "ORG"})
    nlp.add_pipe("korex_entities")
    nlp.to_disk(tmp_path / "own")
    for each in (nlp, spacy.load(tmp_path / "own")):
        assert [span.text for span in each("한빛솔루션은 왔다.").ents] == ["한빛솔루션"]


def test_entities_without_anything_of_korex_but_somebody_elses():
    nlp = blank("entity_ruler", "korex_entities", "korex_people")
    nlp.get_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "한지우"}])
    assert [entity.text for entity in found(nlp).entities] == ["한지우"]


def test_another_tokenizer_is_an_error():
    nlp = spacy.blank("en")
    nlp.add_pipe("korex_temporals")
    with pytest.raises(korex.InputError, match="carries no korex analysis: make it with"):
        nlp("25일")


def test_reference_date(nlp):
    docs = [nlp.make_doc("축제는 3일 열린다.") for _ in range(2)]
    docs[1]._.korex_reference_date = date(2025, 9, 26)
    values = [korex.Extraction.from_doc(doc).dates[0].value for doc in nlp.pipe(docs)]
    assert values == ["XXXX-XX-03", "2025-10-03"]
    assert docs[1]._.korex_reference_date == date(2025, 9, 26)
    with pytest.raises(korex.ReferenceDateError, match="morgen"):
        docs[0]._.korex_reference_date = "morgen"
    with pytest.raises(korex.InputError, match="carries no korex analysis"):
        spacy.blank("en")("3")._.korex_reference_date = "2025-09-26"


def test_wrong_option():
    with pytest.raises(korex.InputError, match="date_preference must be one of context, past, future, got 'soon'"):
        blank().add_pipe("korex_temporals", config={"date_preference": "soon"})
    with pytest.raises(ValueError, match="preference"):
        blank().add_pipe("korex_temporals", config={"preference": "past"})


PATTERNS = [
    {"label": "EVENT", "pattern": "시청", "id": "ours"},  # korex finds an ORG
    {"label": "FOOD", "pattern": "안전"},  # no label of korex's
]


@pytest.fixture
def ruled(request):
    """A pipeline with an entity_ruler at a place of its own."""
    nlp = korex.load()
    ruler = nlp.add_pipe("entity_ruler", **request.param)
    ruler.add_patterns(PATTERNS)
    return nlp


@pytest.mark.parametrize("ruled", [{"first": True}, {"before": "korex_entities"}], indirect=True)
def test_entities_of_an_earlier_ruler_go_first(ruled):
    for _ in range(2):
        doc = ruled(TEXT)
        ents = {(ent.text, ent.label_) for ent in doc.ents}
        assert {("시청", "EVENT"), ("안전", "FOOD"), ("한지우", "PERSON"), ("12억 원", "QUANTITY")} <= ents
        x = korex.Extraction.from_doc(doc)
        assert [(e.label, e.source) for e in x.entities if e.text == "시청"] == [("EVENT", "doc.ents:ours")]
        assert "안전" not in {entity.text for entity in x.entities}


@pytest.mark.parametrize("ruled", [{"last": True}], indirect=True)
def test_a_later_ruler_adds_what_is_free(ruled):
    ents = {(ent.text, ent.label_) for ent in ruled(TEXT).ents}
    assert {("안전", "FOOD"), ("한지우", "PERSON")} <= ents


@pytest.mark.parametrize("ruled", [{"first": True}, {"last": True}], indirect=True)
def test_a_doc_read_again_gives_the_same(ruled):
    doc = ruled(TEXT)
    x, ents = korex.Extraction.from_doc(doc), [(ent.text, ent.label_, ent.ent_id_) for ent in doc.ents]
    for again in (ruled(doc), ruled(doc.copy())):
        assert korex.Extraction.from_doc(again) == x
        assert [(ent.text, ent.label_, ent.ent_id_) for ent in again.ents] == ents


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('비가 왔다. "춥다. 가자."고 했다.', ["비가 왔다.", '"춥다. 가자."고 했다.']),
        ("비가 왔다", ["비가 왔다"]),
        (" \n비가 왔다. 눈도 왔다.", [" \n", "비가 왔다.", "눈도 왔다."]),
        ("", []),
        ("\u200b", ["\u200b"]),
    ],
)
def test_sents(text, sentences, nlp):
    assert [sentence.text for sentence in nlp(text).sents] == sentences


def test_sents_of_a_page(nlp):
    notice = "저작권자 © 누리일보 무단전재 및 재배포 금지"
    page = f"제목이 있는 소식\n\n입력 2025.09.25 14:20\n\n비가 왔다. 눈도 왔다.\n\n{notice}"
    sentences = [sentence.text.strip() for sentence in nlp(page).sents]
    assert sentences[0] == "제목이 있는 소식"
    assert sentences[-3:] == ["비가 왔다.", "눈도 왔다.", notice]


def test_other_components_of_spacy(nlp):
    nlp = korex.load()
    nlp.add_pipe("sentencizer", last=True)
    nlp.add_pipe("merge_entities", last=True)
    nlp.add_pipe("doc_cleaner", last=True)
    assert "12억 원" in [token.text for token in nlp(TEXT)]


def test_doc_bin_keeps_everything(nlp, tmp_path):
    docs = list(nlp.pipe([TEXT, "", "김도율 부시장이 왔다."]))
    DocBin(docs=docs, store_user_data=True).to_disk(tmp_path / "docs.spacy")
    again = list(DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab))
    for one, other in zip(docs, again, strict=True):
        assert korex.Extraction.from_doc(one) == korex.Extraction.from_doc(other)
        assert [str(sentence) for sentence in one.sents] == [str(sentence) for sentence in other.sents]
        assert [(ent.text, ent.label_, ent.ent_id_) for ent in one.ents] == [
            (ent.text, ent.label_, ent.ent_id_) for ent in other.ents
        ]


def test_part_of_a_pipeline_from_disk(tmp_path):
    nlp = blank("korex_temporals", "korex_entities")
    nlp.add_pipe("entity_ruler", before="korex_entities").add_patterns(PATTERNS)
    nlp.to_disk(tmp_path)
    for again in (spacy.load(tmp_path), pickle.loads(pickle.dumps(nlp))):
        assert again.pipe_names == nlp.pipe_names
        assert found(again) == found(nlp)
    assert (
        found(spacy.load(tmp_path, exclude=["entity_ruler"])).entities
        == found(blank("korex_temporals", "korex_entities")).entities
    )


def test_config_keeps_options():
    nlp = blank()
    nlp.add_pipe("korex_temporals", config={"date_preference": "past"})
    assert nlp.config["components"]["korex_temporals"]["date_preference"] == "past"
    assert nlp.from_config(nlp.config).get_pipe("korex_temporals").date_preference == "past"


def test_evaluate(nlp):
    entities = [(TEXT.index(text), TEXT.index(text) + len(text), "PERSON") for text in ("한지우", "안전", "먼저")]
    examples = [Example.from_dict(nlp.make_doc(TEXT), {"entities": entities})]
    first, second = nlp.evaluate(examples), nlp.evaluate(examples)
    assert first["ents_r"] == pytest.approx(1 / 3)
    assert first["ents_per_type"]["PERSON"]["p"] == 1
    assert first["sents_f"] is None  # the examples have none
    assert {key: value for key, value in first.items() if key != "speed"} == {
        key: value for key, value in second.items() if key != "speed"
    }


def test_evaluate_on_a_stored_corpus(nlp, tmp_path):
    DocBin(docs=[nlp(TEXT)], store_user_data=True).to_disk(tmp_path / "gold.spacy")
    scores = nlp.evaluate(list(Corpus(tmp_path / "gold.spacy")(nlp)))
    assert [scores[key] for key in ("token_acc", "tag_acc", "pos_acc", "lemma_acc", "sents_f", "ents_f")] == [1.0] * 6
