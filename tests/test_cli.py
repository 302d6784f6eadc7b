"""The `korex` command, run in this process; the few tests that need a real one say so."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import korex
from korex.cli import app
from korex.language import tokenizer
from korex.text.normalization import normalize

TEXT = "윤가람 온누리시장은 22일 직원들에게 축제장을 점검하라고 지시했다."
RECORD = {"id": 7, "text": TEXT, "reference_date": "2025-07-22"}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run `korex extract` in a folder with a page; give its result with `lines`, the JSON of each output line."""
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(TEXT, encoding="utf-8")

    def run(*arguments, stdin=b""):
        result = CliRunner().invoke(app, ["extract", *arguments], input=stdin)
        assert not result.exception or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def write_records(*records):
    text = "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)
    Path("records.jsonl").write_text(text, encoding="utf-8")
    return "records.jsonl"


def test_text_file_as_json(run):
    result = run("page.txt", "--format", "json", "--reference-date", "2025-07-22")
    assert result.exit_code == 0
    assert korex.Extraction.from_json(result.stdout) == korex.extract(TEXT, reference_date="2025-07-22")


def test_a_pipe_gets_json_lines(run):
    (line,) = lines(run("page.txt"))
    assert line["id"] == "page.txt"
    assert korex.Extraction.from_dict(line) == korex.extract(TEXT)


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(run, arguments):
    (line,) = lines(run(*arguments, stdin=TEXT.encode()))
    assert (line["id"], line["text"]) == ("-", TEXT)


def test_standard_input_with_records(run):
    (line,) = lines(run("--input", "jsonl", stdin=json.dumps(RECORD).encode()))
    assert (line["id"], line["reference_date"]) == (7, "2025-07-22")


def test_records_keep_their_id(run):
    path = write_records(RECORD, "", {"id": "나", "text": "", "reference_date": None}, {"text": "제목 없음"})
    got = lines(run(path, "--reference-date", "2024-01-01"))
    assert [(line["id"], line["reference_date"]) for line in got] == [
        (7, "2025-07-22"),
        ("나", "2024-01-01"),
        (None, "2024-01-01"),
    ]


BAD_RECORDS = [
    ("{", None, "records.jsonl:2: not JSON"),
    ("[1]", None, "a JSON list: expected one object a line"),
    ("[" * 100_000, None, "not JSON (maximum recursion depth"),
    ('{"id": ' + "[" * 60 + "]" * 60 + ', "text": "글"}', None, "id: expected JSON of at most 50 levels"),
    ('{"id": {"a": NaN}, "text": "글"}', None, "NaN and Infinity are not"),
    ('{"id": 1e999, "text": "글"}', None, "NaN and Infinity are not"),
    ({"id": "b"}, "b", "text: expected a string, got nothing"),
    ({"id": "b", "text": None}, "b", "text: expected a string, got null"),
    ({"id": "b", "text": 3}, "b", "text: expected a string, got int"),
    ({"id": "b", "text": "글", "reference_date": 2025}, "b", "reference_date: expected a string such as 2025-07-22"),
    ({"id": "b", "text": "글", "reference_date": "어제"}, "b", "bad reference date '어제'"),
    ({"id": "b", "text": "글", "reference_date": ""}, "b", "bad reference date ''"),
]


@pytest.mark.parametrize(("bad", "identity", "message"), BAD_RECORDS)
def test_bad_record_leaves_the_others(run, bad, identity, message):
    result = run(write_records(RECORD, bad, RECORD))
    first, error, last = lines(result)
    assert first == last
    assert first["text"] == TEXT
    assert error.keys() == {"id", "error"}
    assert error["id"] == identity
    assert message in f"records.jsonl:2: {error['error']}"
    assert f"korex: error: records.jsonl:2: {error['error']}\n" in result.stderr
    assert result.stderr.endswith("korex: 1 of 3 documents failed\n")
    assert result.exit_code == 1


