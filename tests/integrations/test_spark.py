"""korex on Apache Spark, with worker processes of its own. Run with ``pytest -m spark``; needs pyspark and Java."""

import os
import shutil
import sys
from datetime import date, datetime

import pyarrow
import pytest

import korex
from conftest import SOURCE

pytest.importorskip("pyspark", reason="pyspark is not here: pip install 'korex[spark]'")
if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
    pytest.skip("Java, which Spark needs, is not here", allow_module_level=True)

from korex.integrations import spark as adapter
from korex.integrations.spark import extraction_from_row, extraction_type, with_extractions
from korex.integrations.spark_rows import arrays_of, outcomes

TEXT = "윤가람 온누리시장은 22일 “주차장 40면과 예산 30억 5천만원을 더 마련해 달라”고 요청했다. 👍 문의 02-000-1234"
ROWS = [
    (1, TEXT, "2025-07-22"),
    (2, "", None),
    (3, None, "2025-07-22"),
    (4, TEXT, "어제"),
    (5, "값은 0.5%에서 " + "9" * 400 + "원으로 올랐다.\x00", None),
    *((number, f"{number}번째 글에서 김도율 부시장은 점검을 당부했다.", None) for number in range(6, 40)),
]


def test_type_has_every_field_of_the_result():
    assert extraction_type().names == list(korex.Extraction.__slots__)
    people = extraction_type()["people"].dataType.elementType
    assert people.simpleString() == (
        "struct<name:string,titles:array<string>,organization:string,"
        "mentions:array<struct<text:string,start:int,end:int>>>"
    )


def arrays(*columns, key="{}"):
    kind = adapter._arrow_type(adapter._outcome_type())
    return list(arrays_of(columns, kind, key))


def test_rows_of_a_group_have_their_own_errors():
    texts = pyarrow.array([text for _, text, _ in ROWS])
    days = pyarrow.array([day for *_, day in ROWS])
    found = [row for array in arrays((texts, days)) for row in array.to_pylist()]
    for (_, text, day), row in zip(ROWS, found, strict=True):
        if row["error"] is None:
            assert extraction_from_row(row["extraction"]) == korex.extract(text, reference_date=day)
    assert [number for (number, *_), row in zip(ROWS, found, strict=True) if row["error"]] == [3, 4]


