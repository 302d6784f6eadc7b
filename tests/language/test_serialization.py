"""A Doc keeps its analysis wherever spaCy can keep a Doc, and a pipeline wherever spaCy can keep a pipeline."""

import pickle
from datetime import date, datetime, timezone

import pytest
import spacy
import srsly
from spacy.tokens import Doc, DocBin

import korex
from korex.dates import parse_reference_date
from korex.language.serialization import to_plain
from korex.pipeline import analyse

TEXTS = [
    '한지우 누리시장은 25일 간부회의에서 "주차장 40면을 늘려 달라"고 당부했다. 그는 30억 5천만원을 쓰겠다고 했다.',
    "김\u200b하균 부시장은 ㈜한빛에 요청했다. \ud83d",
    "",
    " \n",
]
REFERENCES = [None, date(2025, 9, 25), datetime(2025, 9, 25, 9, 30, tzinfo=timezone.utc)]


def through_bytes(doc, nlp):
    return Doc(nlp.vocab).from_bytes(doc.to_bytes())


def through_doc_bin(doc, nlp):
    data = DocBin(docs=[doc], store_user_data=True).to_bytes()
    return next(DocBin().from_bytes(data).get_docs(nlp.vocab))


def through_pickle(doc, nlp):
    return pickle.loads(pickle.dumps(doc))


def through_copy(doc, nlp):
    return doc.copy()


@pytest.mark.parametrize("way", [through_bytes, through_doc_bin, through_pickle, through_copy])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("reference", REFERENCES)
def test_doc(way, text, reference, nlp):
    doc = analyse(nlp, text, parse_reference_date(reference))
    assert korex.Extraction.from_doc(way(doc, nlp)) == korex.Extraction.from_doc(doc)


def test_components_go_on_where_bytes_stop(nlp):
    doc = through_bytes(nlp.make_doc(TEXTS[0]), nlp)
    assert korex.Extraction.from_doc(nlp(doc)) == korex.Extraction.from_doc(nlp(TEXTS[0]))


def test_pipe_of_spacy_over_processes(nlp):
    docs = nlp.pipe(TEXTS, n_process=2, batch_size=2)
    assert [korex.Extraction.from_doc(doc) for doc in docs] == [korex.Extraction.from_doc(nlp(text)) for text in TEXTS]


@pytest.mark.parametrize("options", [{}, {"date_preference": "future"}, {"indirect_quotes": True}])
def test_pipeline_from_disk(options, tmp_path):
    nlp = korex.load(**options)
    nlp.to_disk(tmp_path)
    assert_same_pipeline(nlp, spacy.load(tmp_path))


def test_pipeline_from_bytes(nlp):
    assert_same_pipeline(nlp, korex.load().from_bytes(nlp.to_bytes()))


def test_pickled_pipeline(nlp):
    assert_same_pipeline(nlp, pickle.loads(pickle.dumps(nlp)))


def assert_same_pipeline(nlp, other):
    assert other.pipe_names == nlp.pipe_names
    for text in TEXTS:
        assert korex.Extraction.from_doc(other(text)) == korex.Extraction.from_doc(nlp(text))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"korex.analysis": 99}, "expected version 1, got 99"),
        ({"token_starts": "0"}, "analysis.token_starts: expected a list, got str"),
        ({"sentences": [[0]]}, "analysis.sentences: expected a list of 2, got one of 1"),
        ({"sentences": [[0, "1"]]}, "analysis.sentences: expected int, got str"),
        ({"morphemes": 1}, "analysis.morphemes: expected an object, got int"),
        ({"morphemes": {}}, "analysis.morphemes: .*missing"),
        ({"people": [{"name": 3}]}, "name: expected a string, got int"),
        ({"reference": "morgen"}, "analysis.reference: .*morgen"),
    ],
)
def test_damaged_bytes(change, message, nlp):
    plain = {"korex.analysis": 1, **to_plain(nlp(TEXTS[0])._.korex)}
    with pytest.raises(korex.ResultError, match=message):
        srsly.msgpack_loads(srsly.msgpack_dumps(plain | change))
