"""Particles take the form that the last sound of a word asks for."""

import pytest

from korex.language.particles import final_sound, fit_particle, particle_at, word_ends

SOUNDS = [
    ("가람", "consonant"),
    ("하늘", "ㄹ"),
    ("바다", "vowel"),
    ("", "vowel"),
    ("!?", "vowel"),
    ("ㅋㅋ", "vowel"),
    # digits and round numbers as they are read: 일, 이, 삼, 십, 백, 천, 만, 영
    ("1", "ㄹ"),
    ("2", "vowel"),
    ("3", "consonant"),
    ("6", "consonant"),
    ("7", "ㄹ"),
    ("10", "consonant"),
    ("200", "consonant"),
    ("4000", "consonant"),
    ("0", "consonant"),
    ("90000", "consonant"),
    ("제5", "vowel"),
    # letters: 에이, 엘, 엠, 알
    ("KBS", "vowel"),
    ("SQL", "ㄹ"),
    ("KBM", "consonant"),
    ("HR", "ㄹ"),
    ("[PERSON_1]", "ㄹ"),
    ("인물 2)", "vowel"),
    ("漢", "vowel"),
]
FORMS = [
    ("은", "바다", "는"),
    ("는", "가람", "은"),
    ("이", "바다", "가"),
    ("가", "하늘", "이"),
    ("을", "바다", "를"),
    ("과", "바다", "와"),
    ("와", "하늘", "과"),
    ("으로", "바다", "로"),
    ("로", "가람", "으로"),
    ("으로", "하늘", "로"),
    ("로서", "가람", "으로서"),
    ("아", "바다", "야"),
    ("야", "가람", "아"),
    ("이나", "바다", "나"),
    ("랑", "가람", "이랑"),
    ("라", "가람", "이라"),
    ("이라고", "바다", "라고"),
    ("였다", "가람", "이었다"),
    ("에서", "바다", "에서"),
    ("는", "인물 1", "은"),
]
WHOLE = [
    ("한빛은", "한빛"),
    ("한빛", "한빛"),
    ("한빛.", "한빛"),
    ("한빛에서는", "한빛"),
    ("한빛이었다", "한빛"),
    ("한빛입니다", "한빛"),
    ("한빛측은", "한빛"),
    ("하늘로", "하늘"),
    ("KBS는", "KBS"),
    ("바다님께서", "바다"),
    ("한빛(주)", "한빛"),
    ("한빛이라며", "한빛"),
]
PARTS = [
    ("한빛은행", "한빛"),
    ("한빛솔루션", "한빛"),
    ("하나은", "하나"),
    ("가람는", "가람"),
    ("KBSN", "KBS"),
    ("A40", "A4"),
    ("한빛이란성", "한빛"),
    ("바다로에", "바다"),
]


@pytest.mark.parametrize(("word", "sound"), SOUNDS)
def test_final_sound(word, sound):
    assert final_sound(word) == sound


@pytest.mark.parametrize(("particle", "word", "form"), FORMS)
def test_fit_particle(particle, word, form):
    assert fit_particle(particle, word) == form


@pytest.mark.parametrize(("text", "word"), WHOLE)
def test_whole_word(text, word):
    assert word_ends(text, word, len(word))


@pytest.mark.parametrize(("text", "word"), PARTS)
def test_part_of_a_word(text, word):
    assert not word_ends(text, word, len(word))


def test_particle_at():
    assert [particle_at(text, 2) for text in ("가람으로서", "가람은", "가람에서", "가람은행", "가람")] == [
        "으로서",
        "은",
        "",
        "",
        "",
    ]
