"""Words of a text as people see them, and of a sentence as predicates see them."""

import pytest

from korex.discourse.name_words import Word, Words
from korex.discourse.words import split_words
from korex.language.analysis import Span, analysis_of

TEXT = "알림: 채담도(51) 국장, 어제 만나"


def test_words_know_their_places():
    words = Words(TEXT, [Span(0, 3), Span(4, len(TEXT))])
    assert words.texts == ["알림", ":", "채담도", "(", "51", ")", "국장", ",", "어제", "만나"]
    assert all(TEXT[word.start : word.end] == word.text for word in words)
    assert words[words.positions[TEXT.index("국장")]] == Word(12, 14, "국장") == words[6:7][0] == words[-4]


# sentence, its words with their kinds; a quotation is one word, a bracket inside a word does not cut it
SENTENCES = [
    ("위 시장은 점검을 지시했다.", ["noun", "noun", "noun", "predicate"]),
    ("옥천시(시장 위도람)는 “서두르자”고 했다.", ["noun", "quotation", "predicate"]),
    ("교통과가 1,000원을 냈다.", ["noun", "noun", "predicate"]),
    ("새 길이 열렸다.", ["modifier", "noun", "predicate"]),
]


@pytest.mark.parametrize(("text", "kinds"), SENTENCES)
def test_words_of_a_sentence(nlp, text, kinds):
    morphemes = analysis_of(nlp.make_doc(text)).morphemes
    assert [word.kind for word in split_words(morphemes, 0, len(morphemes))] == kinds
