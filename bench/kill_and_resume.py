"""Kills a run again and again, goes on with it each time, and compares what comes out with a run left alone.

python -m bench.kill_and_resume [--articles 10000] [--jobs 2] [--ending .zst]

By turns the whole run is killed (SIGKILL), interrupted (SIGINT, Ctrl-C) and loses a worker (SIGKILL). Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random

from bench.articles import article
from korex.compression import compression_of, decompressed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, help="of each article; some 10 to 25 unless given")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--ending", choices=("", ".gz", ".zst"), default="")
    parser.add_argument("--seconds", type=float, default=60, help="until a run is stopped, on average")
    options = parser.parse_args()
    random = Random(6)
    with tempfile.TemporaryDirectory() as folder:
        records, broken, whole = (
            Path(folder) / name for name in ("in.jsonl", "out.jsonl" + options.ending, "all.jsonl")
        )
        with records.open("w", encoding="utf-8") as file:
            for number in range(options.articles):
                file.write(
                    json.dumps({"id": number, "text": article(number, sentences=options.sentences)}, ensure_ascii=False)
                    + "\n"
                )
        extract = [sys.executable, "-m", "korex", "extract", str(records), "--jobs", str(options.jobs)]
        stops = 0
        while True:
            # What runs in the background has interrupts ignored, which processes inherit.
            process = subprocess.Popen([*extract, "--output", str(broken), "--resume"], preexec_fn=_hear_interrupts)
            while process.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(random.uniform(0.5, 1.5) * options.seconds)
                    break
                how = _stop(process, stops)
                stops += 1
                print(f"{how} with {_size(broken)} bytes out", flush=True)
            if process.returncode == 0:
                break
        subprocess.run([*extract, "--output", str(whole)], check=True)
        same = _content(broken) == _content(whole)
        ids = [json.loads(line)["id"] for line in _content(broken).splitlines()]
        print(
            f"stopped {stops} times; {len(ids)} lines, {len(set(ids))} different ids of {options.articles}; "
            + ("the same bytes as a run left alone" if same else "NOT what a run left alone gives")
        )
        sys.exit(not same)


def _stop(process: subprocess.Popen[bytes], turn: int) -> str:
    """Do the next harm to a run, and say what it was."""
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    if turn % 3 == 2 and workers:
        os.kill(int(workers[-1]), signal.SIGKILL)
        return "killed a worker"
    process.send_signal(signal.SIGKILL if turn % 3 == 0 else signal.SIGINT)
    process.wait()
    return "killed" if turn % 3 == 0 else "interrupted"


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return decompressed(file, compression_of(path)).read()


if __name__ == "__main__":
    main()
