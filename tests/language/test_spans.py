"""Where words stand in a text."""

import pytest

from korex.language.spans import occurrences

TEXTS = [
    ("가온누리회는 왔다. 가온누리회도 누리회가 불렀다.", ["가온누리회", "누리회", "회"]),
    ("도도도도 도도", ["도도", "도"]),
    ("", ["가나"]),
    ("가", ["가나", "가"]),
]


@pytest.mark.parametrize(("text", "words"), TEXTS)
def test_many_words_are_found_where_few_are(text, words):
    many = [*words, *(f"나무{number}" for number in range(1000))]
    assert sorted(occurrences(many, text)) == sorted(occurrences(words, text))
