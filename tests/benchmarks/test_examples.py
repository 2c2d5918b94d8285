"""The examples in the docstrings hold."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["growth", "run", "samples", "table"])
def test_examples(name):
    done = doctest.testmod(importlib.import_module(f"benchmarks.{name}"))
    assert done.attempted > 0
    assert done.failed == 0
