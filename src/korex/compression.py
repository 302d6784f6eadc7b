"""Compressed files, told by the ending of their names: `.gz` (gzip) and `.zst` (Zstandard).

Both formats let a file be a row of frames (gzip calls them members) that each stand on their own, so a file that was
cut off in the middle is good up to its last whole frame.
"""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

from korex.errors import InputError

Compression = Literal[".gz", ".zst"]

_CHUNK = 1 << 14


def compression_of(path: str | os.PathLike[str]) -> Compression | None:
    """Return how a file of this name is compressed: `.gz` for `news.jsonl.gz`, None for `news.jsonl`."""
    suffix = Path(path).suffix.lower()
    return ".gz" if suffix == ".gz" else ".zst" if suffix == ".zst" else None


def inner_suffix(path: str | os.PathLike[str]) -> str:
    """Return the suffix that tells what a file holds: `.jsonl` for `news.jsonl` and for `news.jsonl.gz`."""
    path = Path(path)
    return (path.with_suffix("") if compression_of(path) else path).suffix.lower()


def require(compression: Compression | None) -> None:
    """Raise `InputError` where the package that a compression needs is not installed."""
    if compression == ".zst":
        _zstandard()


def frame(data: bytes, compression: Compression) -> bytes:
    """Return `data` compressed, as a frame that stands on its own."""
    if compression == ".gz":
        return gzip.compress(data, compresslevel=6, mtime=0)
    compressed: bytes = _zstandard().ZstdCompressor(level=3).compress(data)
    return compressed


def decompressed(file: BinaryIO, compression: Compression | None, *, end: int | None = None) -> BinaryIO:
    """Return the content of an open file, up to its byte `end`; reading it raises `InputError` where it is damaged."""
    if compression is None and end is None:
        return file
    return io.BufferedReader(_Chunks(piece for piece, _ in frames(file, compression, end=end)))


def frames(
    file: BinaryIO, compression: Compression | None, *, end: int | None = None
) -> Iterator[tuple[bytes, int | None]]:
    """Yield the content of a file piece by piece; with the last piece of each frame, where in the file it ends.

    In a file that is not compressed every piece is a frame. Raises `InputError` where the file is damaged or cut off.
    """
    place = 0
    decompressor: Any = None
    while data := file.read(_CHUNK if end is None else max(0, min(_CHUNK, end - place))):
        place += len(data)
        if compression is None:
            yield data, place
            continue
        while data:
            if decompressor is None:
                data = data.lstrip(b"\0") if compression == ".gz" else data  # padding between members is allowed
                if not data:
                    break
                decompressor = _decompressor(compression)
            try:
                piece = decompressor.decompress(data)
            except Exception as error:  # zlib.error, or ZstdError of a package that may be absent
                raise InputError(f"damaged {compression} data: {error}") from error
            data = decompressor.unused_data
            if decompressor.eof:
                decompressor = None
            yield piece, (None if decompressor else place - len(data))
    if decompressor is not None:
        raise InputError(f"the {compression} data end too early: the file is cut off")


def _decompressor(compression: Compression) -> Any:
    """Return what decompresses one frame: `decompress(data)`, `eof`, `unused_data`."""
    return zlib.decompressobj(31) if compression == ".gz" else _zstandard().ZstdDecompressor().decompressobj()


class _Chunks(io.RawIOBase):
    """An iterator of bytes as a file to read from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            try:
                self._rest = next(self._chunks)
            except StopIteration:
                return 0
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise InputError(".zst files need the package zstandard: pip install 'korex[zstd]'") from error
    return zstandard
