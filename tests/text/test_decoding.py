"""Bytes of Korean files are read in the encoding they were written in."""

import pytest

from korex.errors import InputError
from korex.text.decoding import decode

TEXT = "한빛시 공고 제2025-7호\n주민 여러분께 알립니다. 똠방각하 1,000원"

ENCODINGS = [
    ("utf-8", b"", "UTF-8", None),
    ("utf-8", b"\xef\xbb\xbf", "UTF-8 with BOM", "read as UTF-8 with BOM"),
    ("utf-16-le", b"\xff\xfe", "UTF-16 LE", "read as UTF-16 LE"),
    ("utf-16-be", b"\xfe\xff", "UTF-16 BE", "read as UTF-16 BE"),
    ("utf-16-le", b"", "UTF-16 LE", "read as UTF-16 LE"),
    ("utf-16-be", b"", "UTF-16 BE", "read as UTF-16 BE"),
    ("utf-32-le", b"\xff\xfe\0\0", "UTF-32 LE", "read as UTF-32 LE"),
    ("utf-32-be", b"\0\0\xfe\xff", "UTF-32 BE", "read as UTF-32 BE"),
    ("cp949", b"", "CP949", "read as CP949"),
]

UNREADABLE = [
    b"\xff\xfe\x00",  # half a UTF-16 unit
    b"\xef\xbb\xbf\xff",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff\xff",
    bytes(range(256)),
]


@pytest.mark.parametrize(("codec", "mark", "name", "note"), ENCODINGS)
def test_encoding(codec, mark, name, note):
    decoded = decode(mark + TEXT.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.note) == (TEXT, name, note)


@pytest.mark.parametrize("data", UNREADABLE)
def test_unreadable(data):
    with pytest.raises(InputError, match="expected text in UTF-8, UTF-16 or CP949"):
        decode(data)


@pytest.mark.parametrize("text", ["", "a", "한", "plain ASCII\n", "널 문자\0가 있는 글"])
def test_plain(text):
    assert decode(text.encode()) == (text, "UTF-8")
