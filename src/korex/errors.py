"""The errors korex raises: one base, one subclass for each thing a caller can get wrong."""


class KorexError(Exception):
    """Base of every error korex raises on purpose; catch this to catch them all."""


class InputError(KorexError, ValueError):
    """A text, file or record that cannot be read; the message says what was expected."""


class ReferenceDateError(InputError):
    """A reference date that is neither a date, a datetime nor an ISO 8601 string."""


class ResultError(KorexError, ValueError):
    """JSON that does not describe an `Extraction`; the message names the path that is wrong."""


class ModelError(KorexError, ValueError):
    """A model file that is missing or damaged."""


class MissingExtraError(KorexError, ImportError):
    """A package that only some calls need and that is not installed; the message says how to get it."""


class RuleError(KorexError, ValueError):
    """A rule or lexicon file that does not follow its format; names the file, the line and what is allowed."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file = file
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.file, self.line, self.message)


class UserWordsError(KorexError, ValueError):
    """A user's own word that cannot be taken; names the file and the line where there are any, and what is allowed."""

    def __init__(self, file: str | None, line: int | None, message: str) -> None:
        where = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(where + message)
        self.file = file
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.file, self.line, self.message)
