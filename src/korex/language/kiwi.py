"""The Kiwi morphological analyser, loaded once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiwipiepy import Kiwi


@lru_cache(maxsize=1)
def load_kiwi() -> Kiwi:
    """Return the process's Kiwi, one worker thread, with the dictionaries it ships with."""
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)
