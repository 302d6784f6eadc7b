"""The file that results go to: whole pieces only, so that a run that ends early leaves nothing half written.

An unfinished file of JSON lines can be gone on with: `skip_finished` tells what it holds already.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

from korex.compression import compression_of, decompressed, frame, frames
from korex.documents import Document, Unreadable
from korex.errors import InputError

# Compressed output goes to the file in frames of about so many bytes of text: smaller ones compress worse, and what a
# larger one holds is lost when the process is killed.
_FRAME = 1 << 20


class OutputFile:
    """A file to write text to, as UTF-8, compressed if its name ends so; what UTF-8 cannot hold becomes `?`.

    ``OutputFile(path, start=100)`` keeps the first 100 bytes of the file that is there and goes on after them.
    """

    def __init__(self, path: Path, *, start: int = 0) -> None:
        self._compression = compression_of(path)
        self._held: list[bytes] = []
        self._held_size = 0
        self._end = start
        self._file: BinaryIO = open(path, "r+b" if start else "wb", buffering=0)  # noqa: SIM115
        if start:
            self._file.truncate(start)
            self._file.seek(start)

    def __enter__(self) -> OutputFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._file:
            if self._compression and (self._held or not self._end):  # an empty file would be no gzip file
                self._put_frame()

    def write(self, piece: str) -> None:
        """Write a piece of text as a whole, or hold it back until there is enough for a frame."""
        data = piece.encode("utf-8", "replace")
        if not self._compression:
            self._put(data)
            return
        self._held.append(data)
        self._held_size += len(data)
        if self._held_size >= _FRAME:
            self._put_frame()

    def _put_frame(self) -> None:
        held, self._held, self._held_size = self._held, [], 0
        if self._compression:
            self._put(frame(b"".join(held), self._compression))

    def _put(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except BaseException:
            with suppress(OSError):  # a pipe cannot be cut back
                self._file.truncate(self._end)
            raise
        self._end += len(data)


class Finished(NamedTuple):
    """What an unfinished output holds: how many documents, how many of them failed, where its last whole line ends."""

    documents: int
    failed: int
    end: int


def skip_finished(output: Path, documents: Iterator[Document | Unreadable]) -> Finished:
    """Take the documents whose lines `output` holds off `documents`.

    Raises `InputError` where a line is not the result of the document in its place.
    """
    count = failed = 0
    with open(output, "rb") as file:
        end = _end_of_whole_lines(file, output)
        file.seek(0)
        for count, line in enumerate(decompressed(file, compression_of(output), end=end), start=1):
            identity, has_failed = _head(line, where=f"{output}:{count}")
            document = next(documents, None)
            if document is None:
                raise InputError(f"{output} holds more results than there are documents: it is of another input")
            if json.dumps(identity) != json.dumps(document.id):
                raise InputError(
                    f"{output}:{count} is the result of {identity!r}, but {document.where} is {document.id!r}: "
                    "it is of another input"
                )
            failed += has_failed
    return Finished(count, failed, end)


def _end_of_whole_lines(file: BinaryIO, path: Path) -> int:
    """Return up to which byte a file holds whole lines, in whole frames."""
    end = place = 0
    compression = compression_of(path)
    last = b"\n"
    with suppress(InputError):  # cut off within a frame
        for piece, frame_end in frames(file, compression):
            if compression is None:
                end = place + piece.rfind(b"\n") + 1 if b"\n" in piece else end
                place += len(piece)
                continue
            last = piece[-1:] or last
            if frame_end is not None and last == b"\n":
                end = frame_end
    return end


def _head(line: bytes, *, where: str) -> tuple[object, bool]:
    """Return the id a line of output begins with, and whether an error follows it."""
    start = '{"id": '
    text = line.decode("utf-8", "replace")
    try:
        if not text.startswith(start):
            raise ValueError
        identity, end = json.JSONDecoder().raw_decode(text, len(start))
    except ValueError as error:
        raise InputError(f"{where} is no line that korex wrote: the file cannot be gone on with") from error
    return identity, text.startswith(', "error": ', end)
