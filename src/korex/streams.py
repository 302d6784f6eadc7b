"""The process that the command runs in: its standard streams, and how it ends when it is told to."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any


class StandardOutput:
    """Standard output as UTF-8, whatever the locale; what UTF-8 cannot hold becomes a question mark."""

    def __init__(self) -> None:
        self._stream: Any = sys.stdout
        if hasattr(self._stream, "reconfigure"):
            self._stream.reconfigure(encoding=None if self._stream.isatty() else "utf-8", errors="replace")

    def write(self, piece: str) -> None:
        """Write a piece of text, at once."""
        self._stream.write(piece)
        self._stream.flush()


def prepare_process() -> None:
    """Let a closed stream be an empty one, and a signal to end close the files that are open, as Ctrl-C does.

    Batch systems send SIGTERM before they kill; what of a compressed file has not been written yet would be lost.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for number in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        if signal.getsignal(number) is signal.SIG_DFL:  # nohup has a hangup ignored
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise SystemExit(128 + number)