def test_bad_records_over_processes(run):
    path = write_records(*["{", "[]", '{"id": ' + "[" * 900 + "]" * 900 + ', "text": ""}'] * 20)
    one, two = run(path), run(path, "--jobs", "2")
    assert one.stdout == two.stdout
    assert (one.exit_code, two.exit_code) == (1, 1)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("absent.txt", "error: absent.txt: no such file: expected the path of a text or .jsonl file, or - (stdin)"),
        ("긴 문장" * 100, ": cannot be read: "),
        ("folder", "error: folder: is a directory: expected the path of a text or .jsonl file"),
        ("binary.txt", "error: binary.txt: expected text in UTF-8, UTF-16 or CP949"),
    ],
)
@pytest.mark.parametrize("output_format", ["table", "json", "jsonl", "html"])
def test_unreadable_file_leaves_the_others(run, name, message, output_format):
    Path("folder").mkdir()
    Path("binary.txt").write_bytes(bytes(range(256)))
    result = run(name, "page.txt", "--format", output_format)
    assert message in result.stderr
    assert result.exit_code == 1
    assert "page.txt" in result.stdout


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_other_encodings_are_read_with_a_note(run, encoding):
    Path("page.txt").write_bytes(TEXT.encode(encoding))
    Path("records.jsonl").write_bytes(f'{{"id": 1, "text": "{TEXT}"}}\n{{"id": 2, "text": "글"}}\n'.encode(encoding))
    result = run("page.txt", "records.jsonl")
    assert result.exit_code == 0
    assert [line["text"] for line in lines(result)] == [TEXT, TEXT, "글"]
    assert "korex: note: page.txt: read as " in result.stderr
    assert result.stderr.count("note: records.jsonl") == 1 or encoding == "utf-16"


def test_line_that_is_no_text_leaves_the_others(run):
    Path("records.jsonl").write_bytes(
        b'{"id": 1, "text": "a"}\n{"id": 2, "text": "\xff\xfe\x80"}\n{"id": 3, "text": "b"}'
    )
    result = run("records.jsonl")
    assert [line["id"] for line in lines(result)] == [1, None, 3]
    assert result.exit_code == 1


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_blank_text_is_an_empty_result(run, text):
    for output_format in ("json", "jsonl", "table", "html"):
        result = run("-", "--format", output_format, stdin=text.encode())
        assert result.exit_code == 0
    (line,) = lines(run("-", stdin=text.encode()))
    assert line["entities"] == line["directives"] == line["sentences"] == []


def test_several_documents_as_json_are_a_list(run):
    got = json.loads(run("page.txt", write_records(RECORD), "--format", "json").stdout)
    assert [item["id"] for item in got] == ["page.txt", 7]
    assert json.loads(run(write_records(), "--format", "json").stdout) == []


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.json", "{\n"), ("out.jsonl", '{"id": "page.txt"'), ("out.html", "<!doctype"), ("out.txt", "page.txt ─")],
)
def test_output_file_names_the_format(run, name, start):
    result = run("page.txt", "--output", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path(name).read_text(encoding="utf-8").startswith(start)


def test_half_a_surrogate_pair_can_be_written(run):
    path = write_records('{"id": 1, "text": "\\ud800 윤가람"}')
    assert lines(run(path))[0]["text"] == "\ud800 윤가람"
    for output_format in ("table", "html"):
        assert run(path, "--format", output_format, "--output", "out").exit_code == 0
    assert invoke("redact", path).stdout == '{"id": 1, "text": "\\ud800 [\\uc778\\ubb3c1]"}\n'
    assert json.loads(invoke("explain", path, "--format", "jsonl").stdout)["id"] == 1
    assert invoke("redact", path, "--format", "text").stdout == "? [인물1]"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["page.txt", "--reference-date", "어제"], "--reference-date: bad reference date '어제': expected a date"),
        (["page.txt", "--format", "xml"], "'xml' is not one of"),
        (["page.txt", "--jobs", "0"], "--jobs"),
        (["page.txt", "--output", "absent/out.json"], "cannot write absent"),
        (["page.txt", "--output", "./page.txt"], "page.txt is also read"),
    ],
)
def test_wrong_call(run, arguments, message):
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert Path("page.txt").read_text(encoding="utf-8") == TEXT


def test_error_that_ends_the_run_is_told(run, monkeypatch):
    def full_disk(outcomes):
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr("korex.views.json.json_lines_of", full_disk)
    result = run("page.txt")
    assert result.exit_code == 1
    assert result.stderr == "korex: error: [Errno 28] No space left on device\n"


def test_schema_and_version():
    assert json.loads(CliRunner().invoke(app, ["schema"]).stdout)["title"] == "Extraction"
    assert CliRunner().invoke(app, ["--version"]).stdout == f"korex {korex.__version__}\n"


