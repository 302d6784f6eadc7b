"""Runs the code blocks of the README and of docs/ and the notebooks, and writes the outputs they show anew.

python tests/snippets.py [FILE ...]     (every file, unless some are named)

- ``python`` blocks are doctests; the blocks of a file share their names.
- ``sh`` blocks: the lines that call korex are run; a ``text`` block right below shows what the last one prints.
- ``toml`` blocks with rules: every rule finds its hits and refuses its look-alikes, as in tests/test_rules.py.
- ``json`` blocks are JSON.

Everything runs in a copy of examples/, so that a block may write files.
"""

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from typer.testing import CliRunner

import notebooks
from korex.cli import app
from korex.matching.files import tomllib
from korex.matching.rules import parse_rules

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_KOREX = re.compile(r"(?:(?P<before>[^|]+?)\s*\|\s*)?(?:.*&&\s*)?(?:\.venv/bin/)?korex (?P<arguments>.*)")


def documents() -> list[Path]:
    """Return the files whose blocks are run."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@dataclass
class Page:
    """A Markdown file with what its blocks should show: `text` as it is, `fresh` as it would be rewritten."""

    path: Path
    text: str
    fresh: str = ""
    problems: list[str] = field(default_factory=list)


def run(path: Path) -> Page:
    """Run all blocks of a file, in order."""
    page = Page(path, path.read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    printed: str | None = None  # by the sh block just above
    at = 0
    with _in_a_copy_of_the_examples():
        for block in _BLOCK.finditer(page.text):
            language, body = block["language"], block["body"]
            between = page.text[at : block.start()]
            page.fresh += between
            try:
                if language == "python":
                    body = _run_python(body, names)
                elif language == "text" and printed is not None and not between.strip():
                    body = printed
                elif language == "toml":
                    _run_rules(body)
                elif language == "json":
                    json.loads(body)
                printed = _run_shell(body) if language == "sh" else None
            except Exception as error:
                line = page.text.count("\n", 0, block.start()) + 1
                page.problems.append(f"{path.name}:{line}: {type(error).__name__}: {error}")
            page.fresh += f"```{language}\n{body}```"
            at = block.end()
    page.fresh += page.text[at:]
    return page


def _run_python(body: str, names: dict[str, object]) -> str:
    """Return a doctest block with the outputs it really has; an error that the block does not show is raised."""
    lines = body.splitlines(keepends=True)
    fresh: list[str] = []
    at = 0
    for example in doctest.DocTestParser().get_examples(body):
        start = example.lineno + example.source.count("\n")
        if start < len(lines) and lines[start].rstrip() == "...":  # what closes a loop or a function
            start += 1
        fresh += [*lines[at:start], _output_of(example, names)]
        at = start + example.want.count("\n")
    return "".join((*fresh, *lines[at:]))


def _output_of(example: doctest.Example, names: dict[str, object]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            exec(compile(example.source, "<snippet>", "single"), names)
        except Exception as error:
            if not example.exc_msg:
                raise
            name = f"{type(error).__module__}.{type(error).__name__}"
            print(f"Traceback (most recent call last):\n    ...\n{name}: {error}")
    # A blank line would end the output.
    return "".join(f"{line or '<BLANKLINE>'}\n" for line in out.getvalue().splitlines())


def _run_shell(body: str) -> str | None:
    printed = None
    for line in body.replace("\\\n", "").splitlines():
        if not (command := _KOREX.fullmatch(line.strip())):
            continue
        given = b""
        if command["before"]:
            given = subprocess.run(command["before"], shell=True, check=True, capture_output=True).stdout
        result = CliRunner().invoke(app, shlex.split(command["arguments"]), input=given)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        if result.exit_code == 2:
            raise ValueError(result.output)
        printed = result.output.rstrip("\n") + "\n"
    return printed


def _run_rules(body: str) -> None:
    data = tomllib.loads(body)
    if "rule" in data:
        from korex.pipeline import shared_pipeline
        from test_rules import check_rule

        labels = frozenset(rule["label"] for rule in data["rule"])
        data.pop("meta", None)
        for rule in parse_rules("snippet.toml", data, labels):
            check_rule(rule, shared_pipeline().make_doc)


@contextlib.contextmanager
def _in_a_copy_of_the_examples() -> Iterator[None]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def refresh(paths: list[Path]) -> int:
    """Rewrite the files; return 1 when a block could not be run."""
    failed = 0
    for path in paths:
        if path.suffix == ".ipynb":
            path.write_text(notebooks.run(path), encoding="utf-8")
            continue
        page = run(path)
        for problem in page.problems:
            failed = 1
            print(problem, file=sys.stderr)
        if page.fresh != page.text:
            path.write_text(page.fresh, encoding="utf-8")
            print(f"rewrote {path.relative_to(ROOT)}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(refresh([Path(name).resolve() for name in sys.argv[1:]] or [*documents(), *notebooks.notebooks()]))
