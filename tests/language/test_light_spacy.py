"""spaCy's commands are imported when they are asked for, and not before."""

import subprocess
import sys

import pytest

KOREX_FIRST = """
import sys, korex
korex.load
assert not {"spacy.cli", "weasel", "httpx"} & sys.modules.keys()
import spacy
assert not hasattr(spacy, "nothing")
assert "spacy_version" in spacy.info(silent=True)
assert callable(spacy.cli.download)
from spacy.cli import download, info
assert callable(info)
"""
SPACY_FIRST = """
import spacy, korex
commands = spacy.cli
korex.load
assert spacy.cli is commands
"""


@pytest.mark.parametrize("code", [KOREX_FIRST, SPACY_FIRST], ids=["korex first", "spaCy first"])
def test_commands_of_spacy(code):
    subprocess.run([sys.executable, "-c", code], check=True)
