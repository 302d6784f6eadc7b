"""Runs that end early and are gone on with, compressed files, processes that are lost.

Most records here hold no text, which keeps Kiwi out of what it has no part in. `kill_and_resume.py` does the same with
10,000 articles.
"""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zstandard
from typer.testing import CliRunner

from korex import KorexError, outputs
from korex.cli import app
from korex.compression import compression_of, decompressed, frame, inner_suffix
from korex.processes import map_in_processes

RECORDS = [
    {"id": 1, "text": "윤가람 시장은 점검을 지시했다."},
    *({"id": f"나{n}"} for n in range(2, 40)),
    {"text": "글"},
]
ENDINGS = ["", ".gz", ".zst"]
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and limits")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run `korex extract` in a folder with some records."""
    monkeypatch.chdir(tmp_path)
    write_records("in.jsonl", RECORDS)

    def run(*arguments):
        result = CliRunner().invoke(app, ["extract", *arguments])
        assert not result.exception or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def write_records(path, records):
    data = "".join(json.dumps(record) + "\n" for record in records).encode()
    Path(path).write_bytes(frame(data, compression_of(path)) if compression_of(path) else data)


def content(path):
    with open(path, "rb") as file:
        return decompressed(file, compression_of(path)).read().decode()


@pytest.mark.parametrize(
    ("name", "compression", "suffix"),
    [("a.jsonl", None, ".jsonl"), ("a.jsonl.gz", ".gz", ".jsonl"), ("b/A.TXT.ZST", ".zst", ".txt"), ("gz", None, "")],
)
def test_endings(name, compression, suffix):
    assert (compression_of(name), inner_suffix(name)) == (compression, suffix)


@pytest.mark.parametrize("ending", ENDINGS[1:])
def test_compressed_files_in_and_out(run, ending):
    write_records("packed.jsonl" + ending, RECORDS)
    assert run("in.jsonl", "--output", "out.jsonl").exit_code == 1
    assert run("packed.jsonl" + ending, "--output", "out.jsonl" + ending).exit_code == 1
    assert content("out.jsonl" + ending) == content("out.jsonl")
    run("packed.jsonl" + ending, "--output", "out.html" + ending)
    assert content("out.html" + ending).startswith("<!doctype")


def test_other_programs_read_what_is_written(run):
    run("in.jsonl", "--output", "out.jsonl")
    run("in.jsonl", "--output", "out.jsonl.gz")
    run("in.jsonl", "--output", "out.jsonl.zst")
    plain = Path("out.jsonl").read_bytes()
    assert gzip.decompress(Path("out.jsonl.gz").read_bytes()) == plain
    with open("out.jsonl.zst", "rb") as file:
        assert zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read() == plain


@pytest.mark.parametrize("ending", ENDINGS[1:])
def test_no_documents_are_a_whole_compressed_file(run, ending):
    write_records("none.jsonl", [])
    assert run("none.jsonl", "--output", "out.jsonl" + ending).exit_code == 0
    assert Path("out.jsonl" + ending).stat().st_size > 0
    assert content("out.jsonl" + ending) == ""


@pytest.mark.parametrize("ending", ENDINGS[1:])
@pytest.mark.parametrize("harm", ["cut off", "damaged", "not compressed"])
def test_damaged_compressed_file(run, ending, harm):
    path = "packed.jsonl" + ending
    write_records(path, [{"id": n} for n in range(3)])
    good = Path(path).read_bytes()
    bad = {"cut off": good + good[:-3], "damaged": good + b"damaged, damaged, damaged", "not compressed": b"{}\n" * 9}
    Path(path).write_bytes(bad[harm])
    result = run(path, "in.jsonl")
    ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert ids[: 0 if harm == "not compressed" else 3] == [0, 1, 2][: 0 if harm == "not compressed" else 3]
    assert ids[-len(RECORDS) - 1 :] == [path, *(record.get("id") for record in RECORDS)]
    assert f"error: {path}: " in result.stderr
    assert ("cut off" if harm == "cut off" else "damaged") in result.stderr