def test_failure_of_korex_is_the_error_of_its_row(monkeypatch):
    monkeypatch.setattr(korex.pipeline, "run_together", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(korex.pipeline, "_run", lambda nlp, doc, day: nlp(doc) if day else 1 / 0)
    (_, none), (_, error), (extraction, _) = outcomes([("글", date.min), ("글", None), ("책", date.max)])
    assert none is None
    assert error == "korex failed on this text, please report it: ZeroDivisionError('division by zero')"
    assert "책" in extraction


def test_bytes_that_are_no_text():
    texts = pyarrow.array(["글".encode(), b"\xea\xb0\x80\xff", None]).cast("string", safe=False)
    (array,) = arrays((texts, pyarrow.nulls(3)))
    assert [row["error"] and row["error"][:20] for row in array.to_pylist()] == [
        None,
        "cannot be read: 'utf",
        "expected the text as",
    ]


def test_arrays_are_small_whatever_comes():
    texts = pyarrow.array(["가"] * 150)
    found = arrays(*((texts[start : start + 50], pyarrow.nulls(50)) for start in (0, 50, 100)), key='{"tagger": false}')
    assert sum(map(len, found)) == 150
    assert max(map(len, found)) < 80
    assert arrays() == []


@pytest.fixture(scope="module", params=["pyspark.daemon", "korex.integrations.spark_daemon"])
def spark(request):
    """Two executors, each with Python workers of its own; the first Spark hands over row by row, as before 4.1."""
    from pyspark.sql import SparkSession, functions

    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executorEnv.PYTHONPATH": str(SOURCE),
        "spark.python.daemon.module": request.param,
        "spark.sql.session.timeZone": "Asia/Seoul",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        if request.param == "pyspark.daemon":
            patch.delattr(functions, "arrow_udf", raising=False)
        session = SparkSession.builder.master("local-cluster[2,1,1024]").config(map=settings).getOrCreate()
        yield session
        session.stop()


@pytest.fixture(scope="module")
def found(spark):
    frame = spark.createDataFrame(ROWS, "id int, text string, written string").repartition(4)
    return {row.id: row for row in with_extractions(frame, "text", "written").collect()}


@pytest.mark.spark
def test_same_as_extract_and_back(found):
    for number, text, written in ROWS:
        if number not in (3, 4):
            row = found[number]
            assert row.error is None
            assert extraction_from_row(row.extraction) == korex.extract(text, reference_date=written)


@pytest.mark.spark
def test_bad_rows_have_an_error(found):
    assert {number for number, row in found.items() if row.extraction is None} == {3, 4}
    assert found[3].error == "expected the text as a str, got NoneType"
    assert found[4].error.startswith("bad reference date '어제'")


@pytest.mark.spark
def test_strings_and_days_that_python_cannot_hold(spark):
    frame = spark.sql(
        "select cast(X'EAB080FF' as string) as text, null as day"
        " union all select '글', timestamp'2025-07-22 09:30:00.12'"
        " union all select '글', timestamp'+12000-01-01 00:00:00'"
    )
    bytes_, good, late = with_extractions(frame, "text", "day").select("extraction", "error").collect()
    assert bytes_.error is None or bytes_.error.startswith("cannot be read: ")
    assert extraction_from_row(good.extraction) == korex.extract(
        "글", reference_date=datetime(2025, 7, 22, 9, 30, 0, 120_000)
    )
    assert late.error.startswith("bad reference date '+12000-01-01T")


@pytest.mark.spark
def test_two_kinds_of_extractions_in_one_job(spark):
    frame = with_extractions(spark.createDataFrame([(TEXT,)] * 20, "text string"), "text")
    both = with_extractions(frame, "text", extraction="own", error="own_error", words={"온누리시장": "EVENT"}).collect()
    assert {extraction_from_row(row.extraction) for row in both} == {korex.extract(TEXT)}
    assert {event.name for row in both for event in extraction_from_row(row.own).events} == {"온누리시장"}


@pytest.mark.spark
def test_text_that_is_stored_apart(found):
    stored = {key: value for key, value in found[1].extraction.asDict(recursive=True).items() if key != "text"}
    assert extraction_from_row(stored, text=TEXT) == korex.extract(TEXT, reference_date="2025-07-22")


@pytest.mark.spark
def test_columns_in_sql(spark):
    frame = spark.createDataFrame([(TEXT, date(2025, 7, 22))], "body string, day date")
    with_extractions(frame, "body", "day", extraction="x", error="e", tagger=False).createOrReplaceTempView("found")
    row = spark.sql(
        "select x.dates[0].value, x.directives[0].kind, e, q.value, q.exact_value,"
        " substring(body, q.start + 1, q.end - q.start) as surface"
        " from found lateral view explode(x.quantities) as q where q.kind = 'MONEY'"
    ).first()
    assert list(row) == ["2025-07-22", "REQUEST", None, 3_050_000_000.0, "3050000000", "30억 5천만원"]


@pytest.mark.spark
def test_each_text_is_read_once(spark):
    frame = with_extractions(spark.createDataFrame([(TEXT,)], "text string"), "text")
    plan = frame._jdf.queryExecution().executedPlan().toString()
    assert plan.count("pythonUDF0#") >= 1
    assert "pythonUDF1#" not in plan


@pytest.mark.spark
def test_workers_are_processes_of_their_own(spark):
    pids = set(spark.sparkContext.range(8, numSlices=8).map(lambda _: os.getpid()).collect())
    assert os.getpid() not in pids