def test_crash_in_korex_leaves_the_others(run, monkeypatch):
    monkeypatch.setattr(tokenizer, "normalize", lambda text: normalize(text) if text != "!" else 1 / 0)
    result = run(write_records(RECORD, {"id": 8, "text": "!"}, RECORD))
    assert [line.get("error", "")[:28] for line in lines(result)] == ["", "korex failed on this text, p", ""]
    assert result.exit_code == 1
    for command in ("redact", "explain"):
        result = invoke(command, "records.jsonl", "--format", "jsonl")
        assert {line["id"] for line in lines(result)} == {7}
        assert "korex: error: records.jsonl:2: korex failed on this text, please report it: " in result.stderr
        assert result.exit_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and terminals")
class TestProcess:
    """What only a process of its own shows; records that cannot be read keep Kiwi out of it."""

    @pytest.fixture(autouse=True)
    def files(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        Path("page.txt").write_text(TEXT, encoding="utf-8")
        Path("bad.jsonl").write_text('{"id": 1}\n' * 2000, encoding="utf-8")

    @pytest.fixture
    def start(self):
        started = []

        def start(*arguments, **streams):
            pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
            command = [sys.executable, "-m", "korex", "extract", *arguments]
            process = subprocess.Popen(command, **({"preexec_fn": hear_signals} | pipes | streams))
            started.append(process)
            return process

        yield start
        for process in started:
            process.kill()
            process.communicate()

    def test_reader_that_leaves_early_gets_no_traceback(self, start):
        process = start("bad.jsonl")
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read().decode()
        assert process.wait(timeout=60) != 0
        assert "Traceback" not in errors
        assert "BrokenPipe" not in errors

    def test_results_come_before_the_input_ends_and_interrupt_is_130(self, start):
        process = start("--input", "jsonl", stdin=subprocess.PIPE)
        process.stdin.write(b'{"id": 1}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert b"Traceback" not in process.stderr.read()

    @pytest.mark.parametrize("ending", ["", ".gz"])
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_what_is_done_is_written_when_the_run_is_told_to_end(self, start, ending, number):
        process = start("--input", "jsonl", "--output", f"out.jsonl{ending}", stdin=subprocess.PIPE)
        process.stdin.write(b'{"id": 1}\n' * 40)
        process.stdin.flush()
        for _ in range(30):
            process.stderr.readline()
        process.send_signal(number)
        assert process.wait(timeout=60) == 128 + number
        assert b"Traceback" not in process.stderr.read()
        data = Path(f"out.jsonl{ending}").read_bytes()
        assert (gzip.decompress(data) if ending else data).count(b"\n") >= 29

    def test_nohup_goes_on_when_the_terminal_goes_away(self, start):
        process = start("--input", "jsonl", "--output", "out.jsonl", stdin=subprocess.PIPE, preexec_fn=ignore_hangups)
        process.stdin.write(b'{"id": 1}\n')
        process.stdin.flush()
        process.stderr.readline()
        process.send_signal(signal.SIGHUP)
        process.communicate(b'{"id": 2}\n', timeout=60)
        assert process.returncode == 1
        assert Path("out.jsonl").read_bytes().count(b"\n") == 2

    def test_input_that_is_redirected_from_the_output(self, start):
        with open("bad.jsonl", "rb") as file:
            process = start("--input", "jsonl", "--output", "bad.jsonl", stdin=file)
            assert b"bad.jsonl is also read" in process.communicate(timeout=60)[1]
        assert process.returncode == 2
        assert Path("bad.jsonl").stat().st_size == 20_000

    def test_closed_streams(self, start):
        for closed in ("<&-", ">&-", "2>&-"):
            shell = f"{sys.executable} -m korex extract bad.jsonl - --output out.jsonl {closed}"
            assert subprocess.run(shell, shell=True, input=b"", capture_output=True, timeout=60).returncode == 1
            assert Path("out.jsonl").read_bytes().count(b"\n") == 2001

    def test_terminal_gets_a_table(self, start):
        ours, theirs = os.openpty()
        process = start("page.txt", stdout=theirs)
        os.close(theirs)
        assert "page.txt" in (shown := read_all(ours))
        assert "─" in shown
        assert process.wait(timeout=60) == 0

    def test_progress_goes_to_a_terminal_on_standard_error(self, start):
        ours, theirs = os.openpty()
        process = start("bad.jsonl", "--output", "out.jsonl", stderr=theirs)
        os.close(theirs)
        assert "Extracting" in read_all(ours)
        assert process.wait(timeout=60) == 1
        assert Path("out.jsonl").read_text().count("\n") == 2000


def hear_signals():
    """Let a process hear what a shell has the tests ignore: interrupts in the background, hangups under nohup."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def ignore_hangups():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def read_all(descriptor):
    """Read what a program wrote to a terminal that it has closed by now or soon will."""
    pieces = []
    deadline = time.monotonic() + 60
    with io.FileIO(descriptor) as file:
        while time.monotonic() < deadline:
            try:
                piece = file.read(65536)
            except OSError:  # Linux: the other side is closed
                break
            if not piece:
                break
            pieces.append(piece)
    return b"".join(pieces).decode()


def test_indirect_quotes(run):
    (line,) = lines(run("--indirect-quotes", stdin="새솔시는 병상이 부족하다고 밝혔다.".encode()))
    assert [(quote["text"], quote["direct"]) for quote in line["quotes"]] == [("병상이 부족하다", False)]


def test_own_words_and_rules(tmp_path, run):
    (tmp_path / "my.tsv").write_text("한빛솔루션\tORG\n", encoding="utf-8")
    (tmp_path / "my.toml").write_text(
        '[[rule]]\nid = "team"\nlabel = "ORG"\nregex = "[가-힣]{2}팀"\n', encoding="utf-8"
    )
    (line,) = lines(run("--words", "my.tsv", "--rules", "my.toml", stdin="한빛솔루션의 기획팀이다.".encode()))
    assert [entity["source"] for entity in line["entities"]] == ["user:my.tsv", "user:team"]


@pytest.mark.parametrize(
    ("option", "content", "message"),
    [
        ("--words", "한빛\tORGG\n", "my.txt:1: '한빛': bad label 'ORGG'"),
        ("--words", None, "cannot be read"),
        ("--rules", "[[rule", "not TOML"),
        ("--rules", '[[rule]]\nid = "a"\n', "needs an `id` and a `label`"),
    ],
)
def test_bad_words_and_rules_are_wrong_calls(tmp_path, run, option, content, message):
    path = tmp_path / "my.txt"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = run(option, str(path))
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def invoke(*arguments, stdin=b""):
    result = CliRunner().invoke(app, arguments, input=stdin)
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result


def test_explain(run):
    result = invoke("explain", "page.txt", "--reference-date", "2025-07-22")
    assert result.exit_code == 0
    assert "rules/directives/verbs.tsv" in result.stdout
    assert "윤가람  [0, 3)  PERSON" in result.stdout
    assert "\x1b" not in result.stdout


def test_explain_one_text_as_json(run):
    result = invoke("explain", "page.txt", "--find", "윤가람", "--find", "축제장", "--format", "jsonl")
    assert [(line["id"], line["text"]) for line in lines(result)] == [("page.txt", "윤가람"), ("page.txt", "축제장")]


def test_explain_what_is_nowhere(run):
    result = invoke("explain", "page.txt", "--find", "국회")
    assert (result.exit_code, result.stderr) == (1, "korex: error: 국회: nowhere in the text\n")


def test_explain_goes_on_after_a_document_that_cannot_be_read(run):
    result = invoke("explain", "none.txt", "page.txt")
    assert result.exit_code == 1
    assert "none.txt: no such file" in result.stderr
    assert "윤가람" in result.stdout


def test_explain_with_own_words(run):
    Path("my.tsv").write_text("축제장\tLOC\n", encoding="utf-8")
    result = invoke("explain", "page.txt", "--words", "my.tsv", "--find", "축제장")
    assert "user:my.tsv (my.tsv:1): your word 축제장" in result.stdout


@pytest.mark.parametrize(
    ("regex", "status", "told"), [("[가-힣]{2}팀", 0, ""), ("[가-힣]{2}반", 1, "expected 기획팀; found nothing")]
)
def test_check(run, regex, status, told):
    rule = f'[[rule]]\nid = "team"\nlabel = "ORG"\nregex = "{regex}"\nhits = ["[[기획팀]]에 왔다."]\n'
    Path("my.toml").write_text(rule, encoding="utf-8")
    Path("my.tsv").write_text("한빛\tORG\n", encoding="utf-8")
    result = invoke("check", "my.toml", "--words", "my.tsv")
    assert result.exit_code == status
    assert told in result.stderr
    assert result.stdout.endswith("my.tsv: 1 words\n")


@pytest.mark.parametrize("arguments", [(), ("page.txt",), ("none.toml",)])
def test_check_of_what_is_no_rule_file(run, arguments):
    assert invoke("check", *arguments).exit_code == 2


def test_redact(run):
    result = invoke("redact", "page.txt")
    assert (result.exit_code, result.stdout) == (0, TEXT.replace("윤가람", "[인물1]"))


def test_redact_and_restore(run):
    Path("many.txt").write_text("표다라 과장은 갔다. 표다라는 웃었다.", encoding="utf-8")
    assert invoke("redact", "many.txt", "--mapping", "map.json", "-o", "out.txt").exit_code == 0
    assert Path("out.txt").read_text(encoding="utf-8") == "[인물1] 과장은 갔다. [인물1]은 웃었다."
    assert json.loads(Path("map.json").read_text(encoding="utf-8")) == {"[인물1]": "표다라"}
    assert invoke("redact", "out.txt", "--restore", "map.json").stdout == "표다라 과장은 갔다. 표다라는 웃었다."


def test_redact_records(run):
    path = write_records(RECORD, "broken", {"id": 8, "text": "전화 02-555-0134"})
    result = invoke("redact", path, "--labels", "PHONE,PERSON", "--mapping", "map.json")
    assert result.exit_code == 1
    assert lines(result) == [
        {"id": 7, "text": TEXT.replace("윤가람", "[인물1]")},
        {"id": 8, "text": "전화 [전화1]"},
    ]
    mapping = json.loads(Path("map.json").read_text(encoding="utf-8"))
    assert mapping == {"7": {"[인물1]": "윤가람"}, "8": {"[전화1]": "02-555-0134"}}
    Path("back.jsonl").write_text(result.stdout, encoding="utf-8")
    assert lines(invoke("redact", "back.jsonl", "--restore", "map.json"))[0]["text"] == TEXT


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--labels", "PERSON,NAME"), "labels: 'NAME'"),
        (("--template", "{x}"), "unknown ['x']"),
        (("--restore", "page.txt"), "page.txt"),
        (("--restore", "none.json"), "none.json"),
        (("--reference-date", "어제"), "bad reference date"),
        (("-o", "no/folder.txt"), "cannot write"),
    ],
)
def test_wrong_calls_of_redact(run, arguments, message):
    result = invoke("redact", "page.txt", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", "").split())


def test_summary(run):
    result = run("page.txt", "--format", "summary", "--reference-date", "2025-07-22")
    assert result.stdout.startswith("page.txt\n누가")
    assert "22일 (2025-07-22)" in result.stdout


def test_calendar(run):
    Path("guide.txt").write_text("3일 하늘공원에서 별빛축제가 열린다.", encoding="utf-8")
    assert run("guide.txt", "-o", "guide.ics", "--reference-date", "2025-09-26").exit_code == 0
    ics = Path("guide.ics").read_text(encoding="utf-8")
    assert "SUMMARY:별빛축제" in ics
    assert "DTSTART;VALUE=DATE:20251003" in ics


def test_calendar_without_the_package_is_told_of(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = run("page.txt", "--format", "ics")
    assert result.exit_code == 1
    assert "korex: error: a calendar needs icalendar" in result.stderr


@pytest.mark.parametrize("command", ["extract", "explain", "redact", "check"])
def test_help_has_korean_examples(command):
    result = invoke(command, "--help")
    assert result.exit_code == 0
    assert f"korex {command} " in result.stdout.split("보기:")[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(shell):
    environment = {**os.environ, "_KOREX_COMPLETE": f"complete_{shell}", "COMP_WORDS": "korex ex", "COMP_CWORD": "1"}
    environment |= {"_TYPER_COMPLETE_ARGS": "korex ex", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    result = subprocess.run(
        [sys.executable, "-m", "korex"], env=environment, capture_output=True, text=True, timeout=60
    )
    assert "extract" in result.stdout
    assert "explain" in result.stdout


def test_no_colour_on_request(monkeypatch):
    from korex import cli_options

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert cli_options.colored()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not cli_options.colored()
    monkeypatch.setenv("NO_COLOR", "")
    assert cli_options.colored()
