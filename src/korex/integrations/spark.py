"""korex on Apache Spark: a column of texts becomes a typed column of extractions. Needs ``pip install 'korex[spark]'``.

from korex.integrations.spark import extraction_from_row, with_extractions

found = with_extractions(articles, "text", "written")     # columns `extraction` and `error` beside the others
found.select("id", "extraction.people.name").show()
x = extraction_from_row(found.first()["extraction"])      # a korex.Extraction
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from pyspark.sql import Column, DataFrame, Row
from pyspark.sql.functions import col, date_format, lit, udf
from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    DataType,
    DoubleType,
    IntegerType,
    StringType,
    StructField,
    StructType,
    TimestampNTZType,
    TimestampType,
)

from korex.integrations.spark_rows import arrays_of, hints_of, is_number, outcome
from korex.items import Item
from korex.schema import Extraction

if TYPE_CHECKING:
    import pyarrow

_EXACT = "exact_"


def with_extractions(
    frame: DataFrame,
    text: str | Column,
    reference_date: str | Column | None = None,
    *,
    extraction: str = "extraction",
    error: str = "error",
    **options: Any,
) -> DataFrame:
    """Return `frame` with a column of extractions, typed as `extraction_type` says, and one of errors.

    `text` and `reference_date` are columns or their names; a reference date is a date, a timestamp (read on the clock
    of the session's time zone) or an ISO 8601 string. In each row one of the new columns is null: what cannot be read
    (a null, a bad date) has an error that says what was expected, and the job goes on. `options` are those of
    `korex.load`, such as ``words={"한빛": "ORG"}``; each Python worker loads one pipeline.
    """
    key = json.dumps(options, ensure_ascii=False, sort_keys=True)
    passing = "_korex"
    return (
        frame.withColumn(passing, _function(key)(_column(text), _day(frame, reference_date)))
        .withColumns({extraction: col(f"{passing}.extraction"), error: col(f"{passing}.error")})
        .drop(passing)
    )


def _function(key: str) -> Any:
    """Return what makes a column of outcomes of two columns.

    Where Spark hands over Arrow arrays (4.1 and later, with PyArrow), a few texts go through the pipeline together,
    which takes less time; elsewhere it is row by row.
    """
    functions: Any = import_module("pyspark.sql.functions")
    try:
        with warnings.catch_warnings():  # of pandas, which has no part in this; of a lambda's missing type hints
            warnings.simplefilter("ignore")
            return functions.arrow_udf(
                lambda columns: arrays_of(columns, _arrow_type(_outcome_type()), key),
                _outcome_type(),
                functions.ArrowUDFType.SCALAR_ITER,
            )
    except (AttributeError, ImportError):
        # A lambda has no hints for Spark to misread; pickled rows hold any string.
        return udf(lambda one, day: outcome(one, day, key), _outcome_type(), useArrow=False)


def _day(frame: DataFrame, reference_date: str | Column | None) -> Column:
    """Return the column of reference dates as strings, which have no other meaning in another process."""
    if reference_date is None:
        return lit(None).cast("string")
    column = _column(reference_date)
    kind = frame.select(column).schema[0].dataType
    if isinstance(kind, TimestampType | TimestampNTZType):
        return date_format(column, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS")
    return column.cast("string")


@cache
def extraction_type() -> StructType:
    """Return the Spark type of an extraction: the fields of `korex.Extraction`, offsets counted in code points.

    As SQL counts from 1, a span's surface is ``substring(text, start + 1, end - start)``. The `value` of a quantity is
    a double; `exact_value` has all its digits.
    """
    return _struct(Extraction)


def extraction_from_row(row: Row | Mapping[str, Any], *, text: str | None = None) -> Extraction:
    """Return the extraction of a row, equal to the one that was written.

    `text` is needed where the column was stored without its field `text`.
    """
    data = row.asDict(recursive=True) if isinstance(row, Row) else dict(row)
    extraction: Extraction = _item(Extraction, data if text is None else {**data, "text": text})
    return extraction


def _column(column: str | Column) -> Column:
    return col(column) if isinstance(column, str) else column


# from the result types to Spark's types and back


def _outcome_type() -> StructType:
    return StructType([StructField("extraction", extraction_type()), StructField("error", StringType())])


def _struct(kind: Any) -> StructType:
    struct = StructType()
    for name, hint in hints_of(kind).items():
        if is_number(hint):
            struct.add(name, DoubleType(), False).add(_EXACT + name, StringType(), False)
        else:
            struct.add(name, _type(hint), NoneType in get_args(hint))
    return struct


def _type(hint: Any) -> DataType:
    hint = _present(hint)
    if get_origin(hint) is tuple:
        return ArrayType(_type(get_args(hint)[0]), containsNull=False)
    if isinstance(hint, type) and issubclass(hint, Item):
        return _struct(hint)
    return {int: IntegerType(), bool: BooleanType()}.get(hint, StringType())


def _arrow_type(kind: DataType) -> pyarrow.DataType:
    import pyarrow

    if isinstance(kind, StructType):
        return pyarrow.struct([(field.name, _arrow_type(field.dataType)) for field in kind])
    if isinstance(kind, ArrayType):
        return pyarrow.list_(_arrow_type(kind.elementType))
    simple = {"int": pyarrow.int32(), "boolean": pyarrow.bool_(), "double": pyarrow.float64()}
    return simple.get(kind.simpleString(), pyarrow.string())


def _present(hint: Any) -> Any:
    """Return a type without its None; names of a list are strings, whether or not others may stand there, too."""
    if get_origin(hint) in (Union, UnionType):
        hint = [option for option in get_args(hint) if option is not NoneType][-1]
    return str if get_origin(hint) is Literal else hint


def _item(kind: Any, data: Mapping[str, Any]) -> Any:
    values = {}
    for name, hint in hints_of(kind).items():
        values[name] = json.loads(data[_EXACT + name]) if is_number(hint) else _value(data[name], _present(hint))
    return kind(**values)


def _value(data: Any, hint: Any) -> Any:
    if data is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_value(item, get_args(hint)[0]) for item in data)
    return _item(hint, data) if isinstance(hint, type) and issubclass(hint, Item) else data
