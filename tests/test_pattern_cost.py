"""No pattern takes more than linear time, whatever the text: each meets strings made to hurt it."""

import importlib
import json
import pkgutil
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import regex

import korex
from korex.matching.files import RULES, read_toml
from korex.matching.rules import load_rules

FILES = sorted(path.relative_to(RULES).as_posix() for path in RULES.rglob("*.toml"))
# What repetitions in patterns are mostly made of.
COMMON = ("가", "1", "a", " ", "(", '"', "“", ",", ".", "-", "\n", "A.", "1,", "가 ", "1 ", "가·", "1년 ", "a@", "/a")
COMMON += ("1~", "1·", "1-", "가, ")
SIZE = 4000
CORPUS = Path(__file__).resolve().parent.parent / "fuzz" / "corpus"
# Seconds for so many characters that deserve a second look, and for four times as many that fail the test
# if it is more than eight times the time. Linear patterns take a hundredth of that.
SUSPICIOUS, SLOW = 0.03, 0.3


def patterns():
    for module in pkgutil.walk_packages(korex.__path__, "korex."):
        if module.name == "korex.__main__":
            continue
        try:
            members = vars(importlib.import_module(module.name))
        except ModuleNotFoundError:  # what an extra brings is not installed
            assert module.name.startswith("korex.integrations.")
            continue
        for name, value in members.items():
            if isinstance(value, re.Pattern | regex.Pattern):
                yield pytest.param(value, id=f"{module.name}:{name}")
    for name in FILES:
        data = read_toml(name)
        if "rule" in data:
            labels = frozenset(entry.get("label", "") for entry in data["rule"])
            for rule in load_rules(name, labels):
                if rule.pattern is not None and not rule.whole_line:  # those see short lines only
                    yield pytest.param(rule.pattern, id=f"{name}:{rule.id}")


# Prints every pattern that korex compiles until it has read a few pages, but for those of rules: most are made of data
# when they are first needed.
COMPILED_AT_RUN_TIME = """
import json, pathlib, re, regex, sys

compiled = {}

def watch(module):
    compile = module.compile

    def watched(source, flags=0, **options):
        pattern = compile(source, flags, **options)
        place = sys._getframe(1)
        while place.f_code.co_filename.endswith("functools.py"):
            place = place.f_back
        where = place.f_globals.get("__name__", "")
        if where.startswith("korex.") and where != "korex.matching.rules" and isinstance(source, str):
            compiled[source, int(flags), module.__name__] = where
        return pattern

    module.compile = watched

watch(re)
watch(regex)
import korex

pages = [path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(sys.argv[1]).iterdir())]
for x in korex.pipe(pages, reference_date="2025-07-22", nlp=korex.load(indirect_quotes=True, words={"온빛": "ORG"})):
    x.summary()
    korex.redact(x, ["PERSON", "PHONE", "ID", "ADDRESS"])
json.dump([[*key, where] for key, where in compiled.items()], sys.stdout)
"""


def test_linear_when_made_at_run_time():
    command = [sys.executable, "-c", COMPILED_AT_RUN_TIME, str(CORPUS)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert len(found) > 200
    slow = []
    for source, flags, module, where in found:
        pattern = {"re": re, "regex": regex}[module].compile(source, flags)
        slow += [(where, source, piece) for piece in hurtful(source) if is_slow(pattern, piece)]
    assert not slow


def hurtful(source):
    """Return short strings to repeat: common ones, and pieces of what the pattern itself speaks of."""
    literals = re.findall(r"[가-힣]{1,6}|[A-Za-z]{2,6}|[^\w\s\\()\[\]{}|?*+^$.]", re.sub(r"\\.", " ", source))
    own = list(dict.fromkeys(literals))[:6]
    return [*COMMON, *own, *(f"{word} " for word in own[:3]), *(f"1{word}" for word in own[:3])]


@pytest.mark.parametrize("pattern", list(patterns()))
def test_linear(pattern):
    slow = [piece for piece in hurtful(pattern.pattern) if is_slow(pattern, piece)]
    assert not slow


def is_slow(pattern, piece):
    text = piece * (SIZE // len(piece))
    if cost(pattern, text) < SUSPICIOUS:
        return False
    long = cost(pattern, text * 4)
    return long > SLOW and long > 8 * min(cost(pattern, text) for _ in range(3))


def cost(pattern, text):
    before = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - before
