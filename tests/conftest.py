"""What all tests share: one pipeline for the whole run, and the gold data where it is there."""

from pathlib import Path

import pytest

import korex

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

SOURCE = Path(__file__).resolve().parent.parent / "src"


@pytest.fixture(scope="session", autouse=True)
def _processes_use_this_source():
    """A process that a test starts, in whatever folder, imports the korex that is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(SOURCE))
        yield


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
