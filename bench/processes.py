"""`korex.pipe` over two processes beside one: wall time and results.

python -m bench.processes [--articles 2000] [--repeats 3]

Both are measured with korex loaded. On a machine that others use, wall time says little: the CPU times beside it tell
how much two processes work more than one, and the ratio that two free cores would give is worked out from them.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

import korex
from bench.articles import articles


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.processes", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    texts = list(articles(options.articles))
    for text in texts[:200]:
        korex.extract(text)
    walls, computed = [], []
    for _ in range(options.repeats):
        one, wall_one, own_one, _ = _measured(partial(korex.pipe, texts))
        two, wall_two, own_two, children = _measured(partial(korex.pipe, texts, n_process=2))
        assert one == two, "two processes give other results than one"
        walls.append(wall_one / wall_two)
        # Two cores do the work of the processes and what this one does to feed them.
        computed.append(own_one / ((own_two + children) / 2))
        print(
            f"one process: {wall_one:.1f} s (CPU {own_one:.1f}); two: {wall_two:.1f} s "
            f"(CPU {children:.1f} in both, {own_two:.1f} here)",
            flush=True,
        )
    print(f"same results; {median(walls):.2f} times as fast on the clock, {median(computed):.2f} by CPU time")


def _measured(call: Callable[[], Any]) -> tuple[list[korex.Extraction], float, float, float]:
    """Return the results, and the seconds: on the clock, of this process, of those it started."""
    wall, own, children = time.perf_counter(), time.process_time(), _of_children()
    results = list(call())
    return results, time.perf_counter() - wall, time.process_time() - own, _of_children() - children


def _of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
