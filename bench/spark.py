"""What Apache Spark adds to the cost of an article: CPU time of a job with one core beside that of `korex.pipe`.

python -m bench.spark [--articles 1000]

Counted are the Python worker and the Java process, from the text of an article to the extraction as columns. Linux
only; needs pyspark and Java.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import korex
from bench.articles import articles

_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.spark", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = sys.executable

    from pyspark.sql import SparkSession

    from korex.integrations.spark import with_extractions

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    texts = list(articles(options.articles))
    frame = with_extractions(spark.createDataFrame([(text,) for text in texts], "text string").coalesce(1), "text")
    for turn in range(options.repeats + 1):
        before = time.process_time()
        for _ in korex.pipe(texts):
            pass
        piped = time.process_time() - before
        java, python = _cpu_times()
        frame.write.format("noop").mode("overwrite").save()
        java, python = (after - at for after, at in zip(_cpu_times(), (java, python), strict=True))
        if turn:  # the first one loads what the others use
            each = [f"{1000 * seconds / len(texts):.1f}" for seconds in (piped, python, java)]
            ratio = (python + java) / piped
            print(f"ms an article: pipe {each[0]}; Spark: Python {each[1]}, Java {each[2]}; {ratio:.2f} times pipe")


def _cpu_times() -> tuple[float, float]:
    """Return the seconds of CPU that the Java and the Python processes below this one have used."""
    parents, ticks, names = {}, {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            head, _, tail = (folder / "stat").read_text().rpartition(")")
        except OSError:
            continue
        fields = tail.split()
        pid = int(folder.name)
        parents[pid], names[pid] = int(fields[1]), head.partition("(")[2]
        ticks[pid] = sum(map(int, fields[11:15]))  # its own, and of children that have ended
    seconds = {"java": 0.0, "python": 0.0}
    for pid in parents:
        above = parents[pid]
        while above not in (0, os.getpid()):
            above = parents.get(above, 0)
        if above:
            seconds["java" if names[pid] == "java" else "python"] += ticks[pid] / _TICKS
    return seconds["java"], seconds["python"]


if __name__ == "__main__":
    main()
