"""The `korex` command: reads documents, runs the pipeline, writes results."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from korex import __version__
from korex.cli_options import (
    DateOption,
    IndirectQuotesOption,
    Input,
    InputOption,
    PathsArgument,
    RulesOption,
    WordsOption,
    own_pipeline,
    reference_of,
    say,
    told_errors,
)
from korex.commands import check as check_command
from korex.commands import explain as explain_command
from korex.commands import redact as redact_command
from korex.errors import InputError
from korex.streams import StandardOutput, prepare_process

if TYPE_CHECKING:
    from korex.batches import Outcome
    from korex.documents import Document, InputKind, Unreadable
    from korex.outputs import Finished, OutputFile


class Format(str, Enum):
    """How results are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    html = "html"
    summary = "summary"
    ics = "ics"


_FORMAT_OF_SUFFIX = {
    ".txt": Format.table,
    ".json": Format.json,
    ".jsonl": Format.jsonl,
    ".html": Format.html,
    ".ics": Format.ics,
}

_EXAMPLES = """\b
보기:
  korex extract 보도자료.txt --reference-date 2025-07-22
  korex extract 기사/*.txt -o 결과.jsonl --jobs 4
  korex extract 기사.txt --format summary
  korex extract 축제.txt -o 축제.ics --reference-date 2025-07-22
  echo "시장은 점검을 지시했다." | korex extract --format json
  korex extract 회의록.txt --words 우리말.tsv
"""

_FIRST_EXAMPLES = """\b
보기:
  korex extract 기사.txt
  korex explain 기사.txt --find 한빛솔루션
  korex redact 민원.txt
"""

app = typer.Typer(
    name="korex",
    help="Korean information extraction: people, places, dates, events, quotes, and who asks whom to do what.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line: status 0 when all went well, 1 when a document could not be read, 2 for a wrong call."""
    prepare_process()
    app(prog_name="korex")


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"korex {__version__}")
        raise typer.Exit


@app.callback(epilog=_FIRST_EXAMPLES)
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


@app.command(epilog=_EXAMPLES)
def extract(
    paths: PathsArgument = None,
    output_format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="Default: by the suffix of --output; otherwise a table on a terminal, jsonl elsewhere.",
            show_default=False,
        ),
    ] = None,
    reference_date: DateOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE, compressed if it ends in .gz or .zst, not to standard output.",
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with the jsonl file of --output: documents it holds are passed over."),
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to spread the documents over.")] = 1,
    input_kind: InputOption = Input.auto,
    words: WordsOption = None,
    rules: RulesOption = None,
    indirect_quotes: IndirectQuotesOption = False,
) -> None:
    """Extract from documents and write the results in their order.

    A .jsonl file holds one {"id", "text", "reference_date"} a line. A document that cannot be read is reported on
    standard error, the others still come out, and the exit status is 1. A run that ended early is gone on with by
    the same command with --resume.
    """
    from korex.batches import extract_documents
    from korex.compression import inner_suffix
    from korex.documents import STANDARD_INPUT, count_documents, holds_records, read_documents

    reference = reference_of(reference_date)
    paths = paths or [STANDARD_INPUT]
    kind: InputKind = input_kind.value
    if output_format is None:
        on_terminal = Format.table if sys.stdout.isatty() else Format.jsonl
        output_format = _FORMAT_OF_SUFFIX.get(inner_suffix(output), Format.jsonl) if output else on_terminal
    if output and output.exists() and any(_is_same_file(path, output) for path in paths):
        raise typer.BadParameter(f"{output} is also read: writing would empty it first", param_hint="--output")
    if resume and (output is None or output_format is not Format.jsonl):
        raise typer.BadParameter("only a jsonl file named by --output can be gone on with", param_hint="--resume")
    _require_compressions(paths, output)
    if STANDARD_INPUT in paths and sys.stdin.isatty():
        say("reading standard input, end it with Ctrl-D")

    nlp = own_pipeline(words, rules, indirect_quotes=indirect_quotes)
    documents = read_documents(paths, kind=kind, note=lambda text: say(f"note: {text}"))
    finished = _skip_finished(output, documents) if output and resume and output.exists() else None
    tally = _Tally(finished)
    with told_errors(), _opened(output, start=finished.end if finished else 0) as out:
        outcomes = tally.count(extract_documents(documents, reference_date=reference, jobs=jobs, nlp=nlp))
        terminal = None if output or not sys.stdout.isatty() else sys.stdout
        if sys.stderr.isatty() and not terminal:
            total = count_documents(paths, kind=kind)
            outcomes = _with_progress(outcomes, total=total and total - tally.seen)
        one = len(paths) == 1 and not holds_records(paths[0], kind)
        for piece in _pieces(outcomes, output_format, one=one, terminal=terminal):
            out.write(piece)
    if tally.failed:
        say(f"{tally.failed} of {tally.seen} documents failed")
        raise typer.Exit(1)


