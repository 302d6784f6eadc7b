"""The trained labeller: its file, what it finds in sentences of our own, and korex without it."""

import shutil

import pytest

import korex
from korex.entities.tagger import pieces_of
from korex.entities.tagger_model import MODEL, load_model
from korex.entities.tagger_spans import spans_within
from korex.errors import ModelError
from korex.language.analysis import analysis_of

# Entities that any sensible model of this scheme finds: (sentence with marks, labels in order).
FOUND = [
    ("[[박도윤]] [[시장]]은 [[12일]] [[오전 10시]] 청사에서 회의를 열었다.", ["PERSON", "TITLE", "DATE", "TIME"]),
    ("[[최서린]] 씨는 [[지난해]] [[서울]]에서 [[부산]]으로 이사했다.", ["PERSON", "DATE", "LOC", "LOC"]),
    ("[[한국은행]]은 기준금리를 [[3.5%]]로 동결했다.", ["ORG", "QUANTITY"]),
    ("[[경찰]]은 용의자 [[3명]]을 붙잡았다고 밝혔다.", ["ORG", "QUANTITY"]),
]
NOTHING = ["날씨가 맑다.", "", "!!!", "그래서 우리는 다시 걷기 시작했다."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("도하람 나주", "도하람"),
        ("사공혁 순천", "사공혁"),
        ("앙겔라 메르켈", "앙겔라 메르켈"),
        ("도하람 빈솔", "도하람 빈솔"),
    ],
)
def test_person_before_a_place(text, expected):
    (span,) = spans_within(text, 0, len(text), "PERSON")
    assert text[span.start : span.end] == expected


@pytest.mark.parametrize(
    ("text", "size", "label", "expected"),
    [
        ("도하람 윤다솔 최서린", 11, "PERSON", ["도하람", "윤다솔", "최서린"]),
        ("이나바 나오키", 7, "PERSON", ["이나바 나오키"]),
        ("도모(41) 씨", 2, "PERSON", ["도"]),
        ("도모 이야기", 2, "PERSON", ["도모"]),
        ("중국 난징(南京)", 9, "LOC", ["중국 난징", "南京"]),
        ("발루주(州)에서", 6, "LOC", ["발루주"]),
        ("난징(南京) 성문광장", 11, "LOC", ["난징(南京) 성문광장"]),
    ],
)
def test_within(text, size, label, expected):
    assert [text[span.start : span.end] for span in spans_within(text, 0, size, label)] == expected


def unmarked(marked):
    """Return the sentence without its marks, and the spans that were marked."""
    text, spans = "", []
    for piece in marked.split("[["):
        inner, mark, rest = piece.partition("]]")
        if mark:
            spans.append((len(text), len(text) + len(inner)))
        text += inner + rest
    return text, spans


@pytest.mark.parametrize(("marked", "labels"), FOUND)
def test_found(nlp, marked, labels):
    text, spans = unmarked(marked)
    entities = korex.Extraction.from_doc(nlp(text)).entities
    assert [(e.start, e.end, e.label) for e in entities] == [
        (*span, label) for span, label in zip(spans, labels, strict=True)
    ]
    assert all(text[e.start : e.end] == e.text for e in entities)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(nlp, text):
    assert korex.Extraction.from_doc(nlp(text)).entities == ()


def test_source_says_how_sure(nlp):
    sources = [c.source for c in analysis_of(nlp("박도윤 시장이 인사말을 했다.")).candidates]
    confidences = [float(source.removeprefix("crf:")) for source in sources if source.startswith("crf:")]
    assert confidences
    assert all(0 <= c <= 1 for c in confidences)


def test_same_labels_alone_and_in_a_longer_text(nlp):
    text, spans = unmarked(FOUND[0][0])
    entities = korex.Extraction.from_doc(nlp(f"{text} 날씨가 맑다.")).entities
    assert [(e.start, e.end) for e in entities] == spans


def test_the_same_again_when_what_was_kept_is_let_go(nlp, monkeypatch):
    text, _ = unmarked(" ".join(marked for marked, _ in FOUND))
    before = korex.Extraction.from_doc(nlp(text)).entities
    for kept in ("_EOJEOLS", "_WORDS", "_NOUN_KEYS", "_PARTICLES"):
        monkeypatch.setattr(f"korex.entities.tagger_tables.{kept}", 4)
    forgetful = load_model()
    monkeypatch.setattr("korex.entities.tagger.shared_model", lambda: forgetful)
    for other in NOTHING:
        nlp(other)
        assert korex.Extraction.from_doc(nlp(text)).entities == before


def test_no_entity_in_an_address(nlp):
    entities = korex.Extraction.from_doc(nlp("문의 박도윤 주무관 033-555-0123, dodam@haetsal.example")).entities
    assert [e.text for e in entities if "555" in e.text or "dodam" in e.text] == []


def test_pieces_cover_every_morpheme_once(nlp):
    analysis = analysis_of(nlp("제목 한 줄\n\n첫 문장이다. 둘째 문장이다.\n사진=한빛일보\n" + "가 나 다 " * 300))
    covered = [index for start, end in pieces_of(analysis) for index in range(start, end)]
    assert covered == list(range(len(analysis.morphemes)))


def test_model_is_small_and_matches_its_digest():
    load_model()
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 8_000_000


@pytest.mark.parametrize(("harm", "message"), [("damaged", "damaged"), ("missing", "missing")])
def test_broken_model_is_a_named_error(tmp_path, harm, message):
    for name in ("tagger.npz", "tagger.npz.sha256"):
        shutil.copy(MODEL / name, tmp_path)
    if harm == "damaged":
        (tmp_path / "tagger.npz").write_bytes(b"PK")
    else:
        (tmp_path / "tagger.npz").unlink()
    with pytest.raises(ModelError, match=message):
        load_model(tmp_path)


def test_without_the_tagger():
    nlp = korex.load(tagger=False)
    analysis = analysis_of(nlp("박도윤 시장은 12일 회의를 열었다."))
    assert "korex_tagger" not in nlp.pipe_names
    assert not any(c.source.startswith("crf:") for c in analysis.candidates)
