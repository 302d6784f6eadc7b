"""Work spread over processes, results in the order given."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any


def _run(call: Callable[..., Any], batch: list[Any], options: dict[str, Any]) -> list[Any]:
    return [call(item, **options) for item in batch]


def map_in_processes(
    call: Callable[..., Any], items: Iterable[Any], *, n_process: int, batch_size: int, **options: Any
) -> Iterator[Any]:
    """Yield ``call(item, **options)`` for each item, in order; at most two batches a process are read ahead."""
    source = iter(items)
    # Threads of the parent (Kiwi's, a progress bar's) must not be copied halfway through, so: spawn.
    with ProcessPoolExecutor(n_process, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting: deque[Future[list[Any]]] = deque()
        while True:
            while len(waiting) < 2 * n_process and (batch := list(islice(source, batch_size))):
                waiting.append(pool.submit(_run, call, batch, options))
            if not waiting:
                return
            yield from waiting.popleft().result()
