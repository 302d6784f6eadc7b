"""The `korex` command: reads documents, runs the pipeline, writes results."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from korex import __version__
from korex.errors import KorexError, ReferenceDateError

if TYPE_CHECKING:
    from korex.batches import Outcome
    from korex.documents import InputKind


class Format(str, Enum):
    """How results are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    html = "html"


class Input(str, Enum):
    """How the paths are read."""

    auto = "auto"
    text = "text"
    jsonl = "jsonl"


_FORMAT_OF_SUFFIX = {".txt": Format.table, ".json": Format.json, ".jsonl": Format.jsonl, ".html": Format.html}

app = typer.Typer(
    name="korex",
    help="Korean information extraction: people, places, dates, events, quotes, and who asks whom to do what.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line: status 0 when all went well, 1 when a document could not be read, 2 for a wrong call."""
    app(prog_name="korex")


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"korex {__version__}")
        raise typer.Exit


@app.callback()
def _korex(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def schema() -> None:
    """Print the JSON Schema of a result."""
    from importlib.resources import files

    typer.echo(files("korex").joinpath("schema.json").read_text(encoding="utf-8"), nl=False)


@app.command()
def extract(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Text files, .jsonl files, or - for standard input (the default)."),
    ] = None,
    output_format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="Default: by the suffix of --output; otherwise a table on a terminal, jsonl elsewhere.",
            show_default=False,
        ),
    ] = None,
    reference_date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day the texts were written, such as 2025-07-22; a record's own wins."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not standard output.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to spread the documents over.")] = 1,
    input_kind: Annotated[
        Input, typer.Option("--input", help="auto: .jsonl and .ndjson files hold a record a line, all else is text.")
    ] = Input.auto,
) -> None:
    """Extract from documents and write the results in their order.

    A .jsonl file holds one {"id", "text", "reference_date"} a line. A document that cannot be read is reported on
    standard error, the others still come out, and the exit status is 1.
    """
    from korex.batches import extract_documents
    from korex.dates import parse_reference_date
    from korex.documents import STANDARD_INPUT, count_documents, holds_records, read_documents

    try:
        reference = parse_reference_date(reference_date)
    except ReferenceDateError as error:
        raise typer.BadParameter(str(error), param_hint="--reference-date") from error
    paths = paths or [STANDARD_INPUT]
    kind: InputKind = input_kind.value
    if output_format is None:
        on_terminal = Format.table if sys.stdout.isatty() else Format.jsonl
        output_format = _FORMAT_OF_SUFFIX.get(output.suffix.lower(), Format.jsonl) if output else on_terminal
    if output and output.exists() and any(os.path.exists(path) and output.samefile(path) for path in paths):
        raise typer.BadParameter(f"{output} is also read: writing would empty it first", param_hint="--output")
    if STANDARD_INPUT in paths and sys.stdin.isatty():
        _say("reading standard input, end it with Ctrl-D")

    tally = _Tally()
    with _opened(output) as out, _told_errors():
        documents = read_documents(paths, kind=kind, note=lambda text: _say(f"note: {text}"))
        outcomes = tally.count(extract_documents(documents, reference_date=reference, jobs=jobs))
        if sys.stderr.isatty() and not out.isatty():
            outcomes = _with_progress(outcomes, total=count_documents(paths, kind=kind))
        one = len(paths) == 1 and not holds_records(paths[0], kind)
        for piece in _pieces(outcomes, output_format, one=one, out=out):
            out.write(piece)
            out.flush()
    if tally.failed:
        _say(f"{tally.failed} of {tally.seen} documents failed")
        raise typer.Exit(1)


class _Tally:
    """Counts documents and failures as they pass, and tells the user of each failure."""

    def __init__(self) -> None:
        self.seen = self.failed = 0

    def count(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            self.seen += 1
            if outcome.error is not None:
                self.failed += 1
                _say(f"error: {outcome.where}: {outcome.error}")
            yield outcome


def _pieces(outcomes: Iterable[Outcome], output_format: Format, *, one: bool, out: TextIO) -> Iterator[str]:
    """Yield the output text by text, so that each document's is out before the next is read."""
    if output_format is Format.jsonl:
        from korex.views.json import json_lines_of

        return json_lines_of(outcomes)
    if output_format is Format.json:
        from korex.views.json import json_of

        return json_of(outcomes, one=one)
    if output_format is Format.html:
        from korex.views.html import html_of

        return html_of(outcomes)
    from korex.views.table import tables_of

    if not out.isatty():
        return tables_of(outcomes)
    return tables_of(outcomes, width=os.get_terminal_size(out.fileno()).columns, color="NO_COLOR" not in os.environ)


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    """Give the stream to write to: UTF-8, whatever the locale; what UTF-8 cannot hold becomes a question mark."""
    if output is None:
        stream: Any = sys.stdout
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
        yield stream
        return
    try:
        file = open(output, "w", encoding="utf-8", errors="replace")  # noqa: SIM115  (only the opening is guarded)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {output}: {error.strerror}", param_hint="--output") from error
    with file:
        yield file


@contextmanager
def _told_errors() -> Iterator[None]:
    """Tell of what ends the run, a full disk or a lost process, instead of showing a traceback."""
    try:
        yield
    except BrokenPipeError:
        raise  # the reader has gone: typer ends quietly
    except (KorexError, OSError) as error:
        _say(f"error: {error}")
        raise typer.Exit(1) from error


def _with_progress(outcomes: Iterable[Outcome], *, total: int | None) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import track

    if total == 1:
        return iter(outcomes)
    return iter(track(outcomes, "Extracting", total=total, console=Console(stderr=True), transient=True))


def _say(message: str) -> None:
    typer.echo(f"korex: {message}", err=True)
