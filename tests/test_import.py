"""`import korex` is cheap: what it does not need yet, it does not load."""

import subprocess
import sys

import pytest

import korex


def loaded_after(code):
    program = f"import sys\n{code}\nprint(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    )


@pytest.mark.parametrize("code", ["import korex", "import korex; korex.InputError", "import korex.cli"])
def test_import_loads_nothing_heavy(code):
    assert not loaded_after(code) & {"spacy", "kiwipiepy", "dataclasses_json", "numpy", "pydantic", "jinja2"}


EXTRAS = {"icalendar", "mkdocs", "pandas", "polars", "pyarrow", "pyspark"}


def test_extras_are_loaded_when_they_are_asked_for():
    modules = "korex.pipeline, korex.cli, korex.results, korex.views.calendar, korex.views.frames, korex.views.html"
    assert not loaded_after(f"import {modules}") & EXTRAS


def test_all_public_names_are_there():
    assert all(getattr(korex, name) is not None for name in korex.__all__)
    assert set(korex.__all__) <= set(dir(korex))


def test_unknown_name():
    with pytest.raises(AttributeError, match="no attribute 'extracts'"):
        korex.extracts  # noqa: B018
