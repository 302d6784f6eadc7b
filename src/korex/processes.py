"""Work spread over processes, results in the order given.

A process may be killed, or an item may end it. Nothing else is lost: the items under way are done again one by one, and
the one that ends its process twice is given up.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from korex.errors import KorexError
from korex.groups import Source

T = TypeVar("T")
R = TypeVar("R")


def map_in_processes(
    call: Callable[..., Any],
    items: Iterable[T],
    *,
    n_process: int,
    batch_size: int,
    by_batch: bool = False,
    prepare: Callable[[list[T]], object] | None = None,
    given_up: Callable[[int, T], Any] | None = None,
    setup: Callable[[], dict[str, Any]] | None = None,
    **options: Any,
) -> Iterator[Any]:
    """Yield ``call(item, **options)`` for each item, in order; at most two batches a process are read ahead.

    With `by_batch`, `call` takes a list of items and returns the list of their results.
    `prepare` loads what `call` needs for the first batch, in this process, where the others can share what it loads.
    An error that `items` raises comes out after the results of all items before it. For an item that ends its process
    each time, ``given_up(index, item)`` is yielded; without it, `KorexError` is raised. `setup` is called once in each
    process, or once for all where they can share what it makes, and returns further options, which need not be sent
    with each batch.
    """
    if multiprocessing.current_process().daemon:
        raise KorexError(
            "a daemonic process, such as one of multiprocessing.Pool, can have no processes of its own: "
            "ask for one process here"
        )
    source = Source(items)
    work = _Work(call if by_batch else partial(_each, call), options, setup)
    workers = _Workers(n_process, work)
    waiting: deque[tuple[list[T], Future[list[Any]]]] = deque()
    index = 0
    try:
        while True:
            while len(waiting) < 2 * n_process and (batch := list(islice(source, batch_size))):
                if index == 0 and not waiting and prepare is not None and _can_fork():
                    prepare(batch)
                waiting.append((batch, workers.submit(batch)))
            if not waiting:
                break
            if not _is_lost(waiting[0][1]):
                batch, future = waiting.popleft()
                yield from future.result()
                index += len(batch)
                continue
            workers.stop()
            with _OneByOne(work, given_up) as careful:
                for batch, future in waiting:
                    yield from careful.run(batch, index) if _is_lost(future) else future.result()
                    index += len(batch)
            waiting.clear()
            workers = _Workers(n_process, work)
    finally:
        workers.stop()
    if source.error is not None:
        raise source.error


class _Work(NamedTuple):
    """What is done with a batch: the call, its options, and what makes the options of one process."""

    call: Callable[..., Any]
    options: dict[str, Any]
    setup: Callable[[], dict[str, Any]] | None


class _Workers:
    """Processes that take batches of items."""

    def __init__(self, n_process: int, work: _Work) -> None:
        self._work = work
        method, setup = "spawn", work.setup
        if _can_fork():
            made = setup() if setup else {}
            method, setup = "fork", lambda: made
        self._pool = ProcessPoolExecutor(
            n_process,
            mp_context=multiprocessing.get_context(method),
            initializer=_begin,
            initargs=(setup,),
        )

    def submit(self, batch: list[Any]) -> Future[list[Any]]:
        try:
            with warnings.catch_warnings():  # of native threads, which idle: numpy's, and Kiwi's for lists of texts
                warnings.filterwarnings("ignore", "This process .*is multi-threaded", DeprecationWarning)
                return self._pool.submit(_run, self._work.call, batch, self._work.options)
        except BrokenProcessPool as error:
            lost: Future[list[Any]] = Future()
            lost.set_exception(error)
            return lost

    def stop(self) -> None:
        self._pool.shutdown(cancel_futures=True)


class _OneByOne:
    """A process that takes item by item, and a new one when it is lost, so that the item that ends it is known."""

    def __init__(self, work: _Work, given_up: Callable[[int, Any], Any] | None) -> None:
        self._work = work
        self._given_up = given_up or _raise_lost
        self._workers = self._start()

    def __enter__(self) -> _OneByOne:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.stop()

    def run(self, batch: list[Any], index: int) -> Iterator[Any]:
        """Yield the result of each item; `index` is that of the first."""
        for place, item in enumerate(batch, start=index):
            for _ in range(2):  # the first time may have been somebody's `kill`
                future = self._workers.submit([item])
                if not _is_lost(future):
                    yield from future.result()
                    break
                self._workers.stop()
                self._workers = self._start()
            else:
                yield self._given_up(place, item)

    def _start(self) -> _Workers:
        workers = _Workers(1, self._work)
        if _is_lost(workers.submit([])):
            workers.stop()
            raise KorexError(
                "a worker process ended before its work: a script that uses several processes must start them under "
                '`if __name__ == "__main__":`; otherwise look for a lack of memory'
            )
        return workers


def _can_fork() -> bool:
    """Tell whether processes can be copies of this one, which start at once and share its memory.

    Other threads, of a progress bar say, would be copied halfway through what they do.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _is_lost(future: Future[Any]) -> bool:
    """Wait for a batch, and tell whether its process was lost."""
    return isinstance(future.exception(), BrokenProcessPool)


def _raise_lost(index: int, _item: Any) -> Any:
    raise KorexError(f"item {index} ended its process twice: look for a lack of memory")


def _run(call: Callable[..., list[R]], batch: list[Any], options: dict[str, Any]) -> list[R]:
    return call(batch, **options, **_made)


def _each(call: Callable[..., R], batch: list[Any], **options: Any) -> list[R]:
    return [call(item, **options) for item in batch]


# What `setup` made in this process, a worker.
_made: dict[str, Any] = {}


def _begin(setup: Callable[[], dict[str, Any]] | None) -> None:
    _prepare_process()
    if setup is not None:
        _made.update(setup())


def _prepare_process() -> None:
    # Ctrl-C goes to the workers as well: no traceback of theirs, and no waiting for their batches.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    # Memory shared with the parent stays shared as long as nothing touches it: the collector shall not.
    gc.freeze()
    # A parent that is killed cannot tell its workers to stop, and they would wait for work for ever.
    threading.Thread(target=_wait_for_the_end_of_the_parent, daemon=True).start()


def _wait_for_the_end_of_the_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
