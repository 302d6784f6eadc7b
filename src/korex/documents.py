"""The documents a user names on the command line: text files, JSON Lines files (also compressed), standard input.

What cannot be read becomes an `Unreadable` in its place, so that the others still come out.
"""

from __future__ import annotations

import io
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, Literal, NamedTuple

from korex.compression import compression_of, decompressed, inner_suffix
from korex.errors import InputError
from korex.text.decoding import decode

STANDARD_INPUT = "-"
JSON_LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})

_ID_DEPTH = 50

InputKind = Literal["auto", "text", "jsonl"]
Note = Callable[[str], None]

_RECORD = 'expected one object a line: {"id": …, "text": "…", "reference_date": "2025-07-22" or null}'


class Document(NamedTuple):
    """A text with its id (what a record says, else its path) and where it came from."""

    id: Any
    where: str
    text: str
    reference_date: str | None = None


class Unreadable(NamedTuple):
    """A document that could not be read, and what was expected instead."""

    id: Any
    where: str
    error: str


def holds_records(path: str, kind: InputKind) -> bool:
    """Tell whether `path` is read as JSON Lines, one document a line."""
    return kind == "jsonl" or (kind == "auto" and inner_suffix(path) in JSON_LINES_SUFFIXES)


def read_documents(paths: Iterable[str], *, kind: InputKind, note: Note) -> Iterator[Document | Unreadable]:
    """Yield the documents of all paths, in order, one at a time.

    `note` is told of each file that was not plain UTF-8.
    """
    for path in paths:
        name = "standard input" if path == STANDARD_INPUT else path
        try:
            if path == STANDARD_INPUT:
                yield from _read(sys.stdin.buffer, path, name, kind, note)
            else:
                with open(path, "rb") as file:
                    yield from _read(decompressed(file, compression_of(path)), path, name, kind, note)
        except InputError as error:
            yield Unreadable(path, name, str(error))
        except FileNotFoundError:
            yield Unreadable(path, name, "no such file: expected the path of a text or .jsonl file, or - (stdin)")
        except IsADirectoryError:
            yield Unreadable(path, name, "is a directory: expected the path of a text or .jsonl file, or - (stdin)")
        except OSError as error:
            yield Unreadable(path, name, f"cannot be read: {error.strerror or error}")


def count_documents(paths: Iterable[str], *, kind: InputKind) -> int | None:
    """Return how many documents the paths hold, None where only reading would tell."""
    count = 0
    for path in paths:
        if not holds_records(path, kind):
            count += 1
        elif path == STANDARD_INPUT:
            return None
        else:
            try:
                with open(path, "rb") as file:
                    count += sum(1 for line in decompressed(file, compression_of(path)) if line.strip())
            except (OSError, InputError):
                return None
    return count


def _read(file: BinaryIO, path: str, name: str, kind: InputKind, note: Note) -> Iterator[Document | Unreadable]:
    if holds_records(path, kind):
        yield from _read_records(file, name, note)
        return
    try:
        decoded = decode(file.read())
    except InputError as error:
        yield Unreadable(path, name, str(error))
        return
    if decoded.note:
        note(f"{name}: {decoded.note}")
    yield Document(path, name, decoded.text)


def _read_records(file: BinaryIO, name: str, note: Note) -> Iterator[Document | Unreadable]:
    noted: set[str] = set()
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            decoded = decode(line)
        except InputError as error:
            yield Unreadable(None, where, str(error))
            continue
        if decoded.note and decoded.note not in noted:
            noted.add(decoded.note)
            note(f"{where}: {decoded.note}")
        yield _record(decoded.text, where)


def _lines(file: BinaryIO) -> Iterable[bytes]:
    """Yield the lines of a file; those of UTF-16, in which a line break is two bytes, as UTF-8."""
    first = file.readline()
    if b"\0" not in first:
        yield first
        yield from file
        return
    whole = first + file.read()
    try:
        yield from io.BytesIO(decode(whole).text.encode("utf-8", "surrogatepass"))
    except InputError:
        yield from io.BytesIO(whole)


def _can_be_written(value: object, depth: int) -> bool:
    """Tell whether what Python has read is JSON that it can write and send to other processes."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list | dict):
        parts = value.values() if isinstance(value, dict) else value
        return depth > 0 and all(_can_be_written(part, depth - 1) for part in parts)
    return True


def _record(line: str, where: str) -> Document | Unreadable:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unreadable(None, where, f"not JSON ({error}): {_RECORD}")
    if not isinstance(record, dict):
        return Unreadable(None, where, f"a JSON {type(record).__name__}: {_RECORD}")
    identity, text, reference_date = (record.get(key) for key in ("id", "text", "reference_date"))
    if not _can_be_written(identity, _ID_DEPTH):
        return Unreadable(
            None, where, f"id: expected JSON of at most {_ID_DEPTH} levels, in which NaN and Infinity are not"
        )
    if not isinstance(text, str):
        got = "nothing" if "text" not in record else "null" if text is None else type(text).__name__
        return Unreadable(identity, where, f"text: expected a string, got {got}")
    if not isinstance(reference_date, str | None):
        return Unreadable(
            identity,
            where,
            f"reference_date: expected a string such as 2025-07-22 or null, got {type(reference_date).__name__}",
        )
    return Document(identity, where, text, reference_date)
