"""One word of a user, what can be wrong with it, and the TSV files such words come from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from korex.errors import InputError, UserWordsError
from korex.language.own_labels import label_problem
from korex.schema import DirectiveKind, EventKind
from korex.text.decoding import decode

STOP = "-"  # the label of a word that is no entity; -ORG: no organization
VERB = "DIRECTIVE"  # the label of a predicate of asking; its kind is that of the directive
USER = "user:"  # begins the source of what the user's words and rules find

_KINDS: dict[str, tuple[str, ...]] = {"EVENT": get_args(EventKind), VERB: get_args(DirectiveKind)}
_STOPS = f"{STOP} (no entity), a label with {STOP} before it (-ORG: no organization)"
_HEADINGS = (("word", "label"), ("word", "label", "kind"))
_COLUMNS = "expected WORD <tab> LABEL or WORD <tab> LABEL <tab> KIND"
_LONGEST = 100


class UserWord(NamedTuple):
    """One entry: the word, its label, the kind of an event or directive, and where it comes from.

    `file` and `line` are those of a TSV file; a word given in Python has neither.
    """

    text: str
    label: str
    kind: str | None = None
    file: str | None = None
    line: int | None = None

    @property
    def source(self) -> str:
        """What the entities it finds give as their `source`: ``user:my.tsv``, ``user:words``."""
        return USER + (Path(self.file).name if self.file else "words")

    @property
    def is_stop(self) -> bool:
        """Whether the word is one not to find."""
        return self.label.startswith(STOP)


def problem_of(word: UserWord) -> str | None:
    """Return what is wrong with an entry, None if nothing is."""
    text, label, kind = word[:3]
    if not isinstance(text, str) or not isinstance(label, str):
        return f"expected a word and a label as str, got {text!r} and {label!r}"
    if not text.strip():
        return f"the word is empty: {_COLUMNS}"
    if text != text.strip() or any(character in text for character in "\t\n\r"):
        return f"{text!r}: blanks around the word, tabs and line breaks are not allowed"
    if len(text) > _LONGEST:
        return f"{text[:20]!r}…: a word has at most {_LONGEST} characters"
    others = () if label.startswith(STOP) else (VERB, _STOPS)
    if label != STOP and (problem := label_problem(label.removeprefix(STOP), *others)):
        return f"{text!r}: bad label {label!r}; {problem}"
    kinds = _KINDS.get(label, ())
    if kind is None:
        return f"{text!r}: needs a kind out of {', '.join(kinds)}" if label == VERB else None
    if kind not in kinds:
        return f"{text!r}: bad kind {kind!r}; allowed for {label}: {', '.join(kinds) or 'none'}"
    return None


def _line_not_utf8(data: bytes) -> int:
    """Return the first line that is not UTF-8."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            return number
    return 1


def read_words_of(path: str) -> Iterator[UserWord]:
    """Yield the entries of a TSV file, in UTF-8 or in what Korean spreadsheets write (CP949, UTF-16)."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UserWordsError(path, None, f"cannot be read: {error.strerror or error}") from error
    try:
        text = decode(data).text
    except InputError as error:
        raise UserWordsError(path, _line_not_utf8(data), "not UTF-8: save the file as UTF-8") from error
    rows = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        fields = [field.strip() for field in row]
        if not any(fields) or fields[0].startswith("#"):
            continue
        if tuple(fields) in _HEADINGS:
            continue
        if len(fields) == 3 and not fields[2]:
            fields.pop()
        if not 2 <= len(fields) <= 3:
            raise UserWordsError(path, rows.line_num, f"{len(fields)} columns: {_COLUMNS}")
        yield UserWord(fields[0], fields[1], fields[2] if len(fields) == 3 else None, path, rows.line_num)
