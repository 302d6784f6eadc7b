"""What is installed: the wheel's content and metadata, the entry points."""

import zipfile
from email import message_from_bytes
from importlib.metadata import entry_points
from pathlib import Path
from typing import get_args

import pytest

import korex
from korex.components import ALIASES, FACTORIES
from korex.schema import EntityLabel

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    builders = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is in the test extras")
    folder = tmp_path_factory.mktemp("wheel")
    (path,) = builders.WheelBuilder(str(ROOT)).build(directory=str(folder))
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_every_file_of_the_package_is_in_the_wheel(wheel):
    files = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "korex").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files <= set(wheel.namelist())
    assert {"korex/py.typed", "korex/schema.json", "korex/views/page.html.j2", "korex/views/style.css.j2"} <= files


def test_metadata(wheel):
    (name,) = (name for name in wheel.namelist() if name.endswith("/METADATA"))
    metadata = message_from_bytes(wheel.read(name))
    assert metadata["Version"] == korex.__version__
    assert metadata["License-Expression"] == "MIT AND CC-BY-SA-4.0"
    assert metadata.get_all("License-File") == ["LICENSE", "LICENSE-MODEL"]
    assert "korex extract" in metadata.get_payload(decode=True).decode()


def test_entry_points():
    (command,) = entry_points(group="console_scripts", name="korex")
    assert callable(command.load())
    (tokenizer,) = entry_points(group="spacy_tokenizers", name="korex.KiwiTokenizer.v1")
    assert callable(tokenizer.load())
    (colors,) = entry_points(group="spacy_displacy_colors", name="korex")
    assert set(colors.load()()) == set(get_args(EntityLabel))
    factories = {
        point.name: point for point in entry_points(group="spacy_factories") if point.name.startswith("korex_")
    }
    assert factories.keys() == FACTORIES.keys() | ALIASES.keys()
    assert all(callable(point.load()) for point in factories.values())
