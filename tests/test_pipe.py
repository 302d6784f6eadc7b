"""`korex.pipe`: the same results as `extract`, in order, as they are asked for."""

import itertools
import multiprocessing
import threading

import pytest

import korex
from korex.groups import groups_of
from korex.language import tokenizer
from korex.processes import map_in_processes
from korex.text.normalization import normalize

TEXTS = ["윤가람 시장은 점검을 지시했다.", "", "22일 축제가 열린다.", "  ", "한별 씨가 왔다."]


def test_same_as_extract():
    expected = [korex.extract(text, reference_date="2025-07-22") for text in TEXTS]
    assert list(korex.pipe(TEXTS, reference_date="2025-07-22")) == expected


def test_two_processes_give_the_same():
    expected = list(korex.pipe(TEXTS, reference_date="2025-07-22"))
    got = korex.pipe(iter(TEXTS), reference_date="2025-07-22", n_process=2, batch_size=2)
    assert list(got) == expected


def test_processes_beside_a_thread():
    """Other threads keep the processes from being copies of this one."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert list(map_in_processes(str, range(9), n_process=2, batch_size=2)) == [str(n) for n in range(9)]
    finally:
        done.set()
        thread.join()


def from_within_a_pool(texts):
    try:
        return len(list(korex.pipe(texts, n_process=2)))
    except korex.KorexError as error:
        return str(error)


def test_processes_of_a_process_that_can_have_none():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        (answer,) = pool.map(from_within_a_pool, [TEXTS])
    assert answer.startswith(
        "a daemonic process, such as one of multiprocessing.Pool, can have no processes of its own"
    )


def test_lazy():
    endless = korex.pipe(itertools.cycle(TEXTS))
    assert [x.text for x in itertools.islice(endless, 7)] == [*TEXTS, *TEXTS[:2]]


def test_first_results_wait_for_no_others():
    read = []
    results = korex.pipe(read.append(text) or text for text in itertools.cycle(TEXTS))
    next(results)
    assert len(read) == 1
    next(results)
    assert len(read) == 3


def test_together_as_one_by_one():
    texts = [*TEXTS, "", "22일 " * 20_000, *TEXTS * 3]
    assert list(korex.pipe(texts, reference_date="2025-07-22")) == [
        korex.extract(text, reference_date="2025-07-22") for text in texts
    ]


def test_beside_a_component_of_somebody_else():
    nlp = korex.load()
    nlp.add_pipe("sentencizer")
    assert list(korex.pipe(TEXTS, nlp=nlp)) == [korex.extract(text) for text in TEXTS]


def test_failure_comes_after_the_results_before_it(monkeypatch):
    monkeypatch.setattr(tokenizer, "normalize", lambda text: normalize(text) if text != "!" else 1 / 0)
    results = korex.pipe([*TEXTS, *TEXTS, "!", *TEXTS])
    assert [x.text for x in itertools.islice(results, 2 * len(TEXTS))] == TEXTS * 2
    with pytest.raises(ZeroDivisionError):
        next(results)


@pytest.mark.parametrize(
    ("items", "most", "groups"),
    [
        (["가"] * 9, 4, [1, 2, 4, 2]),
        (["가"] * 3, 1, [1, 1, 1]),
        (["가", "나" * 60_000, "다", "라", "마"], 8, [1, 1, 3]),
        ([], 8, []),
    ],
)
def test_groups(items, most, groups):
    assert list(map(len, groups_of(items, len, most))) == groups


def test_lazy_over_processes():
    endless = map_in_processes(str, itertools.count(), n_process=2, batch_size=3)
    assert list(itertools.islice(endless, 8)) == [str(n) for n in range(8)]
    endless.close()


def test_item_that_is_no_string():
    results = korex.pipe([TEXTS[0], None, TEXTS[2]])
    assert next(results).text == TEXTS[0]
    with pytest.raises(korex.InputError, match=r"texts\[1\]: expected a str, got NoneType"):
        next(results)


def test_error_of_the_source_comes_in_its_place():
    def numbers():
        yield from range(5)
        raise korex.InputError("the sixth")

    results = map_in_processes(str, numbers(), n_process=1, batch_size=2)
    assert list(itertools.islice(results, 5)) == ["0", "1", "2", "3", "4"]
    with pytest.raises(korex.InputError, match="the sixth"):
        next(results)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: korex.pipe("한 문장"), "expected an iterable of texts, got one str"),
        (lambda: korex.pipe(None), "expected an iterable of texts, got NoneType"),
        (lambda: korex.pipe([], n_process=0), "n_process: expected a whole number from 1, got 0"),
        (lambda: korex.pipe([], n_process="2"), "n_process: expected a whole number from 1, got '2'"),
        (lambda: korex.pipe([], batch_size=0), "batch_size: expected a whole number from 1, got 0"),
        (lambda: korex.pipe([], reference_date="내일"), "bad reference date '내일'"),
        (lambda: korex.extract(None), "expected the text as a str, got NoneType"),
        (lambda: korex.extract(b"text"), "expected the text as a str, got bytes"),
    ],
)
def test_wrong_call(call, message):
    with pytest.raises(korex.InputError, match=message):
        call()


def test_processes_use_the_words_and_rules_of_the_pipeline():
    rule = {"id": "team", "label": "ORG", "regex": "[가-힣]{2}팀"}
    nlp = korex.load(words={"한빛솔루션": "ORG"}, rules=korex.UserRules({"rule": [rule]}))
    texts = ["한빛솔루션은 왔다.", "기획팀이 왔다."]
    results = list(korex.pipe(texts, nlp=nlp, n_process=2, batch_size=1))
    assert [[entity.source for entity in x.entities] for x in results] == [["user:words"], ["user:team"]]
