"""The lexicon functions on words of every class."""

import pytest

from korex.entities.lexicons import lexicon_classes, looks_like_korean_name, tail_classes

CLASSES = [
    ("김", "surname"),
    ("제갈", "double_surname"),
    ("장관", "title"),
    ("시장", "weak_title"),
    ("후보", "name_cue"),
    ("소설가", "occupation"),
    ("베냉", "country"),
    ("강원도", "korean_region"),
    ("기상청", "government"),
    ("헌법재판소", "court"),
    ("연합뉴스", "media"),
    ("브라티슬라바", "city"),
    ("경포호", "landmark"),
    ("스티글리츠", "foreign_name"),
    ("동방신기", "foreign_name"),
]
# facts that are everyday words as well are left out
EVERYDAY = ["무산", "포스터", "크루즈", "세부", "여자친구", "코치"]
TAILS = [
    ("가람군보건소", "organization_tail"),
    ("나래체육공원", "place_tail"),
    ("하늘구청장", "title_tail"),
]
NAMES = ["윤도석", "남궁다온", "허준", "마별아", "빙다준", "선우율"]
NOT_NAMES = ["윤활유", "김", "이야기", "대한민국", "A", ""]


@pytest.mark.parametrize(("word", "kind"), CLASSES)
def test_lexicon_classes(word, kind):
    assert kind in lexicon_classes(word)


def test_unknown_word_has_no_class():
    assert lexicon_classes("가나다라마바") == ()


@pytest.mark.parametrize("word", EVERYDAY)
def test_everyday_words_are_no_names(word):
    assert {"city", "foreign_name", "company"}.isdisjoint(lexicon_classes(word))


@pytest.mark.parametrize(("word", "kind"), TAILS)
def test_tail_classes(word, kind):
    assert kind in tail_classes(word)


def test_a_tail_alone_is_no_tail():
    assert tail_classes("공원") == ()


@pytest.mark.parametrize("word", NAMES)
def test_looks_like_korean_name(word):
    assert looks_like_korean_name(word)


@pytest.mark.parametrize("word", NOT_NAMES)
def test_does_not_look_like_korean_name(word):
    assert not looks_like_korean_name(word)
