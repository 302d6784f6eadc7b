"""Work spread over processes, results in the order given."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

from korex.errors import KorexError

T = TypeVar("T")
R = TypeVar("R")


def map_in_processes(
    call: Callable[..., R], items: Iterable[T], *, n_process: int, batch_size: int, **options: Any
) -> Iterator[R]:
    """Yield ``call(item, **options)`` for each item, in order; at most two batches a process are read ahead.

    An error that `items` raises comes out after the results of all items before it.
    """
    source = _Source(items)
    # Threads of the parent (Kiwi's, a progress bar's) must not be copied halfway through, so: spawn.
    pool = ProcessPoolExecutor(
        n_process, mp_context=multiprocessing.get_context("spawn"), initializer=_end_quietly_when_interrupted
    )
    waiting: deque[Future[list[R]]] = deque()
    try:
        while True:
            while len(waiting) < 2 * n_process and (batch := list(islice(source, batch_size))):
                waiting.append(pool.submit(_run, call, batch, options))
            if not waiting:
                break
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise KorexError(
            "a worker process ended before its work: a script that uses several processes must start them under "
            '`if __name__ == "__main__":`; otherwise look for a lack of memory'
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
    if source.error is not None:
        raise source.error


class _Source:
    """The items of an iterable up to its end or its first error, which is kept."""

    def __init__(self, items: Iterable[Any]) -> None:
        self.error: Exception | None = None
        self._items = iter(items)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        if self.error is not None:
            raise StopIteration
        try:
            return next(self._items)
        except StopIteration:
            raise
        except Exception as error:
            self.error = error
            raise StopIteration from error


def _run(call: Callable[..., R], batch: list[Any], options: dict[str, Any]) -> list[R]:
    return [call(item, **options) for item in batch]


def _end_quietly_when_interrupted() -> None:
    # Ctrl-C goes to the workers as well: no traceback of theirs, and no waiting for their batches.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
