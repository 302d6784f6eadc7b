"""Memory over a long run: the resident size of a process while it extracts from article after article.

python -m bench.memory [--articles 10000]

The same articles through Kiwi alone, in a process of its own, are what it is measured against. Linux only.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from bench.articles import article


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--only", choices=("kiwi", "korex"), help="run this one, in this process")
    options = parser.parse_args()
    if options.only:
        _run(options.only, options.articles)
        return
    peaks = {}
    for name in ("kiwi", "korex"):
        command = [sys.executable, "-m", "bench.memory", "--only", name, "--articles", str(options.articles)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                print(f"{name:6} {line}", end="", flush=True)
                peaks[name] = float(line.split()[-2])
    print(f"korex's peak is {peaks['korex'] - peaks['kiwi']:.0f} MB above Kiwi's")


def _run(name: str, count: int) -> None:
    if name == "kiwi":
        from kiwipiepy import Kiwi

        work = Kiwi(num_workers=1).tokenize
    else:
        from korex import extract as work
    for number in range(count + 1):
        if number % max(1, count // 20) == 0 or number in (1, 100):
            now, peak = _sizes()
            print(f"after {number:6} articles: {now:6.0f} MB, peak {peak:6.0f} MB", flush=True)
        work(article(number))


def _sizes() -> tuple[float, float]:
    """Return the resident size of this process, now and at most, in MB."""
    status = Path("/proc/self/status").read_text()
    sizes = {line.split()[0]: int(line.split()[1]) / 1000 for line in status.splitlines() if line.endswith("kB")}
    return sizes["VmRSS:"], sizes["VmHWM:"]


if __name__ == "__main__":
    main()
