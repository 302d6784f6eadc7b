"""What the commands share: their options, how they tell of errors, how they read documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from korex.errors import InputError, KorexError, ReferenceDateError

if TYPE_CHECKING:
    from spacy.language import Language

    from korex.dates import ReferenceDate
    from korex.documents import Document


class Input(str, Enum):
    """How the paths are read."""

    auto = "auto"
    text = "text"
    jsonl = "jsonl"


class Layout(str, Enum):
    """How explanations and redacted texts are written."""

    text = "text"
    jsonl = "jsonl"


PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Text files, .jsonl files, or - for standard input (the default). "
        "Files ending in .gz or .zst are compressed.",
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day the texts were written, such as 2025-07-22; a record's own wins."),
]
InputOption = Annotated[
    Input, typer.Option("--input", help="auto: .jsonl and .ndjson files hold a record a line, all else is text.")
]
WordsOption = Annotated[
    Path | None,
    typer.Option("--words", metavar="FILE", help="Your own words: a TSV file with a word and its label on each line."),
]
RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="FILE", help="Your own rules: a TOML file; give it again for several."),
]

IndirectQuotesOption = Annotated[
    bool,
    typer.Option(
        "--indirect-quotes", help="List reported speech without quotation marks (…다고 밝혔다) as quotes, too."
    ),
]


def reference_of(value: str | None) -> ReferenceDate:
    """Return the reference date of the command line; a bad one is a wrong call."""
    from korex.dates import parse_reference_date

    try:
        return parse_reference_date(value)
    except ReferenceDateError as error:
        raise typer.BadParameter(str(error), param_hint="--reference-date") from error


def own_pipeline(words: Path | None, rules: list[Path] | None, *, indirect_quotes: bool = False) -> Language | None:
    """Return a pipeline with what the user asks for, None where that is nothing; a bad file is a wrong call."""
    if words is None and not rules and not indirect_quotes:
        return None
    from korex.errors import RuleError, UserWordsError
    from korex.pipeline import load

    try:
        return load(words=words, rules=rules or None, indirect_quotes=indirect_quotes)
    except UserWordsError as error:
        raise typer.BadParameter(str(error), param_hint="--words") from error
    except RuleError as error:
        raise typer.BadParameter(str(error), param_hint="--rules") from error


def say(message: str) -> None:
    """Tell the user something on standard error; a run does not end because nobody can hear it."""
    with suppress(OSError):
        typer.echo(f"korex: {message}", err=True)


def colored() -> bool:
    """Tell whether standard output may be coloured: a terminal, and the user has not said NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def told_errors() -> Iterator[None]:
    """Tell of what ends the run, a full disk or a lost process, instead of showing a traceback."""
    try:
        yield
    except BrokenPipeError:
        raise  # the reader has gone: typer ends quietly
    except (KorexError, OSError) as error:
        say(f"error: {error}")
        raise typer.Exit(1) from error


class Readable:
    """The documents of the paths that can be read; the user is told of the others, `failed` counts them."""

    def __init__(self, paths: list[str] | None, kind: Input) -> None:
        from korex.documents import STANDARD_INPUT

        self.paths = paths or [STANDARD_INPUT]
        self.failed = 0
        self._kind = kind
        if STANDARD_INPUT in self.paths and sys.stdin.isatty():
            say("reading standard input, end it with Ctrl-D")

    def __iter__(self) -> Iterator[Document]:
        from korex.documents import Document, read_documents

        for document in read_documents(self.paths, kind=self._kind.value, note=lambda text: say(f"note: {text}")):
            if isinstance(document, Document):
                yield document
            else:
                self.fail(document.where, InputError(document.error))

    def fail(self, where: str, error: Exception) -> None:
        """Count a document as failed, and tell why: what it holds, or a fault of korex's own."""
        self.failed += 1
        fault = "" if isinstance(error, KorexError) else "korex failed on this text, please report it: "
        say(f"error: {where}: {fault}{repr(error) if fault else error}")