def test_missing_package_is_named(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    for arguments in (["in.jsonl", "--output", "out.jsonl.zst"], ["in.jsonl.zst"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "pip install 'korex[zstd]'" in " ".join(result.stderr.split())
    assert not Path("out.jsonl.zst").exists()


@pytest.mark.parametrize("ending", ENDINGS)
def test_output_cut_anywhere_is_gone_on_with(run, ending, monkeypatch):
    monkeypatch.setattr(outputs, "_FRAME", 300)
    path = Path("out.jsonl" + ending)
    whole = run("in.jsonl", "--output", str(path)).stderr
    expected, data = content(path), path.read_bytes()
    for size in {0, 1, len(data) // 3, len(data) // 2, len(data) - 1, len(data)}:
        path.write_bytes(data[:size])
        result = run("in.jsonl", "--output", str(path), "--resume")
        assert content(path) == expected
        assert result.exit_code == 1
        assert result.stderr.splitlines()[-1] == whole.splitlines()[-1]


def test_resume_without_output_yet_starts(run):
    run("in.jsonl", "--output", "out.jsonl", "--resume")
    assert content("out.jsonl").count("\n") == len(RECORDS)


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ('{"id": 1, "error": ""}\n{"id": 3, "error": ""}\n', "out.jsonl:2 is the result of 3, but in.jsonl:2 is '나2'"),
        ("".join(f'{{"id": {json.dumps(r.get("id"))}, "text": ""}}\n' for r in [*RECORDS, {}]), "more results than"),
        ("a diary\n", "out.jsonl:1 is no line that korex wrote"),
        ("\0\0\0\n", "out.jsonl:1 is no line that korex wrote"),
    ],
)
def test_output_of_something_else_is_left_alone(run, held, message):
    Path("out.jsonl").write_text(held + "rest", encoding="utf-8")
    result = run("in.jsonl", "--output", "out.jsonl", "--resume")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert content("out.jsonl") == held + "rest"


@pytest.mark.parametrize("arguments", [["--resume"], ["--resume", "--output", "out.json"]])
def test_only_a_file_of_json_lines_is_gone_on_with(run, arguments):
    result = run("in.jsonl", *arguments)
    assert result.exit_code == 2
    assert "--resume" in result.stderr


@needs_posix
def test_full_disk_leaves_whole_lines(run):
    import resource

    def allow_a_small_file():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    command = [sys.executable, "-m", "korex", "extract", "in.jsonl", "--output", "out.jsonl"]
    write_records("in.jsonl", RECORDS[1:])
    done = subprocess.run(command, preexec_fn=allow_a_small_file, capture_output=True, text=True)
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert 800 < len(content("out.jsonl").encode()) <= 1000
    assert content("out.jsonl").endswith("}\n")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks /proc for child processes")
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_stopped_run_is_gone_on_with(run, stop):
    write_records("in.jsonl", [{"id": n} for n in range(40_000)])
    command = [sys.executable, "-m", "korex", "extract", "in.jsonl", "--output", "out.jsonl", "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=hear_interrupts, start_new_session=True)
    out = Path("out.jsonl")
    wait_until(lambda: out.exists() and out.stat().st_size > 10_000)
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert len(workers) >= 2
    process.send_signal(stop)
    assert process.wait(timeout=60) == (130 if stop == signal.SIGINT else -stop)
    wait_until(lambda: not any(is_running(worker) for worker in workers))
    part = content("out.jsonl")
    assert 0 < part.count("\n") < 40_000
    result = run("in.jsonl", "--output", "out.jsonl", "--resume")
    assert f"holds {part.count(chr(10))} documents" in result.stderr
    assert [json.loads(line)["id"] for line in content("out.jsonl").splitlines()] == list(range(40_000))


def hear_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def double_or_die(number, *, deadly, marks):
    if number in deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    mark = Path(marks) / str(number)
    if number % 10 == 3 and not mark.exists():  # dies the first time
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


@needs_posix
def test_lost_process_loses_nothing_else(tmp_path):
    expected = [number * 2 for number in range(20)]
    expected[7] = "gave up item 7, which is 7"
    got = map_in_processes(
        double_or_die,
        range(20),
        n_process=2,
        batch_size=3,
        given_up=lambda index, item: f"gave up item {index}, which is {item}",
        deadly={7},
        marks=tmp_path,
    )
    assert list(got) == expected


@needs_posix
def test_item_that_ends_its_process_is_named(tmp_path):
    results = map_in_processes(double_or_die, range(4), n_process=1, batch_size=4, deadly={2}, marks=tmp_path)
    assert [next(results), next(results)] == [0, 2]
    with pytest.raises(KorexError, match="item 2 ended its process twice"):
        next(results)
