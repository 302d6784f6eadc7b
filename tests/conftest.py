"""What all tests share: one pipeline for the whole run, and the gold data where it is there."""

from pathlib import Path

import pytest

import korex

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def nlp():
    """The full pipeline, loaded once."""
    return korex.load()


@pytest.fixture(scope="session")
def shared():
    """The folder with the gold data; a test that wants it is skipped where the folder is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("../shared, the gold data, is not here")
    return SHARED
