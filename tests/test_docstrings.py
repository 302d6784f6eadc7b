"""The examples in docstrings are what the code does."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import korex

MODULES = [
    module.name for module in pkgutil.walk_packages(korex.__path__, "korex.") if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", ["korex", *MODULES])
def test_examples(name):
    report = []
    if name.startswith("korex.integrations."):
        pytest.importorskip("pyspark", reason="the extra of this module is not installed")
    module = import_module(name)
    runner = doctest.DocTestRunner()
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, name):
        runner.run(test, out=report.append)
    assert not report, "".join(report)
