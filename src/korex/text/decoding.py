"""From the bytes of a file to its text: UTF-8, UTF-16 or CP949, as Korean files come."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from korex.errors import InputError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 LE"),  # begins as UTF-16 LE does
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)
_EXPECTED = "expected text in UTF-8, UTF-16 or CP949 (EUC-KR)"
# How much of a file tells whether it is UTF-16 without a byte order mark.
_SAMPLE = 4096


class DecodedText(NamedTuple):
    """A text and the encoding it was read in: `UTF-8`, `UTF-8 with BOM`, `UTF-16 LE`, `UTF-32 BE`, `CP949` …"""

    text: str
    encoding: str

    @property
    def note(self) -> str | None:
        """What to tell the user: None for plain UTF-8."""
        return None if self.encoding == "UTF-8" else f"read as {self.encoding}"


def decode(data: bytes) -> DecodedText:
    """Return the text of a file's bytes, without its byte order mark, and the encoding that fits them.

    Raises `InputError` for bytes that are no text in any of these encodings.

    >>> decode("시청 공고".encode("cp949"))
    DecodedText(text='시청 공고', encoding='CP949')
    """
    for mark, codec, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return DecodedText(_decode(data[len(mark) :], codec, name), name)
    if (order := _utf16_order(data)) is not None:
        return DecodedText(_decode(data, f"utf-16-{order.lower()}", f"UTF-16 {order}"), f"UTF-16 {order}")
    try:
        return DecodedText(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as not_utf8:
        try:
            text = data.decode("cp949")
        except UnicodeDecodeError as error:
            raise InputError(f"{_EXPECTED}; not UTF-8 at byte {not_utf8.start}, not CP949: {error.reason}") from error
    if "\0" in text:
        raise InputError(f"{_EXPECTED}; these bytes look like a binary file")
    return DecodedText(text, "CP949")


def _decode(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(f"{_EXPECTED}; the file says it is {name} but byte {error.start} is not") from error


def _utf16_order(data: bytes) -> str | None:
    """Return LE or BE for UTF-16 without a mark: blanks and ASCII give a zero on one side of the pairs only."""
    if len(data) < 2 or len(data) % 2 or b"\0" not in data[:_SAMPLE]:
        return None
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    if odd > 4 * even:
        order = "LE"
    elif even > 4 * odd:
        order = "BE"
    else:
        return None
    try:
        text = data.decode(f"utf-16-{order.lower()}")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else order