app.command(epilog=explain_command.EXAMPLES)(explain_command.explain)
app.command(epilog=redact_command.EXAMPLES)(redact_command.redact)
app.command(epilog=check_command.EXAMPLES)(check_command.check)


class _Tally:
    """Counts documents and failures as they pass, and tells the user of each failure."""

    def __init__(self, finished: Finished | None) -> None:
        self.seen = finished.documents if finished else 0
        self.failed = finished.failed if finished else 0

    def count(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            self.seen += 1
            if outcome.error is not None:
                self.failed += 1
                say(f"error: {outcome.where}: {outcome.error}")
            yield outcome


def _pieces(outcomes: Iterable[Outcome], output_format: Format, *, one: bool, terminal: TextIO | None) -> Iterator[str]:
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
    if output_format is Format.summary:
        from korex.views.summary import summaries_of

        return summaries_of(outcomes)
    if output_format is Format.ics:
        from korex.views.calendar import calendar_of

        return calendar_of(outcomes)
    from korex.views.table import tables_of

    if not terminal:
        return tables_of(outcomes)
    width = os.get_terminal_size(terminal.fileno()).columns
    return tables_of(outcomes, width=width, color=not os.environ.get("NO_COLOR"))


def _is_same_file(path: str, output: Path) -> bool:
    from korex.documents import STANDARD_INPUT

    if path != STANDARD_INPUT:
        return os.path.exists(path) and output.samefile(path)
    try:
        return output.is_file() and os.path.samestat(os.fstat(sys.stdin.fileno()), output.stat())
    except OSError:  # no file of the system
        return False


def _require_compressions(paths: Iterable[str], output: Path | None) -> None:
    """Refuse, before any work, a file of a compression whose package is missing."""
    from korex.compression import compression_of, require
    from korex.documents import STANDARD_INPUT

    for path in [*paths, str(output or STANDARD_INPUT)]:
        try:
            require(compression_of(path))
        except InputError as error:
            raise typer.BadParameter(str(error), param_hint=f"'{path}'") from error


def _skip_finished(output: Path, documents: Iterator[Document | Unreadable]) -> Finished:
    from korex.outputs import skip_finished

    try:
        finished = skip_finished(output, documents)
    except (InputError, OSError) as error:
        raise typer.BadParameter(str(error), param_hint="--resume") from error
    say(f"resumed: {output} holds {finished.documents} documents")
    return finished


@contextmanager
def _opened(output: Path | None, *, start: int) -> Iterator[OutputFile | StandardOutput]:
    """Give what to write to; of a file that is there its first `start` bytes are kept."""
    from korex.outputs import OutputFile

    if output is None:
        yield StandardOutput()
        return
    try:
        file = OutputFile(output, start=start)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {output}: {error.strerror}", param_hint="--output") from error
    with file:
        yield file


def _with_progress(outcomes: Iterable[Outcome], *, total: int | None) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import track

    if total == 1:
        return iter(outcomes)
    return iter(track(outcomes, "Extracting", total=total, console=Console(stderr=True), transient=True))
