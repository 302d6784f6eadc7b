"""A user's own words: files and their errors, where a word stands, how it reaches every layer."""

import pickle

import pytest
import spacy

import korex
from korex.language.kiwi import load_kiwi
from korex.language.user_word import UserWord

WORDS = {
    "한빛솔루션": "ORG", "도하람": "PERSON", "엘론 머스키": "PERSON", "총괄디렉터": "TITLE", "별마루": "LOC",
    "가온의 날": "EVENT", "첫눈주간": "DATE", "GAON-7": "QUANTITY",
}  # fmt: skip
FOUND = [
    ("한빛솔루션은 왔다.", ["한빛솔루션"]),
    ("어제 한빛솔루션에서만은 달랐다.", ["한빛솔루션"]),
    ("(주)한빛솔루션이다.", ["한빛솔루션"]),
    ("한빛솔루션측이 KT한빛솔루션과", ["한빛솔루션", "한빛솔루션"]),
    ("엘론 머스키와 엘론머스키는", ["엘론 머스키", "엘론머스키"]),
    ("가온의 날, 가온의날에", ["가온의 날", "가온의날"]),
    ("가온의  날, 가온의\n날에, 가온의\n\n날에", ["가온의  날", "가온의\n날"]),
    ("GAON-7을 샀다", ["GAON-7"]),
    ("도하람대표는 왔다. 도하람 대표도 도하람의원이었다.", ["도하람", "도하람", "도하람"]),
    ("한빛솔루션즈는 왔다.", []),
    ("새한빛솔루션은 왔다.", []),
    ("도하람이네는", []),
    ("도하람대학교에", []),
    ("한빛솔루션대표는", []),
    ("GAON-77을 샀다", []),
    ("", []),
]
FILE_ERRORS = [
    ("한빛\tORG\n도하람\tPERSN\n", 2, "bad label 'PERSN'; did you mean PERSON? allowed: PERSON"),
    ("# 회사\n\n한빛\n", 3, "1 columns: expected WORD <tab> LABEL"),
    ("한빛\tORG\tx\ty\n", 1, "4 columns"),
    ("한빛 ORG\n", 1, "1 columns"),
    ("\tORG\n", 1, "the word is empty"),
    ("한빛\tORG\n가온\tORG\n한빛\tLOC\n", 3, "'한빛' is already there on line 1 as ORG"),
    ("한빛\tORG\tFESTIVAL\n", 1, "bad kind 'FESTIVAL'; allowed for ORG: none"),
    ("별마당\tEVENT\tPARTY\n", 1, "bad kind 'PARTY'; allowed for EVENT: FESTIVAL"),
    ("다그치다\tDIRECTIVE\n", 1, "needs a kind out of ORDER"),
    ("한빛\tORG\n가온폰\tproduct\n", 2, "bad label 'product'; allowed: PERSON"),
    ("한빛\tORGANIZATION\n", 1, "did you mean ORG?"),
    ("하늘\t-PERSN\n", 1, "bad label '-PERSN'; did you mean PERSON?"),
    ("가" * 101 + "\tORG\n", 1, "at most 100 characters"),
]


@pytest.fixture(scope="module")
def own():
    return korex.load(words=WORDS)


def spans(text, nlp):
    x = korex.extract(text, nlp=nlp)
    assert all(text[entity.start : entity.end] == entity.text for entity in x.entities)
    assert korex.Extraction.from_json(x.to_json()) == x
    return {(entity.text, entity.label) for entity in x.entities}


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find(text, expected):
    found = korex.UserWords(WORDS).find(text)
    assert [text[start:end] for start, end, _, _ in found] == expected


def test_blanks_of_a_word_and_of_a_text():
    words = korex.UserWords({"가온  플러스": "ORG", "가온": "LOC"})
    text = "  가온 플러스와\t가온\u3000플러스, \n 가온 \n플러스도\n\n가온\n\n플러스는  가온플러스다."
    found = [text[start:end] for start, end, _, _ in words.find(text)]
    assert found == ["가온 플러스", "가온\u3000플러스", "가온 \n플러스", "가온", "가온플러스"]


def test_longest_word_wins():
    words = korex.UserWords({"가온": "LOC", "가온솔루션": "ORG"})
    assert [found.word.text for found in words.find("가온솔루션은 가온에 있다.")] == ["가온솔루션", "가온"]


