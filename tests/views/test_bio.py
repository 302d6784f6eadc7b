"""Entities as BIO tags."""

from dataclasses import replace

import pytest

import korex
from test_schema import EMPTY, FULL, ODD

TEXT = "제목 줄\n\n김도율 부시장은 '서울 강남구'에 갔다. 25일까지다.\n사진 설명\n"


def made(*entities, sentences=((6, 29), (30, 37))):
    return replace(
        EMPTY,
        text=TEXT,
        sentences=tuple(korex.Sentence(start, end) for start, end in sentences),
        entities=tuple(
            korex.Entity(label, text, TEXT.index(text), TEXT.index(text) + len(text), "-") for label, text in entities
        ),
    )


X = made(("PERSON", "김도율"), ("TITLE", "부시장"), ("LOC", "서울 강남구"), ("DATE", "25일"))


def test_words():
    assert korex.to_bio(X) == [
        [("제목", "O"), ("줄", "O")],
        [
            ("김도율", "B-PERSON"), ("부시장", "B-TITLE"), ("은", "O"), ("'", "O"), ("서울", "B-LOC"),
            ("강남구", "I-LOC"), ("'", "O"), ("에", "O"), ("갔다", "O"), (".", "O"),
        ],
        [("25일", "B-DATE"), ("까지다", "O"), (".", "O")],
        [("사진", "O"), ("설명", "O")],
    ]  # fmt: skip


def test_characters():
    sentences = korex.to_bio(X, unit="character")
    assert sentences[1][:5] == [
        ("김", "B-PERSON"),
        ("도", "I-PERSON"),
        ("율", "I-PERSON"),
        (" ", "O"),
        ("부", "B-TITLE"),
    ]
    assert ["".join(token for token, _ in sentence) for sentence in sentences] == [
        "제목 줄", "김도율 부시장은 '서울 강남구'에 갔다.", "25일까지다.", "사진 설명",
    ]  # fmt: skip


def test_an_entity_is_never_cut():
    x = made(("EVENT", "갔다. 25일"))
    assert korex.to_bio(x)[1][-5:-2] == [("갔다", "B-EVENT"), (".", "I-EVENT"), ("25일", "I-EVENT")]


@pytest.mark.parametrize("x", [FULL, EMPTY, ODD])
def test_one_tag_begins_for_each_entity(x):
    tags = [tag for sentence in korex.to_bio(x) for _, tag in sentence]
    assert sum(tag.startswith("B-") for tag in tags) == len(x.entities)


def test_conll():
    assert korex.to_conll(X).startswith("제목\tO\n줄\tO\n\n김도율\tB-PERSON\n")
    assert korex.to_conll(X, unit="character").endswith(" \tO\n설\tO\n명\tO\n\n")
    assert korex.to_conll(EMPTY) == ""


def test_spacy_reads_it():
    from spacy.tokens import Doc
    from spacy.training import biluo_tags_to_offsets, iob_to_biluo
    from spacy.vocab import Vocab

    words, tags = zip(*korex.to_bio(X)[1], strict=True)
    doc = Doc(Vocab(), words=list(words))
    assert [label for _, _, label in biluo_tags_to_offsets(doc, iob_to_biluo(tags))] == ["PERSON", "TITLE", "LOC"]


def test_wrong_unit():
    with pytest.raises(korex.InputError, match="unit: expected one of word, character, got 'token'"):
        korex.to_bio(X, unit="token")


@pytest.mark.parametrize("what", ["글", None, [X]])
def test_what_is_no_result(what):
    for call in (korex.to_bio, korex.to_conll):
        with pytest.raises(korex.InputError, match="expected an Extraction"):
            call(what)
