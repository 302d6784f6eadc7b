"""What README and docs show is what korex does: every block runs, every output is the real one."""

import json
import re

import pytest

import notebooks
import snippets

PAGES = {path.relative_to(snippets.ROOT).as_posix(): path for path in snippets.documents()}


@pytest.fixture(scope="module")
def pages():
    """The pages that were run, each once."""
    return {}


@pytest.fixture
def page(request, pages):
    name = request.param
    if name not in pages:
        pages[name] = snippets.run(PAGES[name])
    return pages[name]


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_blocks_run(page):
    assert page.problems == []


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_shown_output_is_real(page):
    assert page.text == page.fresh, "to write the outputs anew: python tests/snippets.py"


@pytest.mark.parametrize("path", notebooks.notebooks(), ids=lambda path: path.name)
def test_notebooks_show_what_they_do(path):
    fresh = notebooks.run(path)
    assert _of_korex(path.read_text(encoding="utf-8")) == _of_korex(fresh), "to run it anew: python tests/snippets.py"


def _of_korex(notebook):
    """The cells of a notebook without the tables of pandas, which differ from one version to the next."""
    cells = json.loads(notebook)["cells"]
    for cell in cells:
        cell["outputs"] = [out for out in cell.get("outputs", []) if "dataframe" not in json.dumps(out)]
    return cells


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    path = PAGES[name]
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_paths_of_the_repository_exist(name):
    """What a page names with a folder of korex in front is there."""
    paths = re.findall(
        r"`((?:tests|docs|examples|rules|text|language|entities|discourse|views|matching)/[\w./-]*)`",
        PAGES[name].read_text(encoding="utf-8"),
    )
    package = snippets.ROOT / "src" / "korex"
    assert [path for path in paths if not ((snippets.ROOT / path).exists() or (package / path).exists())] == []


def test_both_readmes_give_the_same_commands():
    english, korean = (
        re.findall(r"```sh\n(.*?)```", PAGES[name].read_text(), re.DOTALL) for name in ("README.md", "README.ko.md")
    )
    assert english == korean