@pytest.mark.parametrize(("content", "line", "message"), FILE_ERRORS)
def test_errors_name_file_and_line(tmp_path, content, line, message):
    path = tmp_path / "my.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(korex.UserWordsError) as caught:
        korex.UserWords.read(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert isinstance(caught.value, korex.KorexError)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_file_that_is_not_utf8(tmp_path):
    path = tmp_path / "my.tsv"
    path.write_bytes("가온\tORG\n".encode() + "한빛\tORG\n".encode("cp949"))
    with pytest.raises(korex.UserWordsError, match=r"my\.tsv:2: not UTF-8"):
        korex.UserWords.read(path)


def test_file_that_is_not_there(tmp_path):
    with pytest.raises(korex.UserWordsError, match="cannot be read: No such file"):
        korex.load(words=tmp_path / "none.tsv")


def test_file_from_a_spreadsheet(tmp_path):
    path = tmp_path / "my.tsv"
    path.write_bytes("\ufeffword\tlabel\tkind\r\n한빛\tORG\t\r\n\r\n별마당\tEVENT\tFESTIVAL\r\n".encode())
    assert [word[:3] for word in korex.UserWords.read(path)] == [
        ("한빛", "ORG", None), ("별마당", "EVENT", "FESTIVAL"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp949", "utf-16"])
def test_file_of_a_korean_spreadsheet(tmp_path, encoding):
    path = tmp_path / "my.tsv"
    path.write_bytes("한빛\tORG\r\n별마당\tEVENT\tFESTIVAL\r\n".encode(encoding))
    assert [word.label for word in korex.UserWords.read(path)] == ["ORG", "EVENT"]


@pytest.mark.parametrize("words", [3, ["한빛"], [("한빛",)], [("한빛", 3)], {"한빛": None}, {3: "ORG"}])
def test_words_from_python_that_are_none(words):
    with pytest.raises(korex.UserWordsError):
        korex.UserWords(words)


def test_words_change(tmp_path):
    path = tmp_path / "my.tsv"
    path.write_text("한빛솔루션\tORG\n", encoding="utf-8")
    words = korex.UserWords.read(path)
    nlp = korex.load(words=words)
    text = "한빛솔루션은 별마루로 갔다."
    assert ("한빛솔루션", "ORG") in spans(text, nlp)
    words.add("별마루", "ORG")
    assert {("한빛솔루션", "ORG"), ("별마루", "ORG")} <= spans(text, nlp)
    with pytest.raises(korex.UserWordsError, match="already there as ORG"):
        words.add("별마루", "LOC")
    words.add("별마루", "LOC", replace=True)
    assert ("별마루", "LOC") in spans(text, nlp)
    words.remove("한빛솔루션")
    assert "한빛솔루션" not in words
    with pytest.raises(korex.UserWordsError, match="no such word to remove"):
        words.remove("한빛솔루션")
    path.write_text("가온\tORG\n", encoding="utf-8")
    words.reload()
    assert [word.text for word in words] == ["가온"]
    path.write_text("가온\n", encoding="utf-8")
    with pytest.raises(korex.UserWordsError):
        words.reload()
    assert [word.text for word in words] == ["가온"]
    with pytest.raises(korex.UserWordsError, match="come from no file"):
        korex.UserWords().reload()


def test_write(tmp_path):
    words = korex.UserWords([UserWord("별마당", "EVENT", "FESTIVAL"), ("하늘", "-"), ("가온", "-ORG")])
    words.write(tmp_path / "my.tsv")
    assert [word[:3] for word in korex.UserWords.read(tmp_path / "my.tsv")] == [word[:3] for word in words]


def test_every_label_reaches_the_entities(own):
    text = "한빛솔루션의 도하람 총괄디렉터와 엘론 머스키는 별마루에서 첫눈주간에 GAON-7로 가온의 날을 열었다."
    assert set(WORDS.items()) <= spans(text, own)


def test_a_word_is_one_morpheme_and_no_other_pipeline_knows_it(own):
    text = "한빛솔루션에서 왔다."
    assert [(token.text, token.tag_) for token in own(text)][:2] == [("한빛솔루션", "NNP"), ("에서", "JKB")]
    mine = korex.load(words={"나는밥집": "ORG"})
    assert mine("나는밥집은 붐빈다.")[0].text == "나는밥집"
    assert own("나는밥집은 붐빈다.")[0].text == "나"
    assert load_kiwi().tokenize("나는밥집은 붐빈다.")[0].form == "나"


def test_a_label_of_ones_own():
    words = korex.UserWords({"가온폰": "PRODUCT", "가온 법": "LAW"})
    nlp = korex.load(words=words)
    text = "한빛솔루션은 가온폰을 냈다. 한지우 시장은 가온폰 점검을 지시했다. 가온법은 5월에 바뀐다."
    assert {("가온폰", "PRODUCT"), ("가온법", "LAW"), ("5월", "DATE"), ("한지우", "PERSON")} <= spans(text, nlp)
    x = korex.extract(text, nlp=nlp)
    assert x.directives[0].content.text == "가온폰 점검"
    assert x.explain(x.entities[1], nlp=nlp).source.description == "your word 가온폰"
    assert ("가온폰", "B-PRODUCT") in korex.to_bio(x)[0]
    assert 'data-label="PRODUCT"' in x._repr_html_()
    assert [(span.text, span.label_) for span in nlp(text).ents][1] == ("가온폰", "PRODUCT")
    words.add("가온폰즈", "PRODUCT")
    assert ("가온폰즈", "PRODUCT") in spans("가온폰즈가 왔다.", nlp)


def test_own_people_are_people(own):
    x = korex.extract("엘론 머스키가 왔다. 도하람 총괄디렉터는 쉬었다. 도 총괄디렉터는 잤다.", nlp=own)
    people = {person.name: person for person in x.people}
    assert people.keys() == {"엘론 머스키", "도하람"}
    assert people["도하람"].titles == ("총괄디렉터",)
    assert [mention.text for mention in people["도하람"].mentions] == ["도하람", "도 총괄디렉터"]


def test_own_events_are_events():
    words = korex.UserWords([("별마당", "EVENT", "FESTIVAL"), ("가온대축제", "EVENT")])
    x = korex.extract(
        "25일 별마당에 갔다. 가온대축제는 없다.", reference_date="2025-09-26", nlp=korex.load(words=words)
    )
    assert [(event.name, event.kind) for event in x.events] == [("별마당", "FESTIVAL"), ("가온대축제", "FESTIVAL")]
    assert x.events[0].date == "2025-09-25"


def test_own_words_go_before_rules_and_model():
    text = "서울시청은 어제 강남구에서 25일 회의를 열었다."
    assert ("서울시청", "ORG") in spans(text, None)
    found = spans(text, korex.load(words={"서울시청": "LOC", "회의": "ORG", "25일": "ORG"}))
    assert {("서울시청", "LOC"), ("회의", "ORG"), ("25일", "ORG")} <= found
    assert not {("서울시청", "ORG"), ("25일", "DATE")} & found


def test_nothing_that_overlaps_an_own_word_stays():
    x = korex.extract("3일컴퍼니는 7월에 문을 열었다.", nlp=korex.load(words={"3일컴퍼니": "ORG"}))
    assert [(entity.text, entity.label) for entity in x.entities] == [("3일컴퍼니", "ORG"), ("7월", "DATE")]
    assert [date.text for date in x.dates] == ["7월"]


@pytest.mark.parametrize(
    ("label", "gone"),
    [("-", True), ("-ORG", True), ("-LOC", False), ("-PERSON", False)],
)
def test_words_not_to_find(label, gone):
    text = "국회는 문을 닫았다."
    assert ("국회", "ORG") in spans(text, None)
    assert (("국회", "ORG") not in spans(text, korex.load(words={"국회": label}))) == gone


def test_a_person_not_to_find_is_no_person():
    text = "윤가람 시장은 표다온 국장과 만났다."
    x = korex.extract(text, nlp=korex.load(words={"윤가람": "-"}))
    assert [person.name for person in x.people] == ["표다온"]


def test_a_date_not_to_find_is_no_date():
    x = korex.extract("어제와 25일에 갔다.", nlp=korex.load(words={"어제": "-"}))
    assert [date.text for date in x.dates] == ["25일"]


def test_own_verbs_of_asking():
    nlp = korex.load(
        words=[UserWord("신신당부하다", "DIRECTIVE", "REQUEST"), UserWord("다그치다", "DIRECTIVE", "DEMAND")]
    )
    text = "윤가람 시장은 각 부서에 안전 점검을 신신당부했다. 시장은 국장들에게 빨리 나오라고 다그쳤다."
    x = korex.extract(text, nlp=nlp)
    assert [(d.kind, d.predicate.text, d.content.text) for d in x.directives] == [
        ("REQUEST", "신신당부했다", "안전 점검"),
        ("DEMAND", "다그쳤다", "빨리 나오라"),
    ]
    assert {entity.label for entity in x.entities} <= {"PERSON", "TITLE"}


def test_decomposed_text_and_words():
    import unicodedata

    nlp = korex.load(words={unicodedata.normalize("NFD", "한빛솔루션"): "ORG"})
    for text in ("한빛솔루션은 왔다.", unicodedata.normalize("NFD", "한빛솔루션은 왔다.")):
        x = korex.extract(text, nlp=nlp)
        assert unicodedata.normalize("NFC", x.entities[0].text) == "한빛솔루션"
        assert x.entities[0].source == "user:words"


def test_long_text(own):
    text = "도하람은 집에 갔다. " * 1000 + "한빛솔루션은 쉰다."
    assert sum(entity.label == "PERSON" for entity in korex.extract(text, nlp=own).entities) == 1000


def test_pickle_bytes_and_disk(own, tmp_path):
    words = korex.UserWords(WORDS)
    assert pickle.loads(pickle.dumps(words)) == words
    text = "한빛솔루션의 도하람 총괄디렉터는 별마루에 갔다."
    expected = korex.extract(text, nlp=own)
    again = spacy.util.load_model_from_config(own.config).from_bytes(own.to_bytes())
    assert korex.extract(text, nlp=again) == expected
    own.to_disk(tmp_path / "model")
    assert korex.extract(text, nlp=spacy.load(tmp_path / "model")) == expected


def test_a_pipeline_without_words_reads_bytes_of_one_with_words(own):
    plain = korex.load()
    plain.from_bytes(own.to_bytes())
    assert plain.tokenizer.words == own.tokenizer.words
