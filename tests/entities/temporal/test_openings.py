"""Where an atom of time may begin is worked out with fewer tries than there are pairs of characters."""

import pytest

from korex.entities.temporal import atoms, openings


def test_letters_that_must_follow_take_no_opening_away(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = atoms._lexer.__wrapped__()
    monkeypatch.setattr(openings, "_following", lambda source: {})
    assert quick.trigger.pattern == atoms._lexer.__wrapped__().trigger.pattern


@pytest.mark.parametrize(
    ("source", "following"),
    [
        ("설날|추석날", {"설": {"날"}, "추": {"석"}, "석": {"날"}}),
        ("설날?|설빔", {}),  # 설 may stand alone
        ("(?=[설추])설날", {"설": {"날"}}),
        (r"[설추]석|설\s?날", {}),
    ],
)
def test_letters_that_another_one_follows(source: str, following: dict[str, set[str]]) -> None:
    assert openings._following(source) == following
