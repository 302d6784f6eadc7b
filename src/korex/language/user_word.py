"""One word of a user, what can be wrong with it, and the TSV files such words come from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from korex.errors import UserWordsError
from korex.schema import DirectiveKind, EntityLabel, EventKind

STOP = "-"  # the label of a word that is no entity; -ORG: no organization
VERB = "DIRECTIVE"  # the label of a predicate of asking; its kind is that of the directive
USER = "user:"  # begins the source of what the user's words and rules find

_LABELS: tuple[str, ...] = get_args(EntityLabel)
_KINDS: dict[str, tuple[str, ...]] = {"EVENT": get_args(EventKind), VERB: get_args(DirectiveKind)}
_ALLOWED = f"{', '.join(_LABELS)}, {VERB}, {STOP} (no entity) or a label with {STOP} before it (-ORG: no organization)"
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
    if label not in (*_LABELS, VERB, STOP) and label.removeprefix(STOP) not in _LABELS:
        return f"{text!r}: bad label {label!r}; allowed: {_ALLOWED}"
    kinds = _KINDS.get(label, ())
    if kind is None:
        return f"{text!r}: needs a kind out of {', '.join(kinds)}" if label == VERB else None
    if kind not in kinds:
        return f"{text!r}: bad kind {kind!r}; allowed for {label}: {', '.join(kinds) or 'none'}"
    return None


def read_words_of(path: str) -> Iterator[UserWord]:
    """Yield the entries of a TSV file."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UserWordsError(path, None, f"cannot be read: {error.strerror or error}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserWordsError(path, line, "not UTF-8: save the file as UTF-8") from error
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
