"""korex on Apache Spark: a column of texts becomes a typed column of extractions. Needs ``pip install 'korex[spark]'``.

from korex.integrations.spark import extraction_from_row, with_extractions

found = with_extractions(articles, "text", "written")     # columns `extraction` and `error` beside the others
found.select("id", "extraction.people.name").show()
x = extraction_from_row(found.first()["extraction"])      # a korex.Extraction
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pyspark.sql import Column, DataFrame, Row
from pyspark.sql.functions import col, lit, udf
from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    DataType,
    DoubleType,
    IntegerType,
    StringType,
    StructField,
    StructType,
)

from korex.errors import KorexError
from korex.items import Item
from korex.schema import Extraction

# A whole number and a fraction are one column in Spark, which a double cannot tell apart nor always hold; beside it
# stands the number as JSON has it.
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

    `text` and `reference_date` are columns or their names; a reference date is a date, a timestamp or an ISO 8601
    string. In each row one of the new columns is null: what cannot be read (a null, a bad date) has an error that says
    what was expected, and the job goes on. `options` are those of `korex.load`, such as ``words={"한빛": "ORG"}``; each
    Python worker loads one pipeline.
    """
    key = json.dumps(options, ensure_ascii=False, sort_keys=True)
    call = udf(lambda one, day: outcome(one, day, key), _outcome_type())  # a lambda has no hints for Spark to misread
    date = lit(None) if reference_date is None else _column(reference_date)
    passing = "_korex"
    return (
        frame.withColumn(passing, call(_column(text), date))
        .withColumns({extraction: col(f"{passing}.extraction"), error: col(f"{passing}.error")})
        .drop(passing)
    )


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


# what a Python worker does


def outcome(text: Any, reference_date: Any, key: str = "{}") -> tuple[Any, str | None]:
    """Return the extraction of a text as nested tuples and lists, and None; or None and the error."""
    from korex.pipeline import extract

    try:
        nlp = None if key == "{}" else _pipeline(key)
        return _plain(extract(text, reference_date=reference_date, nlp=nlp)), None
    except KorexError as error:
        return None, str(error)
    except Exception as error:
        # A messy text is never an error, so this is korex's own fault; the job must not pay for it.
        return None, f"korex failed on this text, please report it: {error!r}"


def _pipeline(key: str) -> Any:
    from korex.pipeline import is_worn

    if is_worn(nlp := _loaded(key)):
        _loaded.cache_clear()
        nlp = _loaded(key)
    return nlp


@lru_cache(maxsize=2)
def _loaded(key: str) -> Any:
    from korex.pipeline import load

    return load(**json.loads(key))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not isinstance(value, Item):
        return value
    kind: Any = type(value)
    plain: list[Any] = []
    for name, hint in _hints(kind).items():
        part = getattr(value, name)
        if _is_number(hint):
            plain += _double(part), json.dumps(part)
        else:
            plain.append(_plain(part))
    return tuple(plain)


def _double(number: int | float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.copysign(math.inf, number)


# from the result types to Spark's types and back


def _outcome_type() -> StructType:
    return StructType([StructField("extraction", extraction_type()), StructField("error", StringType())])


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__slots__}


def _is_number(hint: Any) -> bool:
    return set(get_args(hint)) == {int, float}


def _struct(kind: Any) -> StructType:
    struct = StructType()
    for name, hint in _hints(kind).items():
        if _is_number(hint):
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


def _present(hint: Any) -> Any:
    """Return a type without its None; names of a list are strings, whether or not others may stand there, too."""
    if get_origin(hint) in (Union, UnionType):
        hint = [option for option in get_args(hint) if option is not NoneType][-1]
    return str if get_origin(hint) is Literal else hint


def _item(kind: Any, data: Mapping[str, Any]) -> Any:
    values = {}
    for name, hint in _hints(kind).items():
        values[name] = json.loads(data[_EXACT + name]) if _is_number(hint) else _value(data[name], _present(hint))
    return kind(**values)


def _value(data: Any, hint: Any) -> Any:
    if data is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_value(item, get_args(hint)[0]) for item in data)
    return _item(hint, data) if isinstance(hint, type) and issubclass(hint, Item) else data
